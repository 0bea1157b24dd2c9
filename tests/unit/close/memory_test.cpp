#include "analyzers/close/memory.hpp"

#include <gtest/gtest.h>

#include "analyzers/close/packing.hpp"

namespace bandwagon::close {
namespace {

wave::Wave some_wave() {
  wave::Wave wave;
  wave.burst = {.id = 3,
                .topic = 9,
                .label = "DeepSeek-R1",
                .kind = model::BurstKind::Mention,
                .onset = {19000},
                .onset_low = {18993},
                .onset_high = {19007},
                .confirmed = model::Day{19014},
                .state = "confirmed",
                .observed = 41,
                .expected = 1.0 / 3,
                .ratio = 123.0000000001,
                .ratio_low = 0.1,
                .ratio_high = 1e300,
                .q_value = 1e-17};
  wave.terms.push_back({.term = 0xFFFFFFFFFFFFFFFFULL,
                        .normal = "DeepSeek-R1",
                        .written = "DeepSeek-R1",
                        .defines = true,
                        .observed = 41,
                        .expected = 0.1});
  wave.names_release = "deepseek-r1";
  wave.pioneers_kind = model::BurstKind::Mention;
  wave.pioneers.push_back({.key = 12,
                           .arxiv_id = "2401.00001",
                           .title = "Ti\xfftle",
                           .announced = {18000},
                           .similarity = 0.3,
                           .phrase = "diffusion transformer",
                           .phrase_users = 6,
                           .phrase_before = 3});
  wave.began_early = {18994};
  wave.began_late = {19006};
  wave.alerted = true;
  wave.alerted_release = "deepseek-r1";
  return wave;
}

model::WeekFindings some_findings() {
  model::WeekFindings findings{.week = {19000}, .closed = {19007}, .method = "close/1"};
  findings.topic_papers.push_back({1, 5, 0.5});
  return findings;
}

// Findings name this paper alone.
ArxivIdOf paper(model::PaperKey known, std::string id) {
  return [known, id = std::move(id)](model::PaperKey key) { return key == known ? &id : nullptr; };
}

}  // namespace

TEST(WaveMemory, SurvivesExactly) {
  const auto wave = some_wave();
  const auto again = wave_from_json(to_json(wave));
  EXPECT_EQ(again.burst.expected, wave.burst.expected);
  EXPECT_EQ(again.burst.ratio, wave.burst.ratio);
  EXPECT_EQ(again.burst.q_value, wave.burst.q_value);
  EXPECT_EQ(again.burst.confirmed, wave.burst.confirmed);
  EXPECT_EQ(again.burst.ended, std::nullopt);
  EXPECT_EQ(again.burst.kind, wave.burst.kind);
  EXPECT_EQ(again.terms.at(0).term, wave.terms[0].term);
  EXPECT_EQ(again.names_release, wave.names_release);
  EXPECT_EQ(again.began_early, wave.began_early);
  EXPECT_EQ(again.began_late, wave.began_late);
  EXPECT_EQ(again.cluster, std::nullopt);
  EXPECT_EQ(again.pioneers_kind, wave.pioneers_kind);
  EXPECT_EQ(again.pioneers.at(0).similarity, wave.pioneers[0].similarity);
  EXPECT_EQ(again.pioneers[0].phrase, "diffusion transformer");
  EXPECT_EQ(again.pioneers[0].phrase_users, 6U);
  EXPECT_EQ(again.pioneers[0].phrase_before, 3U);
  EXPECT_EQ(to_json(again), to_json(wave_from_json(to_json(again))));
}

TEST(WaveMemory, SurvivesTextThatIsNoUtf8) {
  EXPECT_EQ(wave_from_json(to_json(some_wave())).pioneers.at(0).arxiv_id, "2401.00001");
}

TEST(FindingsHash, NamesPapersByTheirIdentifier) {
  auto other = some_findings();
  other.topic_papers[0].paper = 77;
  EXPECT_EQ(hash_of("", some_findings(), paper(5, "2401.00001")), hash_of("", other, paper(77, "2401.00001")));
  EXPECT_NE(hash_of("", some_findings(), paper(5, "2401.00001")), hash_of("", some_findings(), paper(5, "2401.00002")));
}

TEST(FindingsHash, DependsOnTheHashBefore) {
  EXPECT_NE(hash_of("a", some_findings(), paper(5, "x")), hash_of("b", some_findings(), paper(5, "x")));
}

TEST(FindingsHash, CoversConcurrentPairs) {
  auto pair = some_findings(), other = some_findings();
  pair.concurrent_pairs.push_back({.a = 5, .b = 5, .cosine = 0.5, .days_apart = 1});
  other.concurrent_pairs.push_back({.a = 5, .b = 5, .cosine = 0.5, .days_apart = 2});
  EXPECT_NE(hash_of("", pair, paper(5, "x")), hash_of("", some_findings(), paper(5, "x")));
  EXPECT_NE(hash_of("", pair, paper(5, "x")), hash_of("", other, paper(5, "x")));
}

TEST(FindingsHash, CoversTheFiguresOfMonths) {
  auto figures = some_findings(), ground = some_findings();
  figures.herding.push_back({.field = "all", .month = {19000}, .metric = "papers", .value = 3});
  ground.abandoned.push_back({.month = {19000}, .topic = 1, .burst = 2});
  EXPECT_NE(hash_of("", figures, paper(5, "x")), hash_of("", some_findings(), paper(5, "x")));
  EXPECT_NE(hash_of("", ground, paper(5, "x")), hash_of("", some_findings(), paper(5, "x")));
}

TEST(FindingsHash, TellsNoValueFromZero) {
  auto zero = some_findings(), none = some_findings();
  zero.topic_weeks.push_back({1, {19000}, 2, 0.0});
  none.topic_weeks.push_back({1, {19000}, 2, std::nullopt});
  EXPECT_NE(hash_of("", zero, paper(5, "x")), hash_of("", none, paper(5, "x")));
}

TEST(Packing, ReadsBackWhatItWrote) {
  const std::vector<std::uint32_t> numbers{1, 0, 4'000'000'000U};
  EXPECT_EQ(unpack<std::uint32_t>(pack(numbers)), numbers);
  EXPECT_TRUE(unpack<std::uint32_t>("").empty());
}

}  // namespace bandwagon::close

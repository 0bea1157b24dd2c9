// A word that a subject takes up and keeps: a rise until its last months were as it is now, unless papers still say
// which release they follow.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/close/weekly_close.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

constexpr int kUsualRise = 40, kUsualWeeks = 104;

// A field of ten subjects. In the first, of six papers a week, one uses a word, and from the rise on all of them do;
// their titles then begin with `lead`.
std::vector<model::StoredPaper> papers_of(int week, const std::string& lead) {
  std::vector<model::StoredPaper> papers;
  for (int p = 0; p < 60; ++p) {
    const auto subject = static_cast<char>('a' + p / 6);
    const auto word = [&](const char* stem) { return std::string(stem) + subject + "th "; };
    const std::string own =
        std::string("w") + static_cast<char>('a' + (p * 7 + week) % 26) + "orth" + static_cast<char>('a' + p % 5);
    const bool uses = p < (week < kUsualRise ? 1 : 6);
    papers.push_back(support::paper(
        100 * (week + 1) + p, week,
        (week >= kUsualRise && p < 6 ? lead : std::string()) + (uses ? "Quorvanes and " : "On ") + word("gild") + own,
        word("sheaf") + "of " + word("mort") + "by " + word("lurk") + "and " + word("prand")));
  }
  return papers;
}

struct Found {
  std::optional<int> confirmed, ended;  // weeks of the stream
  std::vector<std::string> told;        // headlines of its alerts
  nlohmann::json first_evidence;        // of the first of them
};

// The first wave: each time the word's.
Found replay(const std::string& lead, const std::vector<attribute::KnownRelease>& releases,
             const std::vector<model::StoredPaper>& prior = {}) {
  Analysis analysis({"cs.CL"}, {}, [&](const auto& phrases, model::Day before) {
    auto found = prior;
    std::erase_if(found, [&](const auto& stored) { return stored.paper.announced >= before; });
    return phrases.size() == 1 ? found : std::vector<model::StoredPaper>();
  });
  Found wave;
  for (int week = 0; week < kUsualWeeks; ++week) {
    std::vector<attribute::KnownRelease> known;
    for (const auto& one : releases)
      if (one.release.known_since <= support::monday(week + 1)) known.push_back(one);
    const auto findings = analysis.close(support::monday(week), papers_of(week, lead), known);
    for (const auto& burst : findings.bursts) {
      if (burst.id != 1) continue;
      if (!wave.confirmed && burst.confirmed) wave.confirmed = week;
      if (burst.state == "ended") wave.ended = week;
    }
    for (const auto& alert : findings.alerts)
      if (alert.burst == 1) {
        if (wave.told.empty()) wave.first_evidence = nlohmann::json::parse(alert.evidence);
        wave.told.push_back(alert.headline);
      }
  }
  return wave;
}

}  // namespace

TEST(UsualWave, EndsWhenNoReleaseExplainsItAndItsLastMonthsWereTheSame) {
  const Found wave = replay("", {});
  ASSERT_TRUE(wave.confirmed);
  EXPECT_LT(*wave.confirmed, kUsualRise + 8);
  ASSERT_TRUE(wave.ended);
  EXPECT_GT(*wave.ended, kUsualRise + 26);
  EXPECT_LT(*wave.ended, kUsualRise + 52);
  ASSERT_FALSE(wave.told.empty());
  EXPECT_EQ(wave.told.back(),
            "Quorvanes and gildath: no more papers than its last months lead us to expect (24 in 4 weeks; 4.0 before "
            "it began)");
}

TEST(UsualWave, NamesThoseWhoWereFirstToWriteOfItWhereNoReleaseExplainsIt) {
  const auto later = papers_of(kUsualRise + 1, "");  // 0 to 5 are the wave's
  const auto earlier = [&](int number, int week, std::size_t as, const std::string& lead = "") {
    const auto& paper = later[as].paper;
    return support::paper(number, week, lead + paper.title, paper.abstract);
  };
  const std::vector<model::StoredPaper> prior{
      earlier(90001, 5, 0), earlier(90002, 6, 30, "Quorvanes and gildath: "),  // of another subject
      earlier(90003, 9, 30),                                                   // does not write it
      earlier(90004, 11, 1), earlier(90005, kUsualRise + 2, 2)};               // the last is a part of the wave
  const Found wave = replay("", {}, prior);
  std::vector<std::string> cited;
  for (const auto& pioneer : wave.first_evidence.at("pioneers")) {
    EXPECT_EQ(pioneer.at("phrase"), "Quorvanes and gildath");
    EXPECT_EQ(pioneer.at("phrase_before"), 3);
    EXPECT_GE(pioneer.at("phrase_users"), 10);
    cited.push_back(pioneer.at("arxiv_id"));
  }
  EXPECT_EQ(cited, (std::vector<std::string>{prior[0].paper.id.str(), prior[3].paper.id.str()}));
  EXPECT_FALSE(replay("", {}).first_evidence.contains("pioneers"));
}

TEST(UsualWave, LastsWhilePapersFollowARelease) {
  attribute::KnownRelease known;
  known.release = {.id = "vx4", .name = "VX4", .lab = "Someone", .aliases = {"VX4"}};
  known.release.released = known.release.known_since = support::monday(kUsualRise - 1) + 1;
  const Found wave = replay("VX4: ", {known});
  ASSERT_TRUE(wave.confirmed);
  EXPECT_FALSE(wave.ended);
}

}  // namespace bandwagon::close

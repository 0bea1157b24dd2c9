// A delayed trigger: the release's own paper coined the wave's word long before the window begins.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analyzers/close/weekly_close.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

constexpr int kCoined = 4, kCoinageWave = 72, kCoinageWeeks = 80;

// A field of many subjects, and from `kCoinageWave` on papers on all of them that speak of VELTRIX, too.
std::vector<model::StoredPaper> papers_of(int week) {
  std::vector<model::StoredPaper> papers;
  for (int p = 0; p < 35; ++p) {
    const auto word = [&](int n) {
      return std::string("w") + static_cast<char>('a' + (p * 7 + week + n) % 26) + "orth" +
             static_cast<char>('a' + p % 5);
    };
    const bool of_wave = week >= kCoinageWave && p < 5;
    papers.push_back(support::paper(100 * (week + 1) + p, week, (of_wave ? "VELTRIX for " : "On ") + word(0),
                                    "We study " + word(5) + " by " + word(9)));
  }
  return papers;
}

// A field of ten subjects, the first of which speaks of quorvane engines from `kPhraseWave` on.
constexpr int kPhraseWave = 40, kPhraseWeeks = 52;
std::vector<model::StoredPaper> papers_with_phrase(int week) {
  std::vector<model::StoredPaper> papers;
  for (int p = 0; p < 60; ++p) {
    const auto word = [&](const char* stem) { return std::string(stem) + static_cast<char>('a' + p / 6) + "th "; };
    const std::string own =
        std::string("w") + static_cast<char>('a' + (p * 7 + week) % 26) + "orth" + static_cast<char>('a' + p % 5);
    const bool of_wave = week >= kPhraseWave && p < 6;
    papers.push_back(
        support::paper(100 * (week + 1) + p, week, (of_wave ? "Quorvane engines: " : "On ") + word("gild") + own,
                       word("sheaf") + "of " + word("mort") + "by " + word("lurk") + "and " + word("prand")));
  }
  return papers;
}

attribute::KnownRelease release(int coined = kCoined, const std::string& words = "VELTRIX") {
  attribute::KnownRelease known{.title = "Foldnet", .abstract = "We introduce " + words + "."};
  known.release = {.id = "foldnet", .name = "Foldnet", .lab = "Someone"};
  known.release.released = known.release.known_since = known.paper_announced = support::monday(coined) + 1;
  return known;
}

// How many looked-up papers of before the release use the word; the releases that the wave is told to follow.
std::vector<std::string> followed(int earlier) {
  std::vector<model::StoredPaper> before;
  for (int p = 0; p < earlier; ++p) before.push_back(support::paper(9000 + p, 0, "VELTRIX as it always was"));
  const auto look_up = [&](const std::vector<std::string>& phrases, model::Day day) {
    const bool of_word = phrases == std::vector<std::string>{"VELTRIX"} && day == support::monday(kCoined) + 1;
    return of_word ? before : std::vector<model::StoredPaper>();
  };
  Analysis analysis({"cs.CL"}, {}, look_up);
  std::vector<std::string> releases;
  for (int week = 0; week < kCoinageWeeks; ++week) {
    const auto findings = analysis.close(support::monday(week), papers_of(week), {release()});
    for (const auto& attribution : findings.attributions)
      if (attribution.verdict == model::Verdict::Attributed) releases.push_back(attribution.release);
  }
  return releases;
}

// In how many closes the wave of a phrase is taken to be brought up by the release's paper of that week, where `strays`
// papers of the fifth week write the phrase, too, and the store finds them again.
int closes_coined(int coined, int strays = 0) {
  std::vector<model::StoredPaper> stored;
  for (int p = 0; p < strays; ++p) stored.push_back(support::paper(90000 + p, 5, "Old quorvane engines"));
  const auto look_up = [&](const auto&, model::Day before) {
    return before > support::monday(6) ? stored : std::vector<model::StoredPaper>();
  };
  Analysis analysis({"cs.CL"}, {}, look_up);
  int closes = 0;
  for (int week = 0; week < kPhraseWeeks; ++week) {
    auto papers = papers_with_phrase(week);
    if (week == 5) papers.insert(papers.end(), stored.begin(), stored.end());
    const auto findings = analysis.close(support::monday(week), papers, {release(coined, "quorvane engines")});
    bool is_coined = false;
    for (const auto& attribution : findings.attributions)
      is_coined |= nlohmann::json::parse(attribution.evidence).at("coined").get<bool>();
    closes += is_coined;
  }
  return closes;
}
bool is_coined_in(int coined) {
  return closes_coined(coined) > 0;
}

}  // namespace

TEST(Coinage, TiesAWaveToTheReleaseWhosePaperBroughtItsWordUpLongAgo) {
  const auto releases = followed(0);
  ASSERT_FALSE(releases.empty());
  EXPECT_EQ(releases.front(), "foldnet");
}

TEST(Coinage, LeavesTheReleasesOwnPaperTheLeaderThoughItCameLongBeforeTheWave) {
  constexpr model::PaperKey kOwn = 777777;
  auto known = release();
  known.own_papers.push_back(support::paper(kOwn, kCoined, known.title, known.abstract));
  known.release.arxiv_ids = {known.own_papers.front().paper.id};
  Analysis analysis({"cs.CL"}, {}, [](const auto&, model::Day) { return std::vector<model::StoredPaper>(); });
  std::vector<model::PaperKey> leaders;
  for (int week = 0; week < kCoinageWeeks; ++week)
    for (const auto& role : analysis.close(support::monday(week), papers_of(week), {known}).roles)
      if (role.role == model::RoleKind::Leader) leaders.push_back(role.paper);
  ASSERT_FALSE(leaders.empty());
  EXPECT_THAT(leaders, testing::Each(kOwn));
}

TEST(Coinage, IsNoneWhereTheStoreHoldsEarlierPapersWithTheWord) {
  EXPECT_TRUE(followed(30).empty());
}

TEST(Coinage, CountsAPaperOfTheWindowThatTheStoreFindsOnce) {
  const int of_none = closes_coined(20), of_one = closes_coined(20, 1), of_two = closes_coined(20, 2);
  EXPECT_GT(of_two, 0);
  EXPECT_GE(of_one, of_two);
  EXPECT_GE(of_none, of_one);
}

TEST(Coinage, IsNoneOfAPhraseOfWhichTooLittleIsStoredFromBefore) {
  EXPECT_FALSE(is_coined_in(1)) << "in a week of papers nobody may have had occasion to write it";
  EXPECT_TRUE(is_coined_in(8)) << "six papers a week of sixty do now, none in eight weeks";
  EXPECT_TRUE(is_coined_in(27)) << "half a year is enough";
}

}  // namespace bandwagon::close

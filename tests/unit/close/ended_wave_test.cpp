// What is said of a wave of a release's name on the day it is over, and of which papers.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzers/close/weekly_close.hpp"
#include "tests/support/corpus.hpp"
#include "tests/unit/close/naming_papers.hpp"
#include "tests/unit/close/replay.hpp"

namespace bandwagon::close {
namespace {

constexpr int kNamedAt = 70, kRisesAfter = 24, kFallsAfter = 48;  // weeks of the stream, and after the release

// After the release a paper names it every third week, then eight a week, then none.
std::vector<model::StoredPaper> papers_with_a_name(int week) {
  const int since = week - kNamedAt;
  const int naming = since <= 0 || since >= kFallsAfter ? 0 : since >= kRisesAfter ? 8 : since % 3 == 0 ? 1 : 0;
  return naming_papers(week, naming);
}

struct Ending {
  std::vector<model::WeekFindings> weeks;
  const model::WeekFindings* last = nullptr;  // the week with the alert
  const model::Alert* alert = nullptr;
};

const Ending& ending() {
  static const Ending told = [] {
    attribute::KnownRelease release;
    release.release = {.id = "vx4", .name = "VX4", .lab = "Someone", .aliases = {"VX4"}};
    release.release.released = release.release.known_since = support::monday(kNamedAt) + 1;
    Analysis analysis({"cs.CL"}, {}, [](const auto&, model::Day) { return std::vector<model::StoredPaper>(); });
    Ending found;
    for (int week = 0; week < kNamedAt + kFallsAfter + 30; ++week) {
      std::vector<attribute::KnownRelease> known;
      if (week >= kNamedAt) known.push_back(release);
      found.weeks.push_back(analysis.close(support::monday(week), papers_with_a_name(week), known));
    }
    for (const auto& week : found.weeks)
      for (const auto& alert : week.alerts)
        if (alert.reason == model::AlertReason::Ended) found.last = &week, found.alert = &alert;
    return found;
  }();
  return told;
}

// The papers of each burst as a store would hold them after each close, with the burst.
template <class Look>
void each_close(const std::vector<model::WeekFindings>& weeks, const Look& look) {
  std::map<model::BurstId, std::map<model::PaperKey, model::Day>> papers;  // with the week of the close
  for (const auto& week : weeks) {
    for (const auto burst : week.repopulated) papers[burst].clear();
    for (const auto& row : week.burst_papers) papers[row.burst].emplace(row.paper, week.week);
    look(week, papers);
  }
}

}  // namespace

TEST(EndedWave, IsDecidedAsItsAlertSays) {
  ASSERT_NE(ending().alert, nullptr);
  std::map<std::string, std::string> in_alert, decided;
  const auto evidence = nlohmann::json::parse(ending().alert->evidence);
  for (const auto& release : evidence["releases"]) in_alert[release["id"]] = release["verdict"];
  for (const auto& row : ending().last->attributions)
    if (row.burst == ending().alert->burst)
      decided[row.release] = row.verdict == model::Verdict::Attributed ? "attributed"
                             : row.verdict == model::Verdict::Shared   ? "shared"
                                                                       : "rejected";
  ASSERT_FALSE(in_alert.empty());
  EXPECT_EQ(decided, in_alert);
  EXPECT_THAT(ending().last->reattributed, testing::Contains(ending().alert->burst));
}

TEST(EndedWave, KeepsTheRolesOfTheReleaseItStillFollows) {
  ASSERT_NE(ending().alert, nullptr);
  const bool follows = std::any_of(ending().last->attributions.begin(), ending().last->attributions.end(),
                                   [](const auto& row) { return row.verdict != model::Verdict::Rejected; });
  ASSERT_TRUE(follows);
  EXPECT_THAT(ending().last->roles, testing::SizeIs(testing::Gt(100U)));
}

TEST(EndedWave, IsOverForWantOfPapers) {
  ASSERT_NE(ending().alert, nullptr);
  EXPECT_THAT(ending().alert->headline, testing::MatchesRegex("VX4: too few papers to speak of a wave \\([0-5] in .*"));
  EXPECT_FALSE(nlohmann::json::parse(ending().alert->evidence).contains("q_value"));
}

TEST(ExcessOfARelease, CountsThePapersOfTheWaveAlone) {
  int told = 0;
  each_close(ending().weeks, [&](const auto& week, const auto& papers) {
    for (const auto& row : week.attributions) {
      if (!row.excess) continue;
      EXPECT_LE(*row.excess, static_cast<double>(papers.at(row.burst).size())) << week.week.iso();
      ++told;
    }
  });
  EXPECT_GT(told, 3);
}

// A candidate is dated anew at each close.
TEST(PapersOfABurst, AreNoneFromBeforeItsOnset) {
  Replay replay{support::SyntheticStream()};
  replay.close_all();
  std::map<model::PaperKey, model::Day> announced;
  for (const auto& stored : replay.stream().all()) announced[stored.key] = stored.paper.announced;
  each_close(replay.findings(), [&](const auto& week, const auto& papers) {
    for (const auto& burst : week.bursts) {
      const auto own = papers.find(burst.id);
      if (own == papers.end()) continue;
      for (const auto& [paper, since] : own->second)
        EXPECT_GE(announced.at(paper), burst.onset_low) << burst.label << " in " << week.week.iso();
    }
  });
}

}  // namespace bandwagon::close

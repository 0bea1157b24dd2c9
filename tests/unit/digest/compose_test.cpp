#include "analyzers/digest/compose.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace bandwagon::digest {
namespace {

using model::AlertReason;
using model::Day;

const Day kMonday = *Day::parse("2025-02-10");
const Period kWeek{kMonday, kMonday + 6};

RaisedAlert alert(model::AlertId id, model::BurstId burst, AlertReason reason = AlertReason::New) {
  RaisedAlert made{.id = id,
                   .burst = burst,
                   .release = {},
                   .reason = reason,
                   .raised = kMonday,
                   .headline = "a wave",
                   .evidence = {}};
  made.evidence.label = "burst " + std::to_string(burst);
  return made;
}

RaisedAlert tied(RaisedAlert made, const std::string& release, const std::string& verdict = "attributed") {
  made.release = release;
  ReleaseCase its_case;
  its_case.id = release;
  its_case.name = "Release " + release;
  its_case.verdict = verdict;
  made.evidence.releases.push_back(its_case);
  return made;
}

RaisedAlert with_ratio(RaisedAlert made, double ratio) {
  made.evidence.ratio = ratio;
  return made;
}

std::vector<model::BurstId> bursts(const std::vector<Wave>& waves) {
  std::vector<model::BurstId> ids;
  for (const Wave& wave : waves) ids.push_back(wave.latest.burst);
  return ids;
}

TEST(Compose, SaysSoWhenNothingHappened) {
  const Digest digest = compose({}, kWeek, {}, {});
  EXPECT_TRUE(digest.waves.empty());
  EXPECT_EQ(digest.summary, "No wave began, grew or ended.");
}

TEST(Compose, LeavesOutAlertsOutsideThePeriodAndKeepsBothItsEnds) {
  auto before = alert(1, 1), first = alert(2, 2), last = alert(3, 3), after = alert(4, 4);
  before.raised = kWeek.since - 1;
  last.raised = kWeek.until;
  after.raised = kWeek.until + 1;
  EXPECT_EQ(bursts(compose({before, first, last, after}, kWeek, {}, {}).waves), (std::vector<model::BurstId>{2, 3}));
}

TEST(Compose, SaysWhichDaysNoCloseHasSeen) {
  const Footing closed{.newest_announcement = std::nullopt,
                       .last_closed_week = kWeek.until.monday() - 14,
                       .last_close = kWeek.until.monday() - 7};
  EXPECT_THAT(compose({}, kWeek, closed, {}).summary,
              testing::AllOf(testing::StartsWith("No wave began"), testing::HasSubstr("are not closed yet")));
  Footing through = closed;
  through.last_closed_week = kWeek.until.monday() - 7;  // the digest's own week is not over
  through.last_close = kWeek.until.monday();
  EXPECT_EQ(compose({}, kWeek, through, {}).summary, "No wave began, grew or ended.");
}

TEST(Compose, TellsNothingAgainThatWasToldBeforeThePeriod) {
  const auto cited = [](const char* id) {
    CitedPaper paper{.id = *model::PaperId::parse(id)};
    return paper;
  };
  auto before = tied(alert(1, 1), "r1"), grew = tied(alert(2, 1, AlertReason::Grew), "r1");
  before.raised = kWeek.since - 7;
  before.evidence.observed = 14;
  before.evidence.first_followers = {cited("2501.00001")};
  before.evidence.caveats = {"old"};
  grew.evidence.first_followers = {cited("2501.00001"), cited("2501.00002")};
  grew.evidence.caveats = {"old", "new"};
  const Digest digest = compose({before, grew}, kWeek, {}, {});
  ASSERT_EQ(digest.waves.size(), 1U);
  const Wave& wave = digest.waves[0];
  ASSERT_TRUE(wave.told);
  EXPECT_EQ(wave.told->observed, 14);
  EXPECT_FALSE(wave.is_tie_news());
  EXPECT_EQ(wave.told->release_name, "Release r1");
  ASSERT_EQ(wave.latest.evidence.first_followers.size(), 1U);
  EXPECT_EQ(wave.latest.evidence.first_followers[0].id.str(), "2501.00002");
  EXPECT_EQ(wave.latest.evidence.caveats, std::vector<std::string>{"new"});
}

TEST(Compose, SaysThatTheReleaseOfAWaveIsNews) {
  auto before = tied(alert(1, 1), "r1"), revised = tied(alert(2, 1, AlertReason::Revised), "r2");
  before.raised = kWeek.since - 7;
  EXPECT_TRUE(compose({before, revised}, kWeek, {}, {}).waves.at(0).is_tie_news());
}

TEST(Compose, TellsABurstOnceInItsLatestStateWithAllReasons) {
  auto grew = alert(2, 1, AlertReason::Grew);
  grew.raised = kMonday + 2;
  grew.headline = "grown";
  const Digest digest = compose({grew, alert(1, 1)}, kWeek, {}, {});
  ASSERT_EQ(digest.waves.size(), 1U);
  EXPECT_EQ(digest.waves[0].latest.headline, "grown");
  EXPECT_EQ(digest.waves[0].reasons, (std::vector<AlertReason>{AlertReason::New, AlertReason::Grew}));
  EXPECT_EQ(digest.summary, "One wave began. It is tied to no release.");
}

TEST(Compose, TellsABurstThatBeganAndEndedOnlyAmongTheEnded) {
  const Digest digest = compose({alert(1, 1), alert(2, 1, AlertReason::Ended)}, kWeek, {}, {});
  EXPECT_TRUE(digest.waves.empty());
  EXPECT_EQ(bursts(digest.ended), std::vector<model::BurstId>{1});
  EXPECT_EQ(digest.summary, "One wave ended.");
}

TEST(Compose, PutsAttributedWavesFirstThenSharedThenTheStronger) {
  const Digest digest =
      compose({with_ratio(alert(1, 1), 9), with_ratio(alert(2, 2), 11), with_ratio(tied(alert(3, 3), "a"), 2),
               with_ratio(tied(alert(4, 4), "b"), 3), with_ratio(tied(alert(5, 5), "c", "shared"), 8),
               with_ratio(tied(alert(6, 6), "d", "rejected"), 20)},
              kWeek, {}, {});
  EXPECT_EQ(bursts(digest.waves), (std::vector<model::BurstId>{4, 3, 5, 6, 2, 1}));
  EXPECT_EQ(digest.summary, "Six waves began. Three are tied to releases: Release b, Release a and Release c.");
}

TEST(Compose, CapsTheWavesAndKeepsTheRestByName) {
  std::vector<RaisedAlert> alerts;
  for (int i = 1; i <= 5; ++i) alerts.push_back(with_ratio(alert(i, i), 10 - i));
  const Digest digest = compose(alerts, kWeek, {}, {.max_waves = 2});
  EXPECT_EQ(bursts(digest.waves), (std::vector<model::BurstId>{1, 2}));
  EXPECT_EQ(bursts(digest.unlisted), (std::vector<model::BurstId>{3, 4, 5}));
  EXPECT_EQ(digest.summary, "Five waves began. None is tied to a release.");
}

TEST(Compose, DoesNotDependOnTheOrderOfTheAlerts) {
  std::vector<RaisedAlert> alerts;
  for (int i = 1; i <= 12; ++i)
    alerts.push_back(with_ratio(alert(i, 1 + i % 5, i > 6 ? AlertReason::Grew : AlertReason::New), i % 3));
  const auto expected = compose(alerts, kWeek, {}, {});
  std::mt19937 seeded(7);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(alerts.begin(), alerts.end(), seeded);
    const auto digest = compose(alerts, kWeek, {}, {});
    EXPECT_EQ(bursts(digest.waves), bursts(expected.waves));
    EXPECT_EQ(digest.summary, expected.summary);
  }
}

TEST(Compose, CitesEachPaperOfAWaveOnce) {
  auto made = alert(1, 1);
  const auto paper = [](const char* id) {
    return CitedPaper{
        .id = *model::PaperId::parse(id), .title = {}, .announced = {}, .named = {}, .lag_days = {}, .similarity = {}};
  };
  made.evidence.first_followers = {paper("2501.00001")};
  made.evidence.pioneers = {paper("2401.00001")};
  made.evidence.newest = {paper("2501.00001"), paper("2501.00002"), paper("2401.00001")};
  const Digest digest = compose({made}, kWeek, {}, {});
  ASSERT_EQ(digest.waves.at(0).latest.evidence.newest.size(), 1U);
  EXPECT_EQ(digest.waves[0].latest.evidence.newest[0].id.str(), "2501.00002");
}

TEST(Compose, SaysWhenAllWavesAreTied) {
  EXPECT_EQ(compose({tied(alert(1, 1), "a"), tied(alert(2, 2), "b")}, kWeek, {}, {}).summary,
            "Two waves began. Both are tied to releases: Release a and Release b.");
  EXPECT_EQ(compose({tied(alert(1, 1), "a"), tied(alert(2, 2), "a"), tied(alert(3, 3), "a")}, kWeek, {}, {}).summary,
            "Three waves began. All three are tied to Release a.");
}

TEST(Wave, KeepsItsReleaseOutOfItsRivals) {
  auto made = tied(alert(1, 1), "a");
  ReleaseCase other;
  other.id = "b";
  made.evidence.releases.push_back(other);
  const Wave wave{.latest = made, .reasons = {}};
  ASSERT_NE(wave.release(), nullptr);
  EXPECT_EQ(wave.release()->id, "a");
  ASSERT_EQ(wave.rivals().size(), 1U);
  EXPECT_EQ(wave.rivals()[0].id, "b");
}

TEST(OnsetAgainst, ComparesWeeksNotDays) {
  Evidence evidence;
  ReleaseCase release;
  EXPECT_FALSE(onset_against(evidence, release));
  evidence.onset = Day::parse("2025-01-20");
  release.released = Day::parse("2025-01-24");
  EXPECT_EQ(onset_against(evidence, release), Order::SameWeek);
  release.released = Day::parse("2025-01-19");
  EXPECT_EQ(onset_against(evidence, release), Order::After);
  release.released = Day::parse("2025-01-27");
  EXPECT_EQ(onset_against(evidence, release), Order::Before);
}

}  // namespace
}  // namespace bandwagon::digest

// What a reader of the alerts is told of a stream with one true wave.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/unit/close/replay.hpp"

namespace bandwagon::close {
namespace {

using support::SyntheticStream;

const Replay& closed() {
  static Replay replay{SyntheticStream()};
  replay.close_all();  // once
  return replay;
}

std::vector<model::Alert> new_alerts() {
  auto alerts = closed().alerts();
  std::erase_if(alerts, [](const model::Alert& alert) { return alert.reason != model::AlertReason::New; });
  return alerts;
}

// All roles of the last close that gave them anew.
std::vector<model::Role> last_roles(const Replay& replay = closed()) {
  for (auto week = replay.findings().rbegin(); week != replay.findings().rend(); ++week)
    if (!week->reattributed.empty()) return week->roles;
  return {};
}

const model::Paper* paper(model::PaperKey key) {
  static const auto all = closed().stream().all();
  const auto at = std::find_if(all.begin(), all.end(), [&](const model::StoredPaper& p) { return p.key == key; });
  return at == all.end() ? nullptr : &at->paper;
}

}  // namespace

TEST(WeeklyClose, TellsTheWaveWithItsRelease) {
  const auto alerts = new_alerts();
  ASSERT_FALSE(alerts.empty());
  EXPECT_EQ(alerts.front().release, SyntheticStream::kRelease);
  EXPECT_LE(alerts.front().raised, closed().stream().monday(SyntheticStream::kWaveStart + 4));
  EXPECT_GT(alerts.front().raised, closed().stream().monday(SyntheticStream::kWaveStart));
}

TEST(WeeklyClose, TellsOneWaveOnce) {
  const auto alerts = new_alerts();
  EXPECT_EQ(std::count_if(alerts.begin(), alerts.end(),
                          [](const auto& alert) { return alert.release == SyntheticStream::kRelease; }),
            1);
}

TEST(WeeklyClose, TellsOneWaveOnceThoughOnlyHalfOfItNamesTheRelease) {
  Replay divided{SyntheticStream(SyntheticStream::Following::Divided)};
  divided.close_all();
  const auto alerts = divided.alerts();
  EXPECT_EQ(std::count_if(alerts.begin(), alerts.end(),
                          [](const auto& alert) { return alert.reason == model::AlertReason::New; }),
            1);
  EXPECT_EQ(alerts.at(0).release, SyntheticStream::kRelease);
}

TEST(WeeklyClose, TellsNeitherATurnOfPhraseNorASharedTask) {
  for (const auto& alert : closed().alerts()) {
    EXPECT_THAT(alert.headline, testing::Not(testing::HasSubstr("meticulously")));
    EXPECT_THAT(alert.headline, testing::Not(testing::HasSubstr("VerbEval")));
  }
}

TEST(WeeklyClose, SeesTheTurnOfPhraseAndTheSharedTaskForWhatTheyAre) {
  std::set<model::BurstKind> of_phrase, of_task;
  std::set<model::TopicId> terms;  // a subject in which they are written is another matter
  for (const auto& week : closed().findings()) {
    for (const auto& topic : week.topics)
      if (topic.kind == model::TopicKind::Term) terms.insert(topic.id);
    for (const auto& burst : week.bursts) {
      if (!terms.contains(burst.topic)) continue;
      if (burst.label.find("meticulously") != std::string::npos) of_phrase.insert(burst.kind);
      if (burst.label.find("VerbEval") != std::string::npos) of_task.insert(burst.kind);
    }
  }
  EXPECT_THAT(of_phrase, testing::ElementsAre(model::BurstKind::Style));
  EXPECT_THAT(of_task, testing::ElementsAre(model::BurstKind::Calendar));
}

TEST(WeeklyClose, LetsANewWordOfAWaveJoinItInTheFirstWeek) {
  for (const auto& week : closed().findings())
    for (const auto& burst : week.bursts)
      EXPECT_THAT(burst.label, testing::Not(testing::HasSubstr("quorvane"))) << week.week.iso();
}

TEST(WeeklyClose, ConfirmsNothingInABackgroundThatStaysAsItIs) {
  for (int week = 0; week < SyntheticStream::kStyleStart; ++week)
    for (const auto& burst : closed().findings()[static_cast<std::size_t>(week)].bursts)
      EXPECT_FALSE(burst.confirmed) << burst.label;
}

TEST(WeeklyClose, DatesTheOnsetToTheBeginningOfTheWave) {
  const auto& burst = closed().burst(new_alerts().at(0).burst);
  EXPECT_LE(std::abs(burst.onset - closed().stream().monday(SyntheticStream::kWaveStart)), 2 * model::kDaysPerWeek);
  EXPECT_LE(burst.onset_low, burst.onset);
  EXPECT_LE(burst.onset, burst.onset_high);
}

TEST(WeeklyClose, SaysHowManyPapersWereExpected) {
  const auto evidence = nlohmann::json::parse(new_alerts().at(0).evidence);
  EXPECT_GE(evidence.at("observed"), 6);
  EXPECT_GT(evidence.at("ratio"), 3);
  EXPECT_LE(evidence.at("ratio_low"), evidence.at("ratio"));
  EXPECT_LE(evidence.at("ratio"), evidence.at("ratio_high"));
}

TEST(WeeklyClose, MakesTheReleasesOwnPaperTheLeaderIfTheWaveHoldsIt) {
  for (const auto& role : last_roles()) {
    const bool own = paper(role.paper)->title.starts_with("NovaMind-X1:");
    EXPECT_EQ(role.role == model::RoleKind::Leader, own);
  }
}

TEST(WeeklyClose, MakesThePapersThatNameTheReleaseItsFollowers) {
  int followers = 0;
  for (const auto& role : last_roles()) {
    if (role.role != model::RoleKind::Follower) continue;
    ++followers;
    EXPECT_GE(role.lag_days, 0);
    EXPECT_TRUE(role.named);
  }
  EXPECT_GT(followers, 20);
}

TEST(WeeklyClose, FindsWhoWasThereBefore) {
  std::vector<std::string> pioneers;
  for (const auto& role : last_roles()) {
    if (role.role != model::RoleKind::Pioneer) continue;
    pioneers.push_back(paper(role.paper)->title);
    EXPECT_LT(role.lag_days, -21);
  }
  ASSERT_FALSE(pioneers.empty());
  EXPECT_THAT(pioneers, testing::Each("Stepwise deduction by rollout shaping"));
}

// Days of the pioneers that were first to write what the release says of itself, and of all.
struct PioneerDays {
  std::set<model::Day> first, all;
};
PioneerDays pioneer_days(const Replay& replay) {
  PioneerDays days;
  for (const auto& role : last_roles(replay)) {
    if (role.role != model::RoleKind::Pioneer) continue;
    days.all.insert(paper(role.paper)->announced);
    if (role.evidence.starts_with("among the first to write \"")) days.first.insert(paper(role.paper)->announced);
  }
  return days;
}

TEST(WeeklyClose, FindsWhoWasFirstToWriteWhatTheReleaseSaysOfItself) {
  Replay of_one_subject{SyntheticStream(), {.topical_cohesion = 0}};
  of_one_subject.close_all();
  const auto days = pioneer_days(of_one_subject);
  ASSERT_FALSE(days.first.empty());
  EXPECT_EQ(*days.first.begin(), *days.all.begin());
  EXPECT_LE(days.first.size(), 3U) << "eight had written it";
}

TEST(WeeklyClose, CreditsNobodyWithBeingNearToAWaveOfManySubjects) {
  ASSERT_EQ(closed().burst(new_alerts().at(0).burst).kind, model::BurstKind::Mention);
  const auto days = pioneer_days(closed());
  EXPECT_FALSE(days.all.empty());
  EXPECT_EQ(days.first, days.all);
}

TEST(WeeklyClose, ShowsTheEvidenceOfAnAlertAsJson) {
  const auto evidence = nlohmann::json::parse(new_alerts().at(0).evidence);
  EXPECT_EQ(evidence.at("releases").at(0).at("id"), SyntheticStream::kRelease);
  EXPECT_TRUE(evidence.contains("caveats"));
  EXPECT_TRUE(evidence.contains("weekly"));
}

TEST(WeeklyClose, PairsThePapersOfAWaveAsConcurrentWork) {
  std::size_t pairs = 0;
  for (const auto& week : closed().findings())
    for (const auto& pair : week.concurrent_pairs) {
      ++pairs;
      const auto *a = paper(pair.a), *b = paper(pair.b);
      EXPECT_EQ(b->announced.monday(), week.week);
      EXPECT_EQ(pair.days_apart, b->announced - a->announced);
      EXPECT_LE(pair.days_apart, 60);
      EXPECT_GE(pair.cosine, 0.40);
      EXPECT_LT(pair.cosine, 0.90);
    }
  EXPECT_GT(pairs, 10U);
}

TEST(WeeklyClose, GivesIdsThatAreNeverReused) {
  std::set<model::AlertId> alerts;
  for (const auto& alert : closed().alerts()) EXPECT_TRUE(alerts.insert(alert.id).second);
  std::map<model::TopicId, std::string> labels;
  for (const auto& week : closed().findings())
    for (const auto& topic : week.topics)
      EXPECT_EQ(labels.try_emplace(topic.id, topic.first_label).first->second, topic.first_label);
}

TEST(WeeklyClose, FindsNothingInWeeksWithoutPapers) {
  Analysis analysis({"cs.CL"}, {}, [](const auto&, model::Day) { return std::vector<model::StoredPaper>(); });
  for (int week = 0; week < 25; ++week) {
    const auto findings = analysis.close(model::Day{18995} + 7 * week, {}, {});
    EXPECT_TRUE(findings.bursts.empty() && findings.alerts.empty() && findings.topics.empty());
    EXPECT_FALSE(findings.state_hash.empty());
  }
}

}  // namespace bandwagon::close

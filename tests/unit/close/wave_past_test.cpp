// What a wave is measured against stays what it was before the wave, however long ago that was.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analyzers/close/weekly_close.hpp"
#include "tests/support/corpus.hpp"
#include "tests/unit/close/naming_papers.hpp"

namespace bandwagon::close {
namespace {

constexpr int kNameRelease = 70;

// Closes so many weeks of a stream; `naming`: how many papers name the release in each week after it.
template <class Naming>
std::vector<model::WeekFindings> closed_weeks(int weeks, const Naming& naming) {
  attribute::KnownRelease release;
  release.release = {.id = "vx4", .name = "VX4", .lab = "Someone", .aliases = {"VX4"}};
  release.release.released = release.release.known_since = support::monday(kNameRelease) + 1;
  Analysis analysis({"cs.CL"}, {}, [](const auto&, model::Day) { return std::vector<model::StoredPaper>(); });
  std::vector<model::WeekFindings> findings;
  for (int week = 0; week < weeks; ++week) {
    std::vector<attribute::KnownRelease> known;
    if (week >= kNameRelease) known.push_back(release);
    const int names = week > kNameRelease ? naming(week - kNameRelease) : 0;
    findings.push_back(analysis.close(support::monday(week), naming_papers(week, names), known));
  }
  return findings;
}

std::vector<int> weeks_told(const std::vector<model::WeekFindings>& weeks, model::AlertReason reason) {
  std::vector<int> told;
  for (std::size_t week = 0; week < weeks.size(); ++week)
    for (const auto& alert : weeks[week].alerts)
      if (alert.reason == reason && alert.release == "vx4") told.push_back(static_cast<int>(week) - kNameRelease);
  return told;
}

}  // namespace

// The name was never written before. The less of that time the window still holds, the less it says; it must not be
// taken to expect more.
TEST(PastOfAWave, IsKeptWhenItLeavesTheWindow) {
  const auto weeks = closed_weeks(kNameRelease + 104, [](int since) { return since < 75 ? 8 : 0; });
  std::map<int, double> expected;
  for (std::size_t week = 0; week < weeks.size(); ++week)
    for (const auto& burst : weeks[week].bursts)
      if (burst.confirmed && burst.label == "VX4" && burst.observed >= 32)
        expected[static_cast<int>(week) - kNameRelease] = burst.expected;
  ASSERT_THAT(expected, testing::SizeIs(testing::Gt(60U)));
  const double early = expected.at(30);  // the onset is settled
  ASSERT_GT(early, 0);
  for (const auto& [week, papers] : expected)
    if (week > 30 && week < 75) {
      EXPECT_NEAR(papers, early, 1e-9) << week << " weeks after the release";
    }

  const auto ended = std::find_if(weeks.begin(), weeks.end(), [](const auto& week) {
    return std::any_of(week.alerts.begin(), week.alerts.end(),
                       [](const auto& alert) { return alert.reason == model::AlertReason::Ended; });
  });
  ASSERT_NE(ended, weeks.end());
  const auto evidence = nlohmann::json::parse(ended->alerts.front().evidence);
  for (const auto& week : evidence["weekly"]) EXPECT_GT(week["expected"].get<double>(), 0);
  const auto decided =
      std::find_if(weeks.rbegin(), weeks.rend(), [](const auto& w) { return !w.attributions.empty(); });
  ASSERT_NE(decided, weeks.rend());
  ASSERT_GT(decided->week, support::monday(kNameRelease + 70)) << "the time before has left the window";
  EXPECT_LT(decided->attributions.front().excess_low, decided->attributions.front().excess_high);
}

// Three papers a week, then one: the thirteen weeks over which a rare name is counted hold many more than the four that
// were told of before.
TEST(PastOfAWave, DoesNotGrowByBeingCountedOverMoreWeeks) {
  const auto weeks = closed_weeks(kNameRelease + 24, [](int since) { return since <= 8 ? 3 : 1; });
  ASSERT_THAT(weeks_told(weeks, model::AlertReason::New), testing::SizeIs(1));
  EXPECT_THAT(weeks_told(weeks, model::AlertReason::Grew), testing::Each(testing::Le(8)));
}

}  // namespace bandwagon::close

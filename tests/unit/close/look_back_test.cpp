// The figures of a month are said once, at the close of the week in which it ended, from what was decided by then.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/unit/close/replay.hpp"

namespace bandwagon::close {
namespace {

using support::SyntheticStream;

const Replay& looked_back() {
  static Replay replay{SyntheticStream()};
  replay.close_all();  // once
  return replay;
}

}  // namespace

TEST(LookBack, SaysEachWholeMonthOnceRightAfterItEnded) {
  std::set<model::Day> months;
  for (const auto& week : looked_back().findings()) {
    if (week.herding.empty()) continue;
    const auto month = week.herding.front().month;
    EXPECT_TRUE(months.insert(month).second);
    EXPECT_LE(herding::month_of(month).next, week.closed);
    EXPECT_GT(herding::month_of(month).next + model::kDaysPerWeek, week.closed);
    for (const auto& figure : week.herding) EXPECT_EQ(figure.month, month);
  }
  ASSERT_FALSE(months.empty());
  EXPECT_EQ(months.begin()->iso(), "2022-02-01") << "January began before the stream";
  const auto last = looked_back().findings().back().closed;
  EXPECT_EQ(months.rbegin()->value, herding::month_of(herding::month_of(last).first - 1).first.value);
}

TEST(LookBack, SeesTheWaveBeFollowed) {
  double before = 0, after = 0;  // the largest share
  for (const auto& week : looked_back().findings())
    for (const auto& figure : week.herding) {
      if (figure.field != "all" || figure.metric != "follow_share") continue;
      double& share = week.closed <= looked_back().stream().monday(SyntheticStream::kReleaseWeek) ? before : after;
      share = std::max(share, figure.value);
    }
  EXPECT_EQ(before, 0);
  EXPECT_GT(after, 0.1);
}

TEST(LookBack, GivesNumbersInTheirRanges) {
  for (const auto& week : looked_back().findings())
    for (const auto& figure : week.herding) {
      EXPECT_FALSE(std::isnan(figure.value)) << figure.metric;
      EXPECT_LE(figure.low.value_or(figure.value), figure.value + 1e-9) << figure.metric;
      EXPECT_GE(figure.high.value_or(figure.value), figure.value - 1e-9) << figure.metric;
      if (!figure.metric.ends_with("_share")) continue;
      EXPECT_GE(figure.value, 0) << figure.metric;
      EXPECT_LE(figure.value, 1) << figure.metric;
    }
}

}  // namespace bandwagon::close

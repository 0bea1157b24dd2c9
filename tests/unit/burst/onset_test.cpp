#include "analyzers/burst/onset.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <vector>

namespace bandwagon::burst {
namespace {

constexpr int kHalfYear = 26;

Onset onset_of_step(int week, double before, double after) {
  const std::vector<double> expected(kHalfYear, before);
  std::vector<double> observed(kHalfYear, before);
  for (int s = week; s < kHalfYear; ++s) observed[static_cast<std::size_t>(s)] = after;
  return find_onset(observed, expected, 20);
}

}  // namespace

TEST(Onset, RecoversAStepWhereverItIs) {
  EXPECT_TRUE(rc::check("injected step", [] {
    const int week = *rc::gen::inRange(1, kHalfYear - 1);
    const auto onset = onset_of_step(week, *rc::gen::inRange(1, 6), *rc::gen::inRange(24, 60));
    RC_ASSERT(onset.week == week);
    RC_ASSERT(onset.low <= week && week <= onset.high);
  }));
}

TEST(Onset, IsLessSureOfASmallStep) {
  const auto small = onset_of_step(18, 2, 4), large = onset_of_step(18, 2, 20);
  EXPECT_GT(small.high - small.low, large.high - large.low);
  EXPECT_GE(small.late - small.early, large.late - large.early);
}

TEST(Onset, IsAnywhereInASeriesWithoutAStep) {
  const auto onset = onset_of_step(kHalfYear, 3, 3);
  EXPECT_EQ(onset.low, 0);
  EXPECT_EQ(onset.high, kHalfYear - 1);
}

TEST(Onset, IsNotBegunByAStrayPaper) {
  std::vector<double> observed(kHalfYear, 0);
  observed[2] = 1;
  for (std::size_t s = 20; s < kHalfYear; ++s) observed[s] = 10;
  const auto onset = find_onset(observed, std::vector<double>(kHalfYear, 0.0), 20);
  EXPECT_EQ(onset.week, 20);
}

TEST(Onset, IsTheOnlyWeekOfASeriesOfOne) {
  const auto onset = find_onset(std::vector{5.0}, std::vector{1.0}, 20);
  EXPECT_EQ(onset.week, 0);
  EXPECT_EQ(onset.low, 0);
  EXPECT_EQ(onset.high, 0);
}

}  // namespace bandwagon::burst

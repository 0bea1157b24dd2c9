#include "analyzers/idea/trend.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace bandwagon::idea {
namespace {

std::vector<WeekTally> weeks(int count, std::int64_t near, std::int64_t volume) {
  std::vector<WeekTally> tallies;
  for (int i = 0; i < count; ++i) tallies.push_back({.week = {7 * i}, .near = near, .volume = volume});
  return tallies;
}

TEST(Trend, OfASteadySubjectIsOne) {
  const Trend steady = trend(weeks(60, 3, 1000));
  EXPECT_EQ(steady.recent, 24);
  EXPECT_EQ(steady.past, 156);
  EXPECT_NEAR(steady.ratio.value(), 1, 0.05);
  EXPECT_LT(*steady.low, 1);
  EXPECT_GT(*steady.high, 1);
}

TEST(Trend, DoesNotTakeTheGrowthOfArxivForItsOwn) {
  auto growing = weeks(60, 4, 1000);
  for (std::size_t i = 52; i < 60; ++i) growing[i] = {.week = growing[i].week, .near = 8, .volume = 2000};
  EXPECT_NEAR(trend(growing).ratio.value(), 1, 0.05);
}

TEST(Trend, SeesAFourfoldRise) {
  auto rising = weeks(60, 2, 1000);
  for (std::size_t i = 52; i < 60; ++i) rising[i].near = 8;
  const Trend risen = trend(rising);
  EXPECT_NEAR(risen.ratio.value(), 4, 0.2);
  EXPECT_GT(*risen.low, 2.5);
}

TEST(Trend, IsLessSureOfPapersThatComeInHeaps) {
  auto heaped = weeks(60, 0, 1000);
  for (std::size_t i = 0; i < 60; i += 4) heaped[i].near = 12;
  const Trend even = trend(weeks(60, 3, 1000)), uneven = trend(heaped);
  EXPECT_GT(*uneven.high / *uneven.low, 2 * *even.high / *even.low);
}

TEST(Trend, OfAHandfulOfPapersIsNotGiven) {
  auto few = weeks(60, 0, 1000);
  few[58].near = 4;
  EXPECT_FALSE(trend(few).ratio);
  EXPECT_EQ(trend(few).recent, 4);
}

TEST(Trend, OfAYoungDatabaseHasNoPast) {
  const Trend young = trend(weeks(5, 3, 1000));
  EXPECT_EQ(young.recent_weeks, 5);
  EXPECT_EQ(young.past_weeks, 0);
  EXPECT_FALSE(young.ratio);
  EXPECT_FALSE(trend({}).ratio);
}

// The interval is honest: over simulated steady Poisson subjects it misses 1 about one time in twenty.
TEST(Trend, IntervalCoversTheTruth) {
  std::mt19937 random(7);
  std::poisson_distribution<int> papers(1.5);
  int missed = 0;
  constexpr int kRuns = 2000;
  for (int run = 0; run < kRuns; ++run) {
    auto steady = weeks(60, 0, 1000);
    for (auto& week : steady) week.near = papers(random);
    const Trend found = trend(steady);
    missed += *found.low > 1 || *found.high < 1;
  }
  EXPECT_LT(missed, kRuns * 0.07);
  EXPECT_GT(missed, kRuns * 0.015);
}

}  // namespace
}  // namespace bandwagon::idea

#include "analyzers/idea/lifetime.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bandwagon::idea {
namespace {

// Weeks of remission of leukaemia patients under 6-mercaptopurine: Freireich et al., Blood 21, 1963; the usual example
// for Kaplan-Meier. R: survfit(Surv(time, status) ~ 1, conf.type = "log-log") gives a median of 23 with 95 % limits 13
// and NA.
const std::vector<Lifetime> kTreated{{6, true},   {6, true},   {6, true},   {6, false}, {7, true},   {9, false},
                                     {10, true},  {10, false}, {11, false}, {13, true}, {16, true},  {17, false},
                                     {19, false}, {20, false}, {22, true},  {23, true}, {25, false}, {32, false},
                                     {32, false}, {34, false}, {35, false}};

TEST(Survival, AgreesWithThePublishedMedianOfTheRemissionData) {
  const Survival survival = idea::survival(kTreated);
  EXPECT_EQ(survival.waves, 21);
  EXPECT_EQ(survival.ended, 9);
  ASSERT_TRUE(survival.median);
  EXPECT_DOUBLE_EQ(*survival.median, 23);
  ASSERT_TRUE(survival.low);
  EXPECT_DOUBLE_EQ(*survival.low, 13);
  EXPECT_FALSE(survival.high);
}

TEST(Survival, WithoutCutOffLifetimesIsTheOrdinaryMedian) {
  const Survival survival = idea::survival({{4, true}, {1, true}, {3, true}, {2, true}, {5, true}});
  EXPECT_DOUBLE_EQ(survival.median.value(), 3);
}

TEST(Survival, OfWavesThatAllLastHasNoMedian) {
  EXPECT_FALSE(idea::survival({{4, false}, {9, false}}).median);
  EXPECT_FALSE(idea::survival({}).median);
}

TEST(Survival, LongerAndShorterLivesMoveTheMedianOnlyWhenTheyHaveEnded) {
  const Survival cut = idea::survival({{1, false}, {1, false}, {1, false}, {10, true}, {20, true}});
  EXPECT_DOUBLE_EQ(cut.median.value(), 10);  // an ordinary median of the numbers would say 1
}

TEST(SurvivalBeyond, LeavesOutWhatEndedEarlier) {
  const std::vector<Lifetime> lifetimes{{2, true}, {3, true}, {4, true}, {30, true}, {40, true}, {50, true}};
  EXPECT_DOUBLE_EQ(survival_beyond(lifetimes, 10).median.value(), 40);
  EXPECT_EQ(survival_beyond(lifetimes, 10).waves, 3);
}

}  // namespace
}  // namespace bandwagon::idea

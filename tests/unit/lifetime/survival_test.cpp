#include "analyzers/lifetime/survival.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <optional>

namespace bandwagon::lifetime {
namespace {

// Weeks of remission of leukaemia patients under 6-mercaptopurine: Freireich et al., Blood 21, 1963; the usual example
// for Kaplan-Meier. R: survfit(Surv(time, status) ~ 1, conf.type = "log-log") gives a median of 23 with 95 % limits 13
// and NA.
const std::vector<Lifetime> kTreated{{6, true},   {6, true},   {6, true},   {6, false}, {7, true},   {9, false},
                                     {10, true},  {10, false}, {11, false}, {13, true}, {16, true},  {17, false},
                                     {19, false}, {20, false}, {22, true},  {23, true}, {25, false}, {32, false},
                                     {32, false}, {34, false}, {35, false}};

TEST(Survival, AgreesWithThePublishedMedianOfTheRemissionData) {
  const Survival survival = survival_of(kTreated);
  EXPECT_EQ(survival.all, 21);
  EXPECT_EQ(survival.ended, 9);
  ASSERT_TRUE(survival.median);
  EXPECT_DOUBLE_EQ(*survival.median, 23);
  ASSERT_TRUE(survival.low);
  EXPECT_DOUBLE_EQ(*survival.low, 13);
  EXPECT_FALSE(survival.high);
}

TEST(Survival, WithoutCutOffLifetimesIsTheOrdinaryMedian) {
  const Survival survival = survival_of({{4, true}, {1, true}, {3, true}, {2, true}, {5, true}});
  EXPECT_DOUBLE_EQ(survival.median.value(), 3);
}

TEST(Survival, OfWavesThatAllLastHasNoMedian) {
  EXPECT_FALSE(survival_of({{4, false}, {9, false}}).median);
  EXPECT_FALSE(survival_of({}).median);
}

TEST(Survival, LongerAndShorterLivesMoveTheMedianOnlyWhenTheyHaveEnded) {
  const Survival cut = survival_of({{1, false}, {1, false}, {1, false}, {10, true}, {20, true}});
  EXPECT_DOUBLE_EQ(cut.median.value(), 10);  // an ordinary median of the numbers would say 1
}

TEST(SurvivalBeyond, LeavesOutWhatEndedEarlier) {
  const std::vector<Lifetime> lifetimes{{2, true},  {3, true},  {4, true},  {20, true},
                                        {30, true}, {40, true}, {50, true}, {60, true}};
  EXPECT_DOUBLE_EQ(survival_beyond(lifetimes, 10).median.value(), 40);
  EXPECT_EQ(survival_beyond(lifetimes, 10).all, 5);
}

TEST(SurvivalBeyond, SaysNothingOfOthersWhereFewerThanFiveCameSoFar) {
  const std::vector<Lifetime> lifetimes{{2, true}, {30, true}, {40, true}, {50, true}, {60, false}};
  const auto survival = survival_beyond(lifetimes, 10);
  EXPECT_EQ(survival.all, 4);
  EXPECT_EQ(survival.ended, 3);
  EXPECT_FALSE(survival.median || survival.low || survival.high);
}

// Acute myelogenous leukaemia (Miller 1981, p. 49), the data set `aml` of R's survival package; the values are those of
// survfit(Surv(time, status) ~ x, conf.type = "log-log"), survival 3.5.
TEST(Survival, IsThatOfMillersMaintainedGroup) {
  const auto survival = survival_of({{9, true},
                                     {13, true},
                                     {13, false},
                                     {18, true},
                                     {23, true},
                                     {28, false},
                                     {31, true},
                                     {34, true},
                                     {45, false},
                                     {48, true},
                                     {161, false}});
  ASSERT_TRUE(survival.median);
  EXPECT_EQ(*survival.median, 31);
  EXPECT_EQ(survival.low, 13);
  EXPECT_EQ(survival.high, std::nullopt);
}

TEST(Survival, IsThatOfMillersOtherGroup) {
  const auto survival = survival_of({{5, true},
                                     {5, true},
                                     {8, true},
                                     {8, true},
                                     {12, true},
                                     {16, false},
                                     {23, true},
                                     {27, true},
                                     {30, true},
                                     {33, true},
                                     {43, true},
                                     {45, true}});
  ASSERT_TRUE(survival.median);
  EXPECT_EQ(*survival.median, 23);
  EXPECT_EQ(survival.low, 5);
  EXPECT_EQ(survival.high, 33);
}

TEST(Survival, HasNoMedianWhileMoreThanHalfGoOn) {
  EXPECT_FALSE(survival_of({{3, true}, {5, false}, {8, false}}).median);
}

TEST(Survival, WithoutCensoringIsTheMiddleOne) {
  EXPECT_TRUE(rc::check("middle", [] {
    auto weeks = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 30)));
    std::vector<Lifetime> lives;
    for (const int w : weeks) lives.push_back({static_cast<double>(w), true});
    std::sort(weeks.begin(), weeks.end());
    RC_ASSERT(survival_of(lives).median == weeks[(weeks.size() - 1) / 2]);
  }));
}

TEST(Survival, DoesNotDependOnTheOrder) {
  const std::vector<Lifetime> lives{{5, false}, {5, true}, {3, true}, {9, true}};
  std::vector<Lifetime> turned(lives.rbegin(), lives.rend());
  EXPECT_EQ(survival_of(lives).median, survival_of(turned).median);
}

}  // namespace
}  // namespace bandwagon::lifetime

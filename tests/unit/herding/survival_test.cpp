#include "analyzers/herding/survival.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace bandwagon::herding {

// Acute myelogenous leukaemia (Miller 1981, p. 49), the data set `aml` of R's survival package; the values are those of
// survfit(Surv(time, status) ~ x, conf.type = "log-log"), survival 3.5.
TEST(MedianSurvival, IsThatOfMillersMaintainedGroup) {
  const auto median = median_survival({{9, true},
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
  ASSERT_TRUE(median);
  EXPECT_EQ(median->value, 31);
  EXPECT_EQ(median->low, 13);
  EXPECT_EQ(median->high, std::nullopt);
}

TEST(MedianSurvival, IsThatOfMillersOtherGroup) {
  const auto median = median_survival({{5, true},
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
  ASSERT_TRUE(median);
  EXPECT_EQ(median->value, 23);
  EXPECT_EQ(median->low, 5);
  EXPECT_EQ(median->high, 33);
}

TEST(MedianSurvival, IsAbsentWhileMoreThanHalfGoOn) {
  EXPECT_FALSE(median_survival({}));
  EXPECT_FALSE(median_survival({{3, true}, {5, false}, {8, false}}));
}

TEST(MedianSurvival, WithoutCensoringIsTheMiddleOne) {
  EXPECT_TRUE(rc::check("middle", [] {
    auto weeks = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 30)));
    std::vector<Lifetime> lives;
    for (const int w : weeks) lives.push_back({static_cast<double>(w), true});
    std::sort(weeks.begin(), weeks.end());
    RC_ASSERT(median_survival(lives)->value == weeks[(weeks.size() - 1) / 2]);
  }));
}

TEST(MedianSurvival, DoesNotDependOnTheOrder) {
  const std::vector<Lifetime> lives{{5, false}, {5, true}, {3, true}, {9, true}};
  std::vector<Lifetime> turned(lives.rbegin(), lives.rend());
  EXPECT_EQ(median_survival(lives)->value, median_survival(turned)->value);
}

}  // namespace bandwagon::herding

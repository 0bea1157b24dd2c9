#include "analyzers/herding/resample.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bandwagon::herding {
namespace {

using Draws = std::vector<std::vector<double>>;
using Figures = std::vector<std::optional<double>>;

std::vector<std::vector<std::size_t>> groups_of(std::size_t groups, std::size_t papers_each) {
  std::vector<std::vector<std::size_t>> all(groups);
  for (std::size_t p = 0; p < groups * papers_each; ++p) all[p % groups].push_back(p);
  return all;
}

// Share of the first 100 places.
Figures share_of_first_half(std::span<const std::size_t> places) {
  double some = 0;
  for (const auto place : places) some += place % 2 == 0;
  return {places.empty() ? std::nullopt : std::optional(some / static_cast<double>(places.size()))};
}

}  // namespace

TEST(Bootstrap, OfIndependentPapersIsTheBinomialDeviation) {
  const auto drawn = bootstrap(groups_of(200, 1), share_of_first_half, 1, 2000);
  EXPECT_NEAR(deviation(drawn.at(0)).value(), std::sqrt(0.25 / 200), 0.002);
}

TEST(Bootstrap, OfPapersThatGoTogetherIsWider) {
  // 50 groups of 4 papers each that are all alike: as uncertain as 50 papers
  const auto drawn = bootstrap(groups_of(50, 4), share_of_first_half, 1, 2000);
  EXPECT_NEAR(deviation(drawn.at(0)).value(), std::sqrt(0.25 / 50), 0.004);
}

TEST(Bootstrap, GivesPercentiles) {
  std::vector<double> drawn;
  for (int i = 200; i > 0; --i) drawn.push_back(i);
  const auto limits = percentile_interval(drawn).value();
  EXPECT_EQ(limits.low, 6);
  EXPECT_EQ(limits.high, 195);
  EXPECT_FALSE(percentile_interval({}));
  EXPECT_FALSE(percentile_interval({1}));
  EXPECT_FALSE(deviation(std::vector{1.0}));
}

TEST(Bootstrap, FollowsFromItsSeed) {
  const auto groups = groups_of(30, 2);
  EXPECT_EQ(bootstrap(groups, share_of_first_half, 7, 50), bootstrap(groups, share_of_first_half, 7, 50));
  EXPECT_NE(bootstrap(groups, share_of_first_half, 7, 50), bootstrap(groups, share_of_first_half, 8, 50));
}

TEST(Bootstrap, SaysNothingOfAFewGroupsOrOfAFigureThatIsMostlyAbsent) {
  EXPECT_EQ(bootstrap(groups_of(9, 5), share_of_first_half, 1, 50), Draws(1));
  int asked = 0;
  const auto seldom = [&](std::span<const std::size_t>) {
    return Figures{++asked % 3 == 0 ? std::optional(1.0) : std::nullopt};
  };
  EXPECT_EQ(bootstrap(groups_of(20, 1), seldom, 1, 50), Draws(1));
}

}  // namespace bandwagon::herding

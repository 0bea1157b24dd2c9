#include "analyzers/close/names_screen.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bandwagon::close {
namespace {

constexpr int kScreenWeeks = 68, kScreenNow = kScreenWeeks - 1, kScreenRelease = 48;
constexpr text::TermId kScreenedName = 7;
const burst::Quarantine kNothingOut(2, 0);

std::vector<burst::WeekExposure> steady(std::vector<double> papers) {
  return std::vector<burst::WeekExposure>(kScreenWeeks, burst::WeekExposure{.papers = std::move(papers)});
}

// `papers` in each second week since the release.
std::vector<burst::SubjectCount> slow_start(burst::StratumIndex stratum = 0) {
  std::vector<burst::SubjectCount> counts;
  for (int week = kScreenRelease; week <= kScreenNow; week += 2) counts.push_back({week, stratum, 1});
  return counts;
}

std::vector<burst::Excess> screen(const std::vector<burst::WeekExposure>& exposure, int since,
                                  std::vector<burst::SubjectCount> counts) {
  return screen_names({{kScreenedName, since}}, [&](text::TermId) { return counts; }, exposure, kNothingOut, {});
}

}  // namespace

TEST(NamesScreen, HoldsASlowStartAgainstTheTimeBeforeTheRelease) {
  EXPECT_EQ(screen(steady({250}), kScreenRelease, slow_start()).size(), 1U);
  EXPECT_TRUE(screen(steady({250}), kScreenNow + 1, slow_start()).empty())
      << "against its own last weeks it is no news";
}

TEST(NamesScreen, TakesAListAddedSinceTheReleaseForNoNews) {
  auto exposure = steady({250, 0});
  for (int week = kScreenRelease - 4; week <= kScreenNow; ++week)
    exposure[static_cast<std::size_t>(week)].papers = {250, 250};
  EXPECT_EQ(screen(exposure, kScreenRelease, slow_start()).size(), 1U) << "the list was there before";
  EXPECT_TRUE(screen(exposure, kScreenRelease - 5, slow_start(1)).empty());
}

TEST(NamesScreen, FindsNothingWithoutAPast) {
  EXPECT_TRUE(screen(steady({250}), kScreenRelease, {}).empty());
}

}  // namespace bandwagon::close

// A name that two releases bear in turn: the wave that the second one's other name founded stays with it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analyzers/close/weekly_close.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

constexpr int kPreview = 40, kOwnRelease = 62, kOwnRise = 65, kLull = 68, kOwnWeeks = 86;

// A field of many subjects. Papers write "VX3" from the preview on, "VX4" from the release on; and some weeks later
// "VX3" so often that it rises with the release too, and then no longer.
std::vector<model::StoredPaper> own_wave_papers(int week) {
  const int vx3 = week < kPreview ? 0 : week < kOwnRise ? 3 : week < kLull ? 20 : 5;
  const int vx4 = week < kOwnRelease ? 0 : week < kOwnRise ? 8 : 4;
  std::vector<model::StoredPaper> papers;
  for (int p = 0; p < 60; ++p) {
    const auto word = [&](int n) {
      return std::string("w") + static_cast<char>('a' + (p * 7 + week + n) % 26) + "orth" +
             static_cast<char>('a' + p % 5);
    };
    const std::string names = p < std::min(vx3, vx4) ? "VX3 and VX4 " : p < vx3 ? "VX3 " : p < vx4 ? "VX4 " : "";
    papers.push_back(
        support::paper(100 * (week + 1) + p, week, names + "on " + word(0), "We study " + word(5) + " by " + word(9)));
  }
  return papers;
}

attribute::KnownRelease release(std::string id, std::vector<std::string> names, int week) {
  attribute::KnownRelease known;
  known.release = {.id = std::move(id), .name = names.front(), .lab = "Someone", .aliases = std::move(names)};
  known.release.released = known.release.known_since = support::monday(week) + 1;
  return known;
}

}  // namespace

TEST(OwnWave, StaysWithTheReleaseWhoseNameFoundedIt) {
  const std::vector<attribute::KnownRelease> all{release("vx3-and-vx4", {"VX3 and VX4", "VX3", "VX4"}, kOwnRelease),
                                                 release("vx3-preview", {"VX3"}, kPreview)};
  Analysis analysis({"cs.CL"}, {}, [](const auto&, model::Day) { return std::vector<model::StoredPaper>(); });
  std::vector<std::string> told;
  for (int week = 0; week < kOwnWeeks; ++week) {
    std::vector<attribute::KnownRelease> known;
    for (const auto& one : all)
      if (one.release.known_since <= support::monday(week + 1)) known.push_back(one);
    const auto findings = analysis.close(support::monday(week), own_wave_papers(week), known);
    for (const auto& alert : findings.alerts) {
      EXPECT_NE(alert.reason, model::AlertReason::Revised) << alert.headline;
      if (alert.headline.find("VX4") != std::string::npos) told.push_back(alert.release.value_or("none"));
    }
  }
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(std::count(told.begin(), told.end(), "vx3-and-vx4"), static_cast<std::ptrdiff_t>(told.size()));
}

}  // namespace bandwagon::close

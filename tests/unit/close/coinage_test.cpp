// A delayed trigger: the release's own paper coined the wave's word long before the window begins.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analyzers/close/weekly_close.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

constexpr int kCoined = 4, kCoinageWave = 72, kCoinageWeeks = 80;

// A field of many subjects, and from `kCoinageWave` on papers on all of them that speak of VELTRIX, too.
std::vector<model::StoredPaper> papers_of(int week) {
  std::vector<model::StoredPaper> papers;
  for (int p = 0; p < 35; ++p) {
    const auto word = [&](int n) {
      return std::string("w") + static_cast<char>('a' + (p * 7 + week + n) % 26) + "orth" +
             static_cast<char>('a' + p % 5);
    };
    const bool of_wave = week >= kCoinageWave && p < 5;
    papers.push_back(support::paper(100 * (week + 1) + p, week, (of_wave ? "VELTRIX for " : "On ") + word(0),
                                    "We study " + word(5) + " by " + word(9)));
  }
  return papers;
}

attribute::KnownRelease release() {
  attribute::KnownRelease known{.title = "Foldnet", .abstract = "We introduce VELTRIX."};
  known.release = {.id = "foldnet", .name = "Foldnet", .lab = "Someone"};
  known.release.released = known.release.known_since = known.paper_announced = support::monday(kCoined) + 1;
  return known;
}

// How many looked-up papers of before the release use the word; the releases that the wave is told to follow.
std::vector<std::string> followed(int earlier) {
  std::vector<model::StoredPaper> before;
  for (int p = 0; p < earlier; ++p) before.push_back(support::paper(9000 + p, 0, "VELTRIX as it always was"));
  const auto look_up = [&](const std::vector<std::string>& phrases, model::Day day) {
    const bool of_word = phrases == std::vector<std::string>{"VELTRIX"} && day == support::monday(kCoined) + 1;
    return of_word ? before : std::vector<model::StoredPaper>();
  };
  Analysis analysis({"cs.CL"}, {}, look_up);
  std::vector<std::string> releases;
  for (int week = 0; week < kCoinageWeeks; ++week) {
    const auto findings = analysis.close(support::monday(week), papers_of(week), {release()});
    for (const auto& attribution : findings.attributions)
      if (attribution.verdict == model::Verdict::Attributed) releases.push_back(attribution.release);
  }
  return releases;
}

}  // namespace

TEST(Coinage, TiesAWaveToTheReleaseWhosePaperBroughtItsWordUpLongAgo) {
  const auto releases = followed(0);
  ASSERT_FALSE(releases.empty());
  EXPECT_EQ(releases.front(), "foldnet");
}

TEST(Coinage, IsNoneWhereTheStoreHoldsEarlierPapersWithTheWord) {
  EXPECT_TRUE(followed(30).empty());
}

}  // namespace bandwagon::close

#include "analyzers/close/comparators.hpp"

#include <gtest/gtest.h>

#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

corpus::Window window_of(int weeks, int papers) {
  corpus::Window window({"cs.CL"}, {});
  for (int week = 0; week < weeks; ++week) {
    std::vector<model::StoredPaper> announced;
    for (int p = 0; p < papers; ++p)
      announced.push_back(support::paper(week * 100 + p, week, "Sparse masks number" + std::to_string(p % 5),
                                         p % 2 == 0 ? "magnitude schedule" : "dependency grammar"));
    window.add_week(support::monday(week), std::move(announced));
  }
  return window;
}

}  // namespace

TEST(Comparators, AreAsLikeAsTheCosineOfEachPaperSays) {
  const auto window = window_of(4, 30);
  const Comparators comparators(window, 1000);
  const auto words = represent::paper_vector(window.papers(1)[3].terms, window.frequencies(), {.strongest = 80});
  std::vector<double> cosines;
  for (int week = 0; week < 3; ++week)
    for (const auto& paper : window.papers(week))
      cosines.push_back(
          represent::dot(represent::paper_vector(paper.terms, window.frequencies(), {.strongest = 80}), words));
  EXPECT_EQ(comparators.likeness(words, support::monday(3)), cosines);  // to the last digit, none of the last week
}

TEST(Comparators, AreAnEvenSampleOfALargeWindow) {
  const auto window = window_of(4, 30);
  const Comparators comparators(window, 10);
  EXPECT_EQ(comparators.likeness({}, support::monday(9)).size(), 10U);
}

}  // namespace bandwagon::close

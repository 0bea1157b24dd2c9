#include <gtest/gtest.h>

#include <map>

#include "tests/support/corpus.hpp"

namespace bandwagon::corpus {
namespace {

constexpr represent::RiseParams kLatestTwo{.weeks = 2, .papers = 2};

// "Treebank" is written every week, "mamba" from the fourth on; each paper has a word of its own.
Window filled() {
  Window window({"cs.CL"}, {.weeks = 6});
  int number = 0;
  for (int week = 0; week < 7; ++week) {
    std::vector<model::StoredPaper> papers;
    for (int i = 0; i < 4 + week; ++i) {
      ++number;
      papers.push_back(support::paper(number, week, "Own" + std::to_string(number) + " treebank",
                                      week > 3 && i % 2 == 0 ? "with mamba scanning" : "with parsing"));
    }
    auto unwatched = support::paper(++number, week, "Mamba unwatched");
    unwatched.paper.primary_category = "cs.CV";
    unwatched.paper.categories = {"cs.CV"};
    papers.push_back(unwatched);
    window.add_week(support::monday(week), papers);
  }
  return window;
}

}  // namespace

TEST(Rises, AreThoseThatCountingPaperByPaperGives) {
  const Window window = filled();
  const auto rises = corpus::rises(window, kLatestTwo);
  std::map<text::TermId, double> all, latest;
  double papers = 0, latest_papers = 0;
  for (int week = 0; week < window.size(); ++week)
    for (const auto& paper : window.papers(week)) {
      const bool is_latest = week > window.latest() - kLatestTwo.weeks;
      ++papers, latest_papers += is_latest;
      for (const auto& entry : paper.terms) {
        ++all[entry.term];
        if (is_latest) ++latest[entry.term];
      }
    }
  int rising = 0;
  for (const auto& [term, count] : all) {
    const double times = latest[term] < kLatestTwo.papers ? 1 : latest[term] / latest_papers / (count / papers);
    EXPECT_NEAR(rises.of(term), std::max(1.0, times), 1e-6);
    rising += times > 1;
  }
  EXPECT_EQ(rising, 3) << "mamba, scanning and both";
  EXPECT_GT(rises.of(text::term_id("mamba")), 1.5);
  EXPECT_EQ(rises.of(text::term_id("treebank")), 1);
}

TEST(Rises, AreNoneWhileTheWindowHoldsNothingButTheLatestWeeks) {
  const Window window = filled();
  EXPECT_EQ(corpus::rises(window, {.weeks = 6, .papers = 2}).of(text::term_id("mamba")), 1);
  EXPECT_EQ(corpus::rises(Window({"cs.CL"}, {}), kLatestTwo).of(text::term_id("mamba")), 1);
}

}  // namespace bandwagon::corpus

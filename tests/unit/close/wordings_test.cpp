#include "analyzers/close/wordings.hpp"

#include <gmock/gmock.h>

#include <random>

#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

using testing::ElementsAre;
using testing::Pair;

// Papers of one week, by title.
corpus::Window window_of(const std::vector<std::string>& titles) {
  corpus::Window window({"cs.CL"}, {});
  std::vector<model::StoredPaper> papers;
  for (const auto& title : titles) papers.push_back(support::paper(static_cast<int>(papers.size()) + 1, 0, title));
  window.add_week(support::monday(0), std::move(papers));
  return window;
}

std::vector<wave::Place> places(const std::vector<std::size_t>& positions) {
  std::vector<wave::Place> places;
  for (const auto position : positions) places.push_back({support::monday(0), position});
  return places;
}

std::vector<text::TermId> ids(const std::vector<std::string>& phrases) {
  std::vector<text::TermId> ids;
  for (const auto& phrase : phrases) ids.push_back(text::term_id(text::normal_form(phrase)));
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

TEST(Wordings, CountHowATermIsWritten) {
  const auto window = window_of({"Test-time scaling", "On time scaling", "Test-time scaling again"});
  const auto scaling = ids({"time scaling"});
  EXPECT_THAT(Wordings().of(window, places({0, 1, 2}), scaling),
              ElementsAre(Pair(scaling.front(), ElementsAre(Pair("Test-time scaling", 2), Pair("time scaling", 1)))));
}

TEST(Wordings, AreOfThesePapersAndTheseTermsOnly) {
  const auto window = window_of({"Parsing treebanks", "Parsing", "Treebanks"});
  Wordings wordings;
  wordings.of(window, places({0, 1, 2}), ids({"parsing", "treebanks"}));
  const auto parsing = ids({"parsing"});
  EXPECT_THAT(wordings.of(window, places({0, 2}), parsing),
              ElementsAre(Pair(parsing.front(), ElementsAre(Pair("Parsing", 1)))));
  EXPECT_TRUE(wordings.of(window, places({2}), parsing).empty());
  EXPECT_TRUE(wordings.of(window, {}, parsing).empty());
}

TEST(Wordings, AreTheSameWhateverWasAskedBefore) {
  const std::vector<std::string> words{"parsing",      "treebanks", "test-time scaling",
                                       "Scaling laws", "GRPO",      "zephyrine-X1"};
  std::mt19937 random(1);
  const auto some_of = [&](std::size_t most, const auto& make) {
    for (std::size_t one = 0; one < most; ++one)
      if (random() % 3 == 0) make(one);
  };
  std::vector<std::string> titles(30);
  for (auto& title : titles) some_of(words.size(), [&](std::size_t w) { title += words[w] + ", "; });
  const auto window = window_of(titles);
  Wordings wordings;
  for (int turn = 0; turn < 200; ++turn) {
    std::vector<std::size_t> papers;
    some_of(titles.size(), [&](std::size_t p) { papers.push_back(p); });
    std::vector<std::string> wanted;
    some_of(words.size(), [&](std::size_t w) { wanted.push_back(words[w]); });
    EXPECT_EQ(wordings.of(window, places(papers), ids(wanted)), Wordings().of(window, places(papers), ids(wanted)));
  }
}

TEST(Wordings, AreTheSameWhenManyHaveBeenMet) {
  std::vector<std::string> titles;
  for (int p = 0; p < 1200; ++p) titles.push_back("Wanderer" + std::to_string(p) + "-time scaling");
  const auto window = window_of(titles);
  const auto scaling = ids({"time scaling"});
  Wordings wordings;
  for (std::size_t first = 0; first + 40 <= titles.size(); first += 20) {
    std::vector<std::size_t> papers;
    for (std::size_t p = first; p < first + 40; ++p) papers.push_back(p);
    const auto written = wordings.of(window, places(papers), scaling);
    ASSERT_EQ(written.size(), 1U);
    EXPECT_EQ(written.begin()->second.size(), 40U);
    EXPECT_EQ(written, Wordings().of(window, places(papers), scaling));
  }
}

}  // namespace bandwagon::close

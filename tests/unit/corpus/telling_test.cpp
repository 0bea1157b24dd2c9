#include <gtest/gtest.h>

#include <map>

#include "analyzers/corpus/window.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::corpus {
namespace {

std::string word(int number) {
  std::string word;
  for (; number > 0; number /= 20) word += static_cast<char>('b' + number % 20);
  return word + "ax";
}

// Papers of a few of many words, some pairs of which stand together again and again; with a light word in each.
Window some_window() {
  Window window({"cs.CL"}, {.weeks = 4});
  for (int week = 0; week < 6; ++week) {
    std::vector<model::StoredPaper> papers;
    for (int i = 0; i < 40; ++i) {
      const int number = week * 40 + i;
      papers.push_back(support::paper(number + 1, week, word(number % 7) + " " + word(100 + number % 7),
                                      "tool use of " + word(1000 + number) + " " + word(500 + number % 11)));
    }
    window.add_week(support::monday(week), papers);
  }
  return window;
}

}  // namespace

TEST(TellingFrequencies, AreThoseOfWordsAndOfPairsThatSeveralPapersUse) {
  const Window window = some_window();
  constexpr std::uint32_t kLeast = 3;
  std::map<text::TermId, std::uint32_t> papers, length;
  for (int week = 0; week < window.size(); ++week)
    for (const auto& paper : window.papers(week))
      for (const auto& entry : paper.terms) ++papers[entry.term], length[entry.term] = entry.length;
  std::map<text::TermId, std::uint32_t> expected;
  for (const auto& [term, count] : papers)
    if (length[term] == 1 || (length[term] == 2 && count >= kLeast)) expected[term] = count;
  const auto told = telling_frequencies(window, kLeast);
  ASSERT_EQ(told.size(), expected.size());
  EXPECT_GT(told.size(), 150U) << "in every part of the table";
  EXPECT_LT(told.size(), papers.size());
  auto slow = expected.begin();
  for (const auto& entry : told) {  // in the same order
    EXPECT_EQ(entry.term, slow->first);
    EXPECT_EQ(entry.papers, slow->second);
    ++slow;
  }
}

TEST(TellingFrequencies, AreNoneOfAnEmptyWindow) {
  EXPECT_TRUE(telling_frequencies(Window({"cs.CL"}, {}), 3).empty());
}

}  // namespace bandwagon::corpus

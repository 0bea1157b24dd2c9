#include "analyzers/idea/idea.hpp"

#include <gmock/gmock.h>

#include <map>

namespace bandwagon::idea {
namespace {

represent::KeptFrequencies window() {
  std::map<text::TermId, std::uint32_t> by_term;
  const auto add = [&](std::uint32_t papers, const char* title, const char* abstract) {
    for (const auto& entry : text::terms_of(title, abstract)) by_term[entry.term] += papers;
  };
  add(300, "Language models", "We train language models on text.");
  add(20, "Simultaneous translation", "Read and write policies.");
  add(5, "Proto-language reconstruction", "Cognate sets.");
  std::vector<represent::TermFrequency> counts;
  for (const auto& [term, papers] : by_term) counts.push_back({term, papers});
  return *represent::KeptFrequencies::unpacked(325, represent::pack(counts));
}

std::vector<std::string> forms(const std::vector<SearchWord>& words) {
  std::vector<std::string> first;
  for (const auto& word : words) first.push_back(word.forms.front());
  return first;
}

TEST(SearchWords, AreTheRareOnesFirstAndNotTheCommonOnes) {
  const auto words = search_words({.title = "Language models for cognate translation", .abstract = {}}, window(), 325);
  EXPECT_THAT(forms(words), testing::ElementsAre("cognate", "translation"));
}

TEST(SearchWords, HoldAWordThatNoPaperOfTheWindowUses) {
  EXPECT_THAT(forms(search_words({.title = "Quorvane policies", .abstract = {}}, window(), 325)),
              testing::Contains("quorvane"));
}

TEST(SearchWords, AreSoughtInTheirPluralToo) {
  const auto words = search_words({.title = "Policies of a cognate", .abstract = {}}, window(), 325);
  std::vector<std::string> all;
  for (const auto& word : words) all.insert(all.end(), word.forms.begin(), word.forms.end());
  EXPECT_THAT(all, testing::IsSupersetOf({"cognate", "cognates", "policy", "Policies"}));
}

TEST(SearchWords, StopWhenTheyFindTooMuch) {
  const Idea idea{.title = "Cognate proto-language reconstruction",
                  .abstract = "Simultaneous translation, read, write."};
  const auto all = search_words(idea, window(), 325);
  const auto few = search_words(idea, window(), 325, {.papers_read = 0, .least_words = 2});
  EXPECT_GT(all.size(), few.size());
  EXPECT_GE(few.size(), 2U);
  const SearchParams read{.papers_read = 100, .least_words = 2};
  EXPECT_EQ(search_words(idea, window(), 325, read).size(), all.size());
  EXPECT_LT(search_words(idea, window(), 325 * 100, read).size(), all.size()) << "they find more in a long history";
}

TEST(Comparison, PutsTheSameSubjectAboveAnother) {
  const auto frequencies = window();
  const Comparison comparison({.title = "Reconstruction from cognate sets", .abstract = {}}, frequencies);
  EXPECT_GT(comparison.to("Proto-language reconstruction", "Cognate sets."), 0.5);
  EXPECT_DOUBLE_EQ(comparison.to("Simultaneous translation", "Read and write policies."), 0);
  EXPECT_DOUBLE_EQ(comparison.to("", ""), 0);
}

TEST(Uses, FindsAPhraseHoweverItIsInflected) {
  const auto idea = text::terms_of("Policy optimizations for tool-using agents", "");
  EXPECT_TRUE(uses(idea, "policy optimization"));
  EXPECT_FALSE(uses(idea, "GRPO"));
  EXPECT_FALSE(uses(idea, ""));
}

}  // namespace
}  // namespace bandwagon::idea

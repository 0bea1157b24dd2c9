#include "analyzers/idea/idea.hpp"

#include <gmock/gmock.h>

namespace bandwagon::idea {
namespace {

represent::LiveFrequencies window() {
  represent::LiveFrequencies frequencies;
  for (int i = 0; i < 300; ++i) frequencies.add(text::terms_of("Language models", "We train language models on text."));
  for (int i = 0; i < 20; ++i) frequencies.add(text::terms_of("Simultaneous translation", "Read and write policies."));
  for (int i = 0; i < 5; ++i) frequencies.add(text::terms_of("Proto-language reconstruction", "Cognate sets."));
  return frequencies;
}

std::vector<std::string> forms(const std::vector<SearchWord>& words) {
  std::vector<std::string> first;
  for (const auto& word : words) first.push_back(word.forms.front());
  return first;
}

TEST(SearchWords, AreTheRareOnesFirstAndNotTheCommonOnes) {
  const auto words = search_words({.title = "Language models for cognate translation", .abstract = {}}, window());
  EXPECT_THAT(forms(words), testing::ElementsAre("cognate", "translation"));
}

TEST(SearchWords, HoldAWordThatNoPaperOfTheWindowUses) {
  EXPECT_THAT(forms(search_words({.title = "Quorvane policies", .abstract = {}}, window())),
              testing::Contains("quorvane"));
}

TEST(SearchWords, AreSoughtInTheirPluralToo) {
  const auto words = search_words({.title = "Policies of a cognate", .abstract = {}}, window());
  std::vector<std::string> all;
  for (const auto& word : words) all.insert(all.end(), word.forms.begin(), word.forms.end());
  EXPECT_THAT(all, testing::IsSupersetOf({"cognate", "cognates", "policy", "Policies"}));
}

TEST(SearchWords, StopWhenTheyFindTooMuch) {
  const Idea idea{.title = "Cognate proto-language reconstruction",
                  .abstract = "Simultaneous translation, read, write."};
  const auto all = search_words(idea, window());
  const auto few = search_words(idea, window(), {.papers_read = 0, .least_words = 2});
  EXPECT_GT(all.size(), few.size());
  EXPECT_GE(few.size(), 2U);
}

TEST(Comparison, PutsTheSameSubjectAboveAnother) {
  const auto frequencies = window();
  const Comparison comparison({.title = "Reconstruction from cognate sets", .abstract = {}}, frequencies);
  EXPECT_GT(comparison.to("Proto-language reconstruction", "Cognate sets."), 0.5);
  EXPECT_DOUBLE_EQ(comparison.to("Simultaneous translation", "Read and write policies."), 0);
  EXPECT_DOUBLE_EQ(comparison.to("", ""), 0);
}

TEST(Comparison, IsTheSameUnderFrequenciesThatWereKept) {
  const auto frequencies = window();
  std::vector<represent::TermFrequency> counts;
  for (const auto& entry : text::terms_of("Proto-language reconstruction", "Cognate sets, simultaneous translation."))
    if (frequencies.of(entry.term) > 0) counts.push_back({entry.term, frequencies.of(entry.term)});
  const auto kept = represent::unpack(represent::pack(counts));
  ASSERT_TRUE(kept);
  const auto restored = represent::LiveFrequencies::restored(frequencies.papers(), *kept);
  const Idea idea{.title = "Cognate reconstruction", .abstract = "Simultaneous translation"};
  EXPECT_DOUBLE_EQ(Comparison(idea, restored).to("Proto-language reconstruction", "Cognate sets."),
                   Comparison(idea, frequencies).to("Proto-language reconstruction", "Cognate sets."));
}

TEST(Unpack, RefusesBytesThatWereCutOff) {
  EXPECT_FALSE(represent::unpack(std::string(13, 'x')));
}

TEST(Uses, FindsAPhraseHoweverItIsInflected) {
  const auto idea = text::terms_of("Policy optimizations for tool-using agents", "");
  EXPECT_TRUE(uses(idea, "policy optimization"));
  EXPECT_FALSE(uses(idea, "GRPO"));
  EXPECT_FALSE(uses(idea, ""));
}

}  // namespace
}  // namespace bandwagon::idea

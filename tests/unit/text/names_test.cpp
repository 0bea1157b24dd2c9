#include <gtest/gtest.h>

#include <algorithm>

#include "analyzers/text/terms.hpp"

namespace bandwagon::text {
namespace {

bool names(std::string_view abstract, std::string_view squashed) {
  const auto found = squashed_names("", abstract);
  return std::binary_search(found.begin(), found.end(), term_id(squashed));
}

}  // namespace

TEST(SquashedName, LeavesOutWhatWritersVary) {
  for (const auto* written : {"LLaMA-2", "Llama 2", "Llama2", "LLAMA-2", "Llama-2"})
    EXPECT_EQ(squashed_name(written), "llama2") << written;
}

TEST(SquashedName, IsEmptyForPlainWords) {
  EXPECT_EQ(squashed_name("Segment Anything"), "");
  EXPECT_EQ(squashed_name(""), "");
  EXPECT_EQ(squashed_name("{}"), "");
}

TEST(SquashedNames, FindsANameHoweverItIsWritten) {
  for (const auto* text : {"fine-tuned LLaMA-2 models", "fine-tuned Llama 2 models", "fine-tuned Llama2 models"})
    EXPECT_TRUE(names(text, "llama2")) << text;
}

TEST(SquashedNames, FindsANameWhoseNumberStandsInTheMiddle) {
  for (const auto* name : {"Claude 3.5 Sonnet", "Kimi K2 Thinking", "Gemini 1.5 Pro"})
    EXPECT_TRUE(names(std::string("we compare ") + name + " with others", squashed_name(name))) << name;
}

TEST(SquashedNames, FindsANameInsideACompoundName) {
  EXPECT_TRUE(names("we train Llama-2-Chat", "llama2"));
  EXPECT_TRUE(names("distilled from DeepSeek-R1-Zero", "deepseekr1"));
}

TEST(SquashedNames, DoesNotTakeOneNumberForAnother) {
  EXPECT_FALSE(names("fine-tuned Llama 3 models", "llama2"));
  EXPECT_FALSE(names("with Llama 2.5", "llama2"));
}

TEST(SquashedNames, TakesPlainWordsForNoName) {
  EXPECT_FALSE(names("segment anything", "segmentanything"));
}

TEST(SquashedNames, AreOrderedAndEachOnce) {
  const auto found = squashed_names("GPT-4o", "GPT-4o, GPT 4o and LLaMA-2");
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
  EXPECT_EQ(std::adjacent_find(found.begin(), found.end()), found.end());
}

}  // namespace bandwagon::text

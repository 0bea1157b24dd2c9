#include "analyzers/attribute/acronym.hpp"

#include <gmock/gmock.h>

#include "analyzers/attribute/names.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::attribute {

TEST(Acronym, IsSpelledOutBeforeItsParenthesis) {
  using testing::ElementsAre;
  EXPECT_THAT(spelled_out("initialised by Singular Value Decomposition (SVD) of weights", "SVD"),
              ElementsAre("singular", "value", "decomposition"));
  EXPECT_THAT(spelled_out("with Kolmogorov-Arnold networks (KANs)", "KAN"),
              ElementsAre("kolmogorov", "arnold", "networks"));
  EXPECT_THAT(spelled_out("the Model Context\nProtocol (MCP)", "MCP"), ElementsAre("model", "context", "protocol"));
  for (const auto* text : {"SVD of weights", "our method (SVD) works", "value decomposition (SVD)",
                           "of singular value decomposition (SVD++)", "(SVD)", ""})
    EXPECT_THAT(spelled_out(text, "SVD"), testing::IsEmpty()) << text;
}

TEST(Acronym, OfANameHasItsLetters) {
  EXPECT_TRUE(abbreviates("SVD", "Stable Video Diffusion"));
  EXPECT_TRUE(abbreviates("KAN", "Kolmogorov-Arnold networks"));
  EXPECT_FALSE(abbreviates("SVD", "Stable Diffusion"));
  EXPECT_FALSE(abbreviates("SVD", "Stable Video Diffusion XT"));
  EXPECT_TRUE(is_acronym("SVD"));
  EXPECT_FALSE(is_acronym("GPTs"));
  EXPECT_FALSE(is_acronym("R1"));
}

TEST(Acronym, SpelledOutAsSomethingElseIsNotTheRelease) {
  const Names names({.name = "Stable Video Diffusion", .aliases = {"SVD"}});
  const auto named = [&](const char* abstract) { return names.in(support::reading_of("On weights", abstract)); };
  EXPECT_FALSE(named("We use singular value decomposition (SVD) to find ranks."));
  EXPECT_TRUE(named("We adapt Stable Video Diffusion (SVD) to depth."));
  EXPECT_TRUE(named("We adapt SVD to depth."));
}

TEST(Acronym, SpelledOutInOtherFormsOfItsWordsIsTheRelease) {
  const Names names({.name = "DPO", .aliases = {"Direct Preference Optimization"}});
  const auto named = [&](const char* title, const char* abstract) {
    return names.in(support::reading_of(title, abstract));
  };
  EXPECT_TRUE(named("On preferences", "By direct preference optimisation (DPO) we align."));
  EXPECT_TRUE(named("On preferences", "By direct policy optimization (DPO) we align.")) << "misremembered";
  EXPECT_FALSE(named("On preferences", "By dynamic portfolio optimization (DPO) we invest."));
  EXPECT_FALSE(named("On preferences", "We propose \\textbf{dual-perturbation optimization (DPO)}.")) << "TeX";
  EXPECT_FALSE(named("Data pruning oracles (DPO)", "We show that DPO saves half.")) << "in the title";
  EXPECT_TRUE(named("Data pruning oracles (DPO)", "After direct preference optimization (DPO)."))
      << "the abstract first";
}

TEST(Acronym, OfSomethingElseIsToldFromNoName) {
  const Names names({.name = "DPO", .aliases = {"Direct Preference Optimization", "Zephyr-7B"}});
  const auto another = [&](const char* title, const char* abstract) {
    return names.mean_another_in(support::reading_of(title, abstract));
  };
  EXPECT_TRUE(another("On markets", "By dynamic portfolio optimization (DPO) we invest."));
  EXPECT_FALSE(another("On markets", "By DPO we invest."));
  EXPECT_FALSE(another("On markets", "We invest."));
  EXPECT_FALSE(another("Zephyr-7B on markets", "By dynamic portfolio optimization (DPO) we invest."));
}

TEST(Acronym, WithoutAFullNameNothingIsSaid) {
  const Names names({.name = "DeepSeekMath", .aliases = {"GRPO"}});
  EXPECT_TRUE(names.in(support::reading_of("On rewards", "with group relative policy optimization (GRPO)")));
}

}  // namespace bandwagon::attribute

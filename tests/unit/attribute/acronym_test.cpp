#include "analyzers/attribute/acronym.hpp"

#include <gtest/gtest.h>

#include "analyzers/attribute/names.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::attribute {

TEST(Acronym, IsSpelledOutBeforeItsParenthesis) {
  EXPECT_EQ(spelled_out("initialised by Singular Value Decomposition (SVD) of weights", "SVD"),
            "singularvaluedecomposition");
  EXPECT_EQ(spelled_out("with Kolmogorov-Arnold networks (KANs)", "KAN"), "kolmogorovarnoldnetworks");
  EXPECT_EQ(spelled_out("the Model Context\nProtocol (MCP)", "MCP"), "modelcontextprotocol");
  for (const auto* text : {"SVD of weights", "our method (SVD) works", "value decomposition (SVD)",
                           "of singular value decomposition (SVD++)", "(SVD)", ""})
    EXPECT_EQ(spelled_out(text, "SVD"), "") << text;
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

TEST(Acronym, WithoutAFullNameNothingIsSaid) {
  const Names names({.name = "DeepSeekMath", .aliases = {"GRPO"}});
  EXPECT_TRUE(names.in(support::reading_of("On rewards", "with group relative policy optimization (GRPO)")));
}

}  // namespace bandwagon::attribute

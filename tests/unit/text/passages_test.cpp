#include "analyzers/text/fuller_phrase.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bandwagon::text {
namespace {

constexpr double kShare = 0.8;

std::string fuller(const std::vector<std::string>& abstracts, std::string_view normal) {
  std::vector<PaperText> papers;
  for (const auto& abstract : abstracts) papers.push_back({"", abstract});
  return fuller_phrase(papers, normal, kShare);
}

TEST(FullerPhrase, TakesInTheWordsThatAllPapersPutBeforeIt) {
  EXPECT_EQ(fuller({"We train with Group Relative Policy Optimization.",
                    "using Group Relative Policy Optimization (GRPO)", "on group relative policy optimization, and"},
                   "relative policy optimization"),
            "Group Relative Policy Optimization");
}

TEST(FullerPhrase, TakesInTheWordsBehindAndKeepsHyphens) {
  EXPECT_EQ(fuller({"A study of test-time scaling", "that test-time scaling is"}, "time scaling"), "test-time scaling");
  EXPECT_EQ(fuller({"the model context protocol is", "the model context protocol for"}, "model context"),
            "model context protocol");
}

TEST(FullerPhrase, TakesJointsAlongOnlyWithTheNextWord) {
  EXPECT_EQ(fuller({"the tree of thoughts. We", "with tree of thoughts and more"}, "tree"), "tree of thoughts");
  EXPECT_EQ(fuller({"The scaling of. We", "The scaling of. So"}, "scaling"), "scaling");
}

TEST(FullerPhrase, LeavesATermThatStandsOnItsOwn) {
  EXPECT_EQ(fuller({"large diffusion models", "small diffusion models", "video diffusion models"}, "diffusion model"),
            "diffusion models");
  EXPECT_EQ(fuller({"with vision-language-action models here"}, "language action"), "language-action");  // one paper
}

TEST(FullerPhrase, CountsAPaperOnceWhateverItsOtherUses) {
  EXPECT_EQ(fuller({"reward hacking. Hacking is bad, hacking is old, hacking is new", "of reward hacking"}, "hacking"),
            "reward hacking");
}

TEST(FullerPhrase, DoesNotCrossSentencesCommasOrFunctionWords) {
  EXPECT_EQ(fuller({"fast, sparse attention", "fast, sparse attention"}, "sparse attention"), "sparse attention");
  EXPECT_EQ(fuller({"we propose sparse attention", "we propose sparse attention"}, "sparse attention"),
            "sparse attention");
}

TEST(FullerPhrase, EndsAtSixTokens) {
  const std::vector<std::string> words{"alpha beta gamma delta epsilon zeta eta",
                                       "alpha beta gamma delta epsilon zeta eta"};
  EXPECT_EQ(fuller(words, "alpha"), "alpha beta gamma delta epsilon zeta");
}

TEST(FullerPhrase, IsEmptyWhereNobodyUsesTheTerm) {
  EXPECT_EQ(fuller({"nothing of it"}, "sparse attention"), "");
  EXPECT_EQ(fuller({}, "sparse attention"), "");
  EXPECT_EQ(fuller({"DeepSeek-R1-Zero", "DeepSeek-R1-Zero"}, "R1"), "");  // only a part of a name
}

}  // namespace
}  // namespace bandwagon::text

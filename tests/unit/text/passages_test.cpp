#include "analyzers/text/passages.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bandwagon::text {
namespace {

constexpr double kShare = 0.8;

// Of so many papers with each abstract.
std::string fuller(const std::vector<std::string>& abstracts, std::string_view normal, int copies = 2) {
  std::vector<PaperText> papers;
  for (const auto& abstract : abstracts)
    for (int copy = 0; copy < copies; ++copy) papers.push_back({"", abstract});
  return Passages(papers).fuller_phrase(normal, kShare);
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
  EXPECT_EQ(fuller({"with vision, language action models here"}, "language action"), "language action");
}

TEST(FullerPhrase, TakesNothingInThatFewerThanFourPapersWrite) {
  EXPECT_EQ(fuller({"a human original bridge"}, "bridge", 3), "bridge");
  EXPECT_EQ(fuller({"a human original bridge"}, "bridge", 4), "human original bridge");
}

TEST(FullerPhrase, BeginsAndEndsWhereItsHyphenatedWordsDo) {
  EXPECT_EQ(fuller({"test-time scaling", "our test-time scaling", "an inference-time scaling"}, "time scaling"),
            "test-time scaling")
      << "though only two of three papers say so";
  EXPECT_EQ(fuller({"with vision-language-action models here"}, "language action"), "vision-language-action");
  EXPECT_EQ(fuller({"unlabeled test-time batches"}, "unlabeled test"), "unlabeled test-time");
  EXPECT_EQ(fuller({"time scaling", "the time scaling", "test-time scaling"}, "time scaling"), "time scaling");
}

TEST(PapersWith, CountsThoseThatWriteThePhraseInOneSentence) {
  const std::vector<PaperText> papers{{"Knowledge editing", "knowledge editing, again"},
                                      {"", "We edit. Editing models"},
                                      {"On knowledge", "Editing it"},
                                      {"", "of the knowledge editings"}};
  const Passages passages(papers);
  EXPECT_EQ(passages.papers_with("knowledge editing"), 2U);
  EXPECT_EQ(passages.papers_with("editing knowledge"), 0U);
  EXPECT_EQ(passages.papers_with(""), 0U);
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

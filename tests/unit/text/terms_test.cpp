#include "analyzers/text/terms.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace bandwagon::text {
namespace {

const TermCount* find(const TermCounts& counts, std::string_view normal) {
  const auto at =
      std::find_if(counts.begin(), counts.end(), [&](const TermCount& c) { return c.term == term_id(normal); });
  return at == counts.end() ? nullptr : &*at;
}

bool has(std::string_view abstract, std::string_view normal) {
  return find(terms_of("", abstract), normal) != nullptr;
}

int count(std::string_view title, std::string_view abstract, std::string_view normal) {
  const auto counts = terms_of(title, abstract);
  const auto* entry = find(counts, normal);
  return entry ? entry->count : 0;
}

}  // namespace

TEST(TermsOf, CountsTheTitleTwice) {
  EXPECT_EQ(count("Diffusion", "diffusion and diffusion", "diffusion"), 4);
  EXPECT_EQ(count("Diffusion", "", "diffusion"), 2);
}

TEST(TermsOf, KnowsWordsAndPhrasesOfTwoAndThreeTokens) {
  const auto counts = terms_of("", "group relative policy optimization");
  ASSERT_NE(find(counts, "group relative policy"), nullptr);
  EXPECT_EQ(find(counts, "group relative policy")->length, 3);
  EXPECT_EQ(find(counts, "policy optimization")->length, 2);
  EXPECT_EQ(find(counts, "policy")->length, 1);
  EXPECT_EQ(find(counts, "group relative policy optimization"), nullptr);
}

TEST(TermsOf, LetsNoPhraseReachAcrossASentence) {
  EXPECT_TRUE(has("reward hacking", "reward hacking"));
  EXPECT_FALSE(has("the reward. Hacking is", "reward hacking"));
  EXPECT_FALSE(has("the reward (hacking)", "reward hacking"));
}

TEST(TermsOf, LetsNoPhraseReachAcrossAnAddressThatEndsASentence) {
  EXPECT_FALSE(has("weights https://example.org/x. Transformers", "weight transformer"));
}

TEST(TermsOf, LetsNoPhraseReachAcrossBoilerplate) {
  EXPECT_FALSE(has("reward we propose hacking", "reward hacking"));
  EXPECT_FALSE(has("reward novel hacking", "reward novel hacking"));
}

TEST(TermsOf, ReadsALightWordOnlyBesideAnother) {
  for (const auto* phrase : {"deep research", "tool use", "adversarial example", "code generation"})
    EXPECT_TRUE(has(phrase, phrase)) << phrase;
  EXPECT_TRUE(has("few-shot learning", "few shot learning"));
  EXPECT_TRUE(has("in-context learning", "in context learning"));
  EXPECT_TRUE(has("state space models", "state space model"));
  for (const auto* alone : {"research", "code", "user task", "research code"}) EXPECT_FALSE(has(alone, alone)) << alone;
  EXPECT_FALSE(has("few shots", "few shot"));
}

TEST(TermsOf, EndsNoMoreThanTwoTokensInALightWord) {
  EXPECT_TRUE(has("multi-hop reasoning tasks", "reasoning task"));
  EXPECT_FALSE(has("multi-hop reasoning tasks", "hop reasoning task"));
}

TEST(TermsOf, CountsWhatALightWordBeginsOrEndsAsLong) {
  const auto counts = terms_of("", "deep research agents");
  EXPECT_EQ(find(counts, "deep research")->length, 3);
  EXPECT_EQ(find(counts, "research agent")->length, 3);
  EXPECT_EQ(find(counts, "deep research agent")->length, 3);
  EXPECT_EQ(find(counts, "agent")->length, 1);
}

TEST(TermsOf, LetsNoPhraseReachFromTitleToAbstract) {
  EXPECT_EQ(count("Reward", "hacking", "reward hacking"), 0);
}

TEST(TermsOf, HoldsAPhraseTogetherWithAJoint) {
  EXPECT_TRUE(has("chain-of-thought prompting", "chain of thought"));
  EXPECT_FALSE(has("chain of thought", "of thought"));
  EXPECT_FALSE(has("chain of thought", "chain of"));
}

TEST(TermsOf, CountsTheArticleForNothing) {
  EXPECT_EQ(count("A Survey", "", "A survey"), 0);
}

TEST(TermsOf, CountsACompoundNameForItsParts) {
  for (const auto* part : {"DeepSeek-R1-Zero", "DeepSeek-R1", "DeepSeek", "R1-Zero", "Zero"})
    EXPECT_TRUE(has("DeepSeek-R1-Zero", part)) << part;
}

TEST(TermsOf, TakesTheYearOfAnEventForNoName) {
  EXPECT_TRUE(has("SemEval-2024", "SemEval"));
  EXPECT_FALSE(has("SemEval-2024", "2024"));
}

TEST(TermsOf, ReadsTypesettingAsPlainText) {
  EXPECT_TRUE(has("with \\textbf{o1}", "o1"));
  EXPECT_TRUE(has("$\\tau$-bench", "tau bench"));
}

TEST(TermsOf, StopsCountingInsteadOfStartingAgainAtZero) {
  std::string endless;
  for (int i = 0; i < 65536; ++i) endless += "o1 ";
  EXPECT_EQ(count("", endless, "o1"), 65535);
}

TEST(NormalForm, IsWhatTheTextWouldHold) {
  EXPECT_EQ(normal_form("Group Relative Policy Optimization"), "group relative policy optimization");
  EXPECT_EQ(normal_form("o1"), "o1");
  EXPECT_EQ(normal_form("LLMs"), "LLM");
  EXPECT_EQ(normal_form("Llama 3"), "llama 3");
  EXPECT_EQ(normal_form(" ... "), "");
}

TEST(LongestTerms, AreTheNameOrWhatItIsMadeOf) {
  EXPECT_THAT(longest_terms("Deep Research"), testing::ElementsAre("deep research"));
  EXPECT_THAT(longest_terms("o1"), testing::ElementsAre("o1"));
  EXPECT_THAT(longest_terms("Group Relative Policy Optimization"),
              testing::ElementsAre("group relative policy", "relative policy optimization"));
  EXPECT_THAT(longest_terms("Learning to Summarize from Human Feedback"),
              testing::ElementsAre("learning to summarize", "summarize from human", "human feedback"));
  EXPECT_THAT(longest_terms("Attention Is All You Need"), testing::ElementsAre("attention"));
  EXPECT_TRUE(longest_terms("").empty());
}

TEST(TermId, IsTheHashOfTheNormalForm) {
  EXPECT_EQ(term_id(""), 0x2d06800538d394c2ULL);  // the published check value of XXH3_64bits for no input
  EXPECT_NE(term_id("o1"), term_id("o3"));
}

TEST(Uses, KnowsEveryTermOfThePaperAndNoOther) {
  const auto counts = terms_of("Policy optimization", "with a reward model and GRPO");
  for (const auto& entry : counts) EXPECT_TRUE(uses(counts, TermId{entry.term}));
  for (const char* other : {"reward policy", "grpo", "zebra"}) EXPECT_FALSE(uses(counts, term_id(other))) << other;
  EXPECT_FALSE(uses({}, term_id("policy")));
}

TEST(IsPart, AsksForWholeTokens) {
  EXPECT_TRUE(is_part("policy optimization", "relative policy optimization"));
  EXPECT_TRUE(is_part("policy", "relative policy optimization"));
  EXPECT_TRUE(is_part("relative", "relative policy"));
  EXPECT_TRUE(is_part("art", "part of art")) << "the first place is none, the second is";
  EXPECT_FALSE(is_part("lative policy", "relative policy"));
  EXPECT_FALSE(is_part("relative pol", "relative policy"));
  EXPECT_FALSE(is_part("relative optimization", "relative policy optimization"));
  EXPECT_FALSE(is_part("policy", "policy")) << "a phrase is no part of itself";
}

TEST(SpellingsOf, ShowsTermsAsTheTextWritesThem) {
  const std::vector<TermId> wanted{term_id("language model")};
  const auto spellings = spellings_of("Language Models", "for language models", wanted);
  ASSERT_EQ(spellings.size(), 2U);
  EXPECT_EQ(spellings[0].written, "Language Models");
  EXPECT_EQ(spellings[1].written, "language models");
  EXPECT_EQ(spellings[1].normal, "language model");
}

TEST(SpellingsOf, ShowsThePartOfACompoundNameAsThePart) {
  const auto spellings = spellings_of("", "DeepSeek-R1-Zero", {term_id("DeepSeek-R1")});
  ASSERT_EQ(spellings.size(), 1U);
  EXPECT_EQ(spellings[0].written, "DeepSeek-R1");
}

TEST(SpellingsOf, TellsTheWholeOfAHyphenatedWordTheTermBeginsIn) {
  const auto spellings = spellings_of("Test-time scaling", "R1-like time scaling", {term_id("time scaling")});
  ASSERT_EQ(spellings.size(), 2U);
  EXPECT_EQ(spellings[0].written, "time scaling");
  EXPECT_EQ(spellings[0].whole, "Test-time scaling");
  EXPECT_EQ(spellings[1].whole, "time scaling");
}

TEST(SpellingsOf, SaysNothingOfWhatIsNotWanted) {
  EXPECT_TRUE(spellings_of("Reward hacking", "reward", {}).empty());
}

}  // namespace bandwagon::text

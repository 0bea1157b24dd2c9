#include "analyzers/attribute/names.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/corpus.hpp"

namespace bandwagon::attribute {
namespace {

Names names_of(std::string name, std::vector<std::string> aliases = {}) {
  return Names({.name = std::move(name), .aliases = std::move(aliases)});
}

bool named(const Names& names, std::string abstract) {
  return names.in(support::reading_of("Reasoning of models", std::move(abstract)));
}

}  // namespace

TEST(Names, AreFoundHoweverTheyAreWritten) {
  const auto names = names_of("LLaMA-2");
  for (const auto* text : {"with LLaMA-2", "with Llama 2", "with Llama2", "with Llama-2-Chat"})
    EXPECT_TRUE(named(names, text)) << text;
  for (const auto* text : {"with Llama", "with Llama 3", "two llamas", "with LLaMA 2.5"})
    EXPECT_FALSE(named(names, text)) << text;
}

TEST(Names, AreFoundInsideCompoundNames) {
  EXPECT_TRUE(named(names_of("DeepSeek-R1"), "distilled from DeepSeek-R1-Zero"));
  EXPECT_TRUE(named(names_of("OpenAI o1", {"o1"}), "o1-like reasoning"));
}

TEST(Names, OfPlainWordsAreTerms) {
  const auto names = names_of("Segment Anything");
  EXPECT_TRUE(named(names, "we use segment anything"));
  EXPECT_FALSE(named(names, "segment nearly anything"));
  EXPECT_FALSE(named(names, "anything to segment"));
}

TEST(Names, OfManyWordsNeedWhatTermsTheyAreMadeOf) {
  const auto names = names_of("DPP", {"Learning to Summarize from Human Feedback"});
  EXPECT_TRUE(named(names, "we compare with learning to summarize from human feedback"));
  EXPECT_FALSE(named(names, "learning to summarize news"));
  EXPECT_FALSE(named(names, "reward models of human feedback"));
  EXPECT_TRUE(names.unfindable().empty());
}

TEST(Names, ThatSayTooLittleAreNotLookedForButKnownFromAReport) {
  const auto names = names_of("Mistral Large 3", {"Attention Is All You Need", "Computer-Using Agent"});
  EXPECT_THAT(names.unfindable(),
              testing::ElementsAre("Mistral Large 3", "Attention Is All You Need", "Computer-Using Agent"));
  EXPECT_FALSE(named(names, "Mistral and all you need of computers and agents"));
  EXPECT_TRUE(names.reports("Mistral Large 3 Technical Report"));
}

TEST(Names, OfManyWordsNeedTheirFirstAndLastThree) {
  const auto names = names_of("GRPO", {"Group Relative Policy Optimization"});
  EXPECT_TRUE(named(names, "group relative policy optimization (ours)"));
  EXPECT_FALSE(named(names, "relative policy optimization"));
  EXPECT_FALSE(named(names, "group relative policy"));
}

TEST(Names, IncludeEveryAlias) {
  const auto names = names_of("ChatGPT", {"GPT-3.5-turbo"});
  EXPECT_TRUE(named(names, "ask ChatGPT"));
  EXPECT_TRUE(named(names, "ask GPT-3.5-Turbo"));
}

TEST(Names, LeaveOutWhatStandsInParentheses) {
  EXPECT_TRUE(named(names_of("KAN (Kolmogorov-Arnold Networks)"), "a KAN layer"));
}

TEST(Names, TakeThePluralOfAnAcronymForNoName) {
  const auto names = names_of("OpenAI GPT store", {"GPTs"});
  EXPECT_FALSE(named(names, "all GPT models"));
  EXPECT_FALSE(names.cover("GPT"));
}

TEST(Names, TakeBoilerplateForNoName) {
  EXPECT_FALSE(named(names_of("Sora", {"Large"}), "a large corpus"));
}

TEST(Names, CoverTermsWithWordsAroundThem) {
  const auto names = names_of("OpenAI o1", {"o1-preview"});
  EXPECT_TRUE(names.cover("o1-preview"));
  EXPECT_TRUE(names.cover("OpenAI o1"));
  EXPECT_TRUE(names.cover("OpenAI o1 preview"));
  EXPECT_TRUE(names.cover("strong OpenAI o1"));
  EXPECT_FALSE(names.cover("OpenAI"));
  EXPECT_FALSE(names.cover("o1"));
  EXPECT_FALSE(names.cover(""));
}

TEST(Names, TellWhichOfThemCoversATerm) {
  const Names names({.id = "r", .name = "o4-mini", .aliases = {"thinking with many images", "o3"}});
  const auto covering = names.covering("openai o3");
  ASSERT_EQ(covering.size(), 1U);
  const auto of = [&](std::size_t name, const char* abstract) {
    return names.uses(support::reading_of("Reasoning of models", abstract), name);
  };
  EXPECT_TRUE(of(covering.front(), "We test o3 on proofs"));
  EXPECT_FALSE(of(covering.front(), "We test o4-mini on proofs"));
  EXPECT_TRUE(names.covering("gpt-5").empty());
}

TEST(Names, CoverWithoutRegardToCase) {
  EXPECT_TRUE(names_of("LLaMA").cover("llama"));
  EXPECT_FALSE(names_of("LLaMA").cover("llamafactory"));
}

TEST(Names, TellTheReleasesOwnReportByItsTitle) {
  const auto names = names_of("OpenAI o1", {"o1", "Qwen2.5-VL"});
  for (const auto* title : {"OpenAI o1 System Card", "Qwen2.5-VL Technical Report", "Qwen2.5 VL: technical report"})
    EXPECT_TRUE(names.reports(title)) << title;
  for (const auto* title : {"Rivals of OpenAI o1, A Technical Report", "Qwen2.5 Technical Report", "OpenAI o1",
                            "Technical Report", "OpenAI o1 in Medicine", ""})
    EXPECT_FALSE(names.reports(title)) << title;
}

TEST(Names, KeepOrderedTermsToHideThemBy) {
  const auto names = names_of("DeepSeek-R1", {"Segment Anything", "DeepSeek-R1"});
  EXPECT_TRUE(std::is_sorted(names.terms().begin(), names.terms().end()));
  EXPECT_EQ(names.terms().size(), 2U);
  EXPECT_TRUE(std::binary_search(names.terms().begin(), names.terms().end(), text::term_id("segment anything")));
}

TEST(Names, AreNowhereWithoutAName) {
  const auto names = names_of("", {"", " ... "});
  EXPECT_FALSE(named(names, "anything"));
  EXPECT_FALSE(names.cover("anything"));
  EXPECT_TRUE(names.terms().empty());
}

}  // namespace bandwagon::attribute

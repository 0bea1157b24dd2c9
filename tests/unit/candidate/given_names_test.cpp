#include "analyzers/candidate/given_names.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace bandwagon::candidate {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> given(std::string_view title, std::string_view abstract = "") {
  std::vector<std::string> names;
  for (const auto& name : names_in(title, abstract).given) names.push_back(name.spelling);
  return names;
}

bool uses(std::string_view user, std::string_view title) {
  const auto id = names_in(title, "").given.at(0).id;
  const auto names = names_in("A study", user);
  return std::binary_search(names.used.begin(), names.used.end(), id);
}

TEST(GivenNames, AreTheHeadOfTheTitle) {
  EXPECT_THAT(given("Mamba: Linear-Time Sequence Modeling"), ElementsAre("Mamba"));
  EXPECT_THAT(given("The AI Scientist: Towards Discovery"), ElementsAre("AI Scientist"));
  EXPECT_THAT(given("DeepSeek-R1: Incentivizing Reasoning"), ElementsAre("DeepSeek-R1"));
  EXPECT_THAT(given("Efficient inference: a study of caches"), IsEmpty());
}

TEST(GivenNames, AreWhatAReportReportsOn) {
  EXPECT_THAT(given("GPT-4 Technical Report"), ElementsAre("GPT-4"));
  EXPECT_THAT(given("OpenAI o1 System Card"), ElementsAre("OpenAI o1"));
  EXPECT_THAT(given("Bielik v3 Small: Technical Report").front(), "Bielik v3 Small");
  EXPECT_THAT(given("On the Logic of Arguments (Technical Report)"), IsEmpty());
}

TEST(GivenNames, AreAnnouncedInTheAbstract) {
  EXPECT_THAT(given("Visual Instruction Tuning", "In this work we introduce LLaVA, a large model."),
              ElementsAre("LLaVA"));
  EXPECT_THAT(given("A title", "We compare with LLaVA and GPT-4."), IsEmpty());
}

TEST(GivenNames, IncludeTheAcronymOfTheHead) {
  EXPECT_THAT(
      given("Direct Preference Optimization: Your Model", "Our Direct Preference Optimization (DPO) is stable."),
      Contains("DPO"));
  EXPECT_THAT(given("A title", "We use Retrieval Augmented Generation (RAG)."), IsEmpty());
}

TEST(GivenNames, OfChallengesAndSurveysNameNothingThatWasReleased) {
  EXPECT_THAT(given("SemEval-2023 Task 12: Sentiment"), IsEmpty());
  EXPECT_THAT(given("LLM4X: A Survey"), IsEmpty());
}

TEST(UsedNames, AreComparedAsReadersWriteThem) {
  EXPECT_TRUE(uses("We build on Llama-2 and others.", "Llama 2: Open Models"));
  EXPECT_TRUE(uses("We build on LLaMA 2.", "Llama 2: Open Models"));
  EXPECT_TRUE(uses("Recently KANs were proposed.", "KAN: Networks"));
  EXPECT_TRUE(uses("We extend Mamba to images.", "Mamba: Linear-Time"));
  EXPECT_FALSE(uses("We extend mamba snakes.", "Mamba: Linear-Time"));
  EXPECT_FALSE(uses("We build on Llama 3.", "Llama 2: Open Models"));
}

TEST(UsedNames, APlainWordThatOpensASentenceIsNone) {
  EXPECT_FALSE(uses("It works. Genie is out. Agents act.", "Agents: A Framework"));
}

RC_GTEST_PROP(Names, AnyTextIsReadToTheSameEnd, (const std::string& title, const std::string& abstract)) {
  const auto first = names_in(title, abstract), second = names_in(title, abstract);
  RC_ASSERT(first.used == second.used);
  RC_ASSERT(std::is_sorted(first.used.begin(), first.used.end()));
  RC_ASSERT(first.given.size() == second.given.size());
}

}  // namespace
}  // namespace bandwagon::candidate

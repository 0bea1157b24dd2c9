#include "analyzers/candidate/post.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bandwagon::candidate {
namespace {

Judgement post(std::string_view title) {
  return judge({.kind = PostKind::Post, .title = title, .text = "", .tags = {}});
}

Judgement model(std::string_view title, std::vector<std::string> tags = {}) {
  return judge({.kind = PostKind::Model, .title = title, .text = "", .tags = tags});
}

TEST(Postings, ThatAnnounceANameAreReleases) {
  EXPECT_EQ(post("Introducing Claude Opus 5").verdict, Verdict::Release);
  EXPECT_EQ(post("Introducing Claude Opus 5").name, "Claude Opus 5");
  EXPECT_EQ(post("Mapping the forests with greater precision: Introducing Canopy Maps v2").name, "Canopy Maps v2");
  EXPECT_EQ(post("Introducing tool use, a new Claude 3.5 Sonnet, and Claude 3.5 Haiku").name, "Claude 3.5 Sonnet");
  EXPECT_EQ(post("Gemma 4: Byte for byte, the most capable open models").name, "Gemma 4");
  EXPECT_EQ(post("GPT-4").name, "GPT-4");
  EXPECT_EQ(post("A new era of intelligence with Gemini 3").name, "Gemini 3");
  EXPECT_EQ(post("OpenAI o1 System Card").verdict, Verdict::Release);
}

TEST(Postings, MayCallNewWhatTheyBring) {
  const auto judged = post("Upgrading agentic coding capabilities with the new Devstral models");
  EXPECT_EQ(judged.verdict, Verdict::Release);
  EXPECT_EQ(judged.name, "Devstral");
  EXPECT_EQ(post("Model routing with an API Gateway").verdict, Verdict::Research);
}

TEST(Postings, AboutMoneyPeopleAndPartnersAreTheCompanys) {
  EXPECT_EQ(post("Anthropic raises $30 billion in Series G funding").verdict, Verdict::Company);
  EXPECT_EQ(post("Paul Smith to join Anthropic as Chief Commercial Officer").verdict, Verdict::Company);
  EXPECT_EQ(post("Introducing the Llama Startup Program").verdict, Verdict::Company);
}

TEST(Postings, AboutUseRulesVersionsAndOutagesAreNoReleases) {
  EXPECT_EQ(post("How Spotify is using Llama").verdict, Verdict::Story);
  EXPECT_EQ(post("Usage policy update").verdict, Verdict::Policy);
  EXPECT_EQ(post("v0.32.15-rc2").verdict, Verdict::Software);
  EXPECT_EQ(post("Elevated errors on requests to multiple models").verdict, Verdict::Outage);
  EXPECT_EQ(post("Why language models hallucinate").verdict, Verdict::Story);
  EXPECT_EQ(post("Scaling laws for reward model overoptimization").verdict, Verdict::Research);
}

TEST(Models, OfTheLabItselfAreReleases) {
  EXPECT_EQ(model("deepseek-ai/DeepSeek-V4-Pro").verdict, Verdict::Release);
  EXPECT_EQ(model("Qwen/Qwen3.6-27B", {"base_model:Qwen/Qwen3.6-27B-Base"}).verdict, Verdict::Release);
}

TEST(Models, QuantisedOrTunedFromOthersAreCopies) {
  EXPECT_EQ(model("nvidia/DeepSeek-R1-FP4").verdict, Verdict::Copy);
  EXPECT_EQ(model("nvidia/Some-Model", {"base_model:quantized:deepseek-ai/DeepSeek-R1"}).verdict, Verdict::Copy);
  EXPECT_EQ(model("nvidia/Some-Tune", {"base_model:finetune:meta-llama/Llama-3.1-8B"}).verdict, Verdict::Copy);
}

TEST(Postings, OfARepositoryAreSoftwareUnlessTheyNameAModel) {
  const auto release = [](std::string_view title) {
    return judge({.kind = PostKind::Repository, .title = title, .text = "", .tags = {}}).verdict;
  };
  EXPECT_EQ(release("v0.28.0rc1"), Verdict::Software);
  EXPECT_EQ(release("python - v2.9.3 - 2026-08-13 15:47:58"), Verdict::Software);
  EXPECT_EQ(release("Release 2026.8.18"), Verdict::Software);
  EXPECT_EQ(release("DeepSeek-V3.1"), Verdict::Release);
}

}  // namespace
}  // namespace bandwagon::candidate

#include "daemon/parse/posting.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "analyzers/model/day.hpp"
#include "daemon/parse/moment.hpp"
#include "daemon/parse/plain_text.hpp"
#include "tests/support/shared_files.hpp"

namespace bandwagon {
namespace {

using parse::parse_moment;
using parse::parse_postings;
using parse::PostingFormat;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string shared_body(const std::string& name) {
  std::ifstream file(support::shared_file("fixtures/" + name), std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct RecordedPostings {
  const char* file;
  PostingFormat format;
  std::size_t entries;
  const char* first_title;
  const char* first_day;  // Unix seconds as text keep the table short: "YYYY-MM-DD" is compared
};

struct RecordedFeed : testing::TestWithParam<RecordedPostings> {};

TEST_P(RecordedFeed, IsReadWithAllItsEntries) {
  if (!support::has_shared()) GTEST_SKIP() << support::kNoShared;
  const auto body = shared_body(GetParam().file);
  const auto list = parse_postings(body);
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->format, GetParam().format);
  EXPECT_THAT(list->faults, IsEmpty());
  ASSERT_EQ(list->postings.size(), GetParam().entries);
  const auto& first = list->postings.front();
  EXPECT_EQ(first.title, GetParam().first_title);
  ASSERT_TRUE(first.published_at);
  EXPECT_EQ(*first.published_at / 86400, model::Day::parse(GetParam().first_day)->value);
  for (const auto& posting : list->postings) {
    EXPECT_FALSE(posting.key.empty());
    EXPECT_THAT(posting.link, testing::StartsWith("http"));
    EXPECT_THAT(posting.title, testing::Not(HasSubstr("<")));
    EXPECT_TRUE(posting.published_at) << posting.title;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Shared, RecordedFeed,
    testing::Values(
        RecordedPostings{"github-atom/jls-anthropic-sdk.xml", PostingFormat::GithubReleases, 6, "v1.0.0", "2026-08-20"},
        RecordedPostings{"github-atom/jls-claude-code-releases.xml", PostingFormat::GithubReleases, 6, "v2.1.238",
                         "2026-08-20"},
        RecordedPostings{"github-atom/jls-mcp-servers.xml", PostingFormat::GithubReleases, 4, "Release 2026.8.18",
                         "2026-08-18"},
        RecordedPostings{"github-atom/jls-mistral-sdk.xml", PostingFormat::GithubReleases, 6,
                         "python - v2.9.3 - 2026-08-13 15:47:58", "2026-08-13"},
        RecordedPostings{"github-atom/jls-vllm.xml", PostingFormat::GithubReleases, 4, "v0.28.0rc1", "2026-08-20"},
        RecordedPostings{"github-atom/jls-xai-sdk.xml", PostingFormat::GithubReleases, 6, "v1.19.0", "2026-08-18"},
        RecordedPostings{"lab-feeds/eien-deepmind-rss-full.xml", PostingFormat::Rss, 100,
                         "Introducing Gemini 3.7 Flash", "2026-08-13"},
        RecordedPostings{"lab-feeds/jls-anthropic-engineering.xml", PostingFormat::Rss, 4,
                         "How we contain Claude across products", "2026-05-25"},
        RecordedPostings{"lab-feeds/jls-anthropic-news.xml", PostingFormat::Rss, 4, "How Claude’s text watermark works",
                         "2026-08-14"},
        RecordedPostings{"lab-feeds/jls-anthropic-research.xml", PostingFormat::Rss, 4,
                         "Aug 18, 2026ScienceHow Claude is accelerating protein design and analytical chemistry",
                         "2026-08-18"},
        RecordedPostings{"lab-feeds/jls-anthropic-status.xml", PostingFormat::Rss, 6,
                         "Elevated errors on requests to multiple models", "2026-08-20"},
        RecordedPostings{"lab-feeds/jls-chip-huyen.xml", PostingFormat::Rss, 4,
                         "Common pitfalls when building generative AI applications", "2025-01-16"},
        RecordedPostings{"lab-feeds/jls-claude-code-changelog.xml", PostingFormat::Rss, 4, "2.1.238", "2026-08-20"},
        RecordedPostings{"lab-feeds/jls-cohere.xml", PostingFormat::Rss, 4,
                         "Cohere advances sovereign AI capabilities with NVIDIA", "2026-03-16"},
        RecordedPostings{"lab-feeds/jls-cursor.xml", PostingFormat::Rss, 4,
                         "Cloud Agents and Cursor Harness Improvements", "2026-08-19"},
        RecordedPostings{"lab-feeds/jls-deepmind.xml", PostingFormat::Rss, 6, "Introducing Gemini 3.7 Flash",
                         "2026-08-13"},
        RecordedPostings{"lab-feeds/jls-google-ai.xml", PostingFormat::Rss, 6,
                         "5 new ways to level up your learning with Search", "2026-08-19"},
        RecordedPostings{"lab-feeds/jls-groq.xml", PostingFormat::Rss, 4,
                         "Canopy Labs’ Orpheus TTS is live on GroqCloud", "2026-04-09"},
        RecordedPostings{"lab-feeds/jls-huggingface.xml", PostingFormat::Rss, 6,
                         "Up to 3.2x Faster Inference with LFM2.5-DSpark", "2026-08-20"},
        RecordedPostings{"lab-feeds/jls-lilian-weng.xml", PostingFormat::Rss, 4,
                         "Harness Engineering for Self-Improvement", "2026-07-04"},
        RecordedPostings{
            "lab-feeds/jls-meta-ai.xml", PostingFormat::Rss, 4,
            "Reimagining Independence: How Meta’s AI Models Are Helping the University of Pittsburgh Transform "
            "Assistive Robotics",
            "2026-07-27"},
        RecordedPostings{"lab-feeds/jls-mistral-news.xml", PostingFormat::Rss, 4,
                         "Emmi joins Mistral to accelerate the AI-native industry", "2026-05-22"},
        RecordedPostings{"lab-feeds/jls-ollama.xml", PostingFormat::GithubReleases, 6, "v0.32.15", "2026-08-20"},
        RecordedPostings{"lab-feeds/jls-openai-news.xml", PostingFormat::Rss, 6, "Introducing AI Futures",
                         "2026-08-20"},
        RecordedPostings{"lab-feeds/jls-openai-status.xml", PostingFormat::Rss, 6,
                         "Elevated Codex API authentication errors", "2026-08-20"},
        RecordedPostings{"lab-feeds/jls-perplexity.xml", PostingFormat::Rss, 4, "Perplexity Is Open-Sourcing Bumblebee",
                         "2026-05-22"},
        RecordedPostings{"lab-feeds/jls-the-batch.xml", PostingFormat::Rss, 4,
                         "Gemini Flash Gets Pricey, AI Act Delays, Agents Drive Online Traffic", "2026-05-29"},
        RecordedPostings{"lab-feeds/jls-together.xml", PostingFormat::Rss, 4,
                         "DeepSeek V4 Pro 0813 vs GPT-5.6 Sol on DeepSWE: Cost, Coding, and Routing", "2026-08-18"},
        RecordedPostings{"lab-feeds/jls-verge-ai.xml", PostingFormat::Atom, 4,
                         "Google Discover is getting an AI chatbot-tuned feed", "2026-08-20"},
        RecordedPostings{"lab-feeds/jls-xai-news.xml", PostingFormat::Rss, 4, "Use Grok in OpenCode", "2026-05-21"},
        RecordedPostings{"lab-feeds/olshansk-feed_anthropic_engineering.xml", PostingFormat::Rss, 25,
                         "How we contain Claude across products", "2026-05-25"},
        RecordedPostings{"lab-feeds/olshansk-feed_anthropic_news.xml", PostingFormat::Rss, 255,
                         "How Claude’s text watermark works", "2026-08-14"},
        RecordedPostings{"lab-feeds/olshansk-feed_anthropic_research.xml", PostingFormat::Rss, 17,
                         "Aug 18, 2026ScienceHow Claude is accelerating protein design and analytical chemistry",
                         "2026-08-18"},
        RecordedPostings{"lab-feeds/olshansk-feed_cohere.xml", PostingFormat::Rss, 50,
                         "Cohere advances sovereign AI capabilities with NVIDIA", "2026-03-16"},
        RecordedPostings{"lab-feeds/olshansk-feed_google_ai.xml", PostingFormat::Rss, 10,
                         "Build zero-trust AI agents with Google's Agent Development Kit", "2026-08-17"},
        RecordedPostings{
            "lab-feeds/olshansk-feed_meta_ai.xml", PostingFormat::Rss, 88,
            "Reimagining Independence: How Meta’s AI Models Are Helping the University of Pittsburgh Transform "
            "Assistive Robotics",
            "2026-07-27"},
        RecordedPostings{"lab-feeds/olshansk-feed_mistral.xml", PostingFormat::Rss, 54,
                         "Emmi joins Mistral to accelerate the AI-native industry", "2026-05-22"},
        RecordedPostings{"lab-feeds/olshansk-feed_ollama.xml", PostingFormat::Rss, 56, "NVIDIA Nemotron 3.5 Lightning",
                         "2026-08-11"},
        RecordedPostings{"lab-feeds/olshansk-feed_openai_research.xml", PostingFormat::Rss, 194,
                         "How enabling two settings tripled our scores on the ARC-AGI-3 benchmark", "2026-07-29"},
        RecordedPostings{"lab-feeds/olshansk-feed_xainews.xml", PostingFormat::Rss, 39, "Use Grok in OpenCode",
                         "2026-05-21"},
        RecordedPostings{"hf-api/eien-hf-daily_papers.json", PostingFormat::HubPapers, 10,
                         "An Empirical Study of Training Pixel-Space Text-to-Image Diffusion Models", "2026-08-16"},
        RecordedPostings{"hf-api/ggg-hf_models.json", PostingFormat::HubModels, 3, "deepseek-ai/DeepSeek-V4-Pro",
                         "2026-04-22"}));

TEST(Postings, AreToldApartByContent) {
  const auto models = parse_postings(
      R"([{"_id":"1","id":"lab/Name-7B","tags":["arxiv:2501.12948"],"createdAt":"2026-04-22T06:04:45.000Z"}])");
  ASSERT_TRUE(models);
  EXPECT_EQ(models->format, PostingFormat::HubModels);
  EXPECT_EQ(models->postings.front().link, "https://huggingface.co/lab/Name-7B");
  EXPECT_THAT(models->postings.front().arxiv_ids, ElementsAre(*model::PaperId::parse("2501.12948")));
}

TEST(Postings, OfAGitHubFeedKeepTheIdentityOfTheTag) {
  const auto list = parse_postings(
      "<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:github.com,2008:https://github.com/a/b/releases</id><entry>"
      "<id>tag:github.com,2008:Repository/1/v2.0</id><updated>2026-08-20T09:30:39Z</updated>"
      "<link rel='alternate' "
      "href='https://github.com/a/b/releases/tag/v2.0'/><title>v2.0</title><content/></entry></feed>");
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->format, PostingFormat::GithubReleases);
  EXPECT_EQ(list->postings.front().key, "tag:github.com,2008:Repository/1/v2.0");
}

TEST(Postings, AnEntryWithoutWordsIsAFaultOfItsOwn) {
  const auto list = parse_postings(
      "<rss><channel><item><link>https://a/b</link></item><item><title>T</title></item></channel></rss>");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->postings.size(), 1U);
  EXPECT_EQ(list->postings.front().key, "T");
  EXPECT_THAT(list->faults, ElementsAre(HasSubstr("entry 1")));
}

TEST(Postings, AreReadUpToSoManyOfAFeed) {
  std::string feed = "<rss><channel>", models = "[";
  for (std::size_t entry = 0; entry <= parse::kMostPostings; ++entry) {
    feed += "<item><title>T" + std::to_string(entry) + "</title></item>";
    models += std::string(entry > 0 ? "," : "") + R"({"id":"a/b)" + std::to_string(entry) + R"("})";
  }
  for (const auto& body : {feed + "</channel></rss>", models + "]"}) {
    const auto list = parse_postings(body);
    ASSERT_TRUE(list) << list.error().message;
    EXPECT_EQ(list->postings.size(), parse::kMostPostings);
    EXPECT_THAT(list->faults, ElementsAre(HasSubstr("more than 2000 entries")));
  }
}

TEST(Postings, NameSoManyPapersAtMost) {
  std::string body;
  for (int paper = 10'000; paper < 99'999; ++paper) body += "arxiv:2501." + std::to_string(paper);
  const auto list = parse_postings("<feed><entry><title>T</title><content>" + body + "</content></entry></feed>");
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->postings.at(0).arxiv_ids.size(), parse::kMostNamedPapers);
  EXPECT_EQ(list->postings[0].arxiv_ids.front().str(), "2501.10000");
}

TEST(Postings, WithoutIdentityLinkAndTitleAreKnownByTheirText) {
  const auto list = parse_postings("<feed><entry><content>A new model</content></entry></feed>");
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->postings.size(), 1U);
  EXPECT_EQ(list->postings[0].title, "A new model");
  EXPECT_EQ(list->postings[0].key, "A new model");
}

TEST(Postings, KeepOnlyTheBeginningOfALongText) {
  const std::string longest(2000, 'x');
  const auto models = parse_postings(R"([{"id":"a/b","pipeline_tag":")" + longest + R"(yy"}])");
  const auto feed = parse_postings("<feed><entry><content>" + longest + "yy</content></entry></feed>");
  ASSERT_TRUE(models && feed);
  EXPECT_EQ(models->postings.at(0).text, longest);
  EXPECT_EQ(feed->postings.at(0).text, longest);
}

TEST(Postings, WhatIsNoFeedSaysWhatItIs) {
  EXPECT_THAT(parse_postings("<!DOCTYPE html><html></html>").error().message, HasSubstr("web page"));
  EXPECT_THAT(parse_postings("Rate exceeded.").error().message, HasSubstr("Rate exceeded."));
  EXPECT_THAT(parse_postings("<rss><channel><item><title>cut").error().message, HasSubstr("cut off"));
  EXPECT_THAT(parse_postings(R"({"error":"Not found"})").error().message, HasSubstr("Not found"));
  EXPECT_THAT(parse_postings("").error().message, HasSubstr("empty"));
  EXPECT_THAT(parse_postings("[1,{\"id\":7},{\"paper\":3}]")->faults, testing::SizeIs(3));
}

TEST(Postings, MomentsAreReadInAllTheFormsOfFeeds) {
  const std::int64_t moment = 1786640658;  // 2026-08-13 17:04:18 UTC
  EXPECT_EQ(parse_moment("Thu, 13 Aug 2026 17:04:18 +0000"), moment);
  EXPECT_EQ(parse_moment("Thu, 13 Aug 2026 17:04:18 GMT"), moment);
  EXPECT_EQ(parse_moment("13 Aug 2026 13:04:18 EDT"), moment);
  EXPECT_EQ(parse_moment("2026-08-13T17:04:18Z"), moment);
  EXPECT_EQ(parse_moment("2026-08-13T19:04:18.250+02:00"), moment);
  EXPECT_EQ(parse_moment("2026-08-13"), moment - moment % 86400);
  EXPECT_FALSE(parse_moment("yesterday"));
  EXPECT_FALSE(parse_moment("2038-99-99"));
  EXPECT_FALSE(parse_moment("1970-01-01T00:00:00Z"));
}

TEST(Postings, LinksAreComparedInTheirCanonicalForm) {
  EXPECT_EQ(parse::canonical_link("HTTPS://OpenAI.com/News/x/?utm_source=rss&id=3#top"),
            "https://openai.com/News/x?id=3");
  EXPECT_EQ(parse::canonical_link(" https://a.org/ "), "https://a.org");
}

TEST(Postings, TextIsWithoutMarkupAndCutBetweenCharacters) {
  EXPECT_EQ(parse::plain_text("<p>R1 &amp; a &lt; b<script>x</script> 1 < 2</p>", 100), "R1 & a < b 1 < 2");
  EXPECT_EQ(parse::plain_text("aä", 2), "a");
  EXPECT_THAT(parse::named_papers("see https://arxiv.org/abs/2501.12948v2. and arXiv:2402.03300, arxiv:none"),
              ElementsAre(*model::PaperId::parse("2501.12948"), *model::PaperId::parse("2402.03300")));
}

}  // namespace
}  // namespace bandwagon

#include "analyzers/digest/evidence.hpp"

#include <gtest/gtest.h>

namespace bandwagon::digest {
namespace {

TEST(ParseEvidence, LeavesAbsentWhatWasNotDecided) {
  const auto evidence = parse_evidence("{}");
  ASSERT_TRUE(evidence);
  EXPECT_FALSE(evidence->observed || evidence->ratio || evidence->q_value || evidence->onset ||
               evidence->author_groups);
  EXPECT_TRUE(evidence->releases.empty());
  EXPECT_TRUE(evidence->weekly.empty());
}

TEST(ParseEvidence, TakesNullForAbsent) {
  const auto evidence = parse_evidence(R"({"ratio": null, "weekly": [{"week": "2025-01-06", "observed": null}]})");
  ASSERT_TRUE(evidence);
  EXPECT_FALSE(evidence->ratio);
  ASSERT_EQ(evidence->weekly.size(), 1U);
  EXPECT_FALSE(evidence->weekly[0].observed);
}

TEST(ParseEvidence, ReadsNumbersDaysAndPapers) {
  const auto evidence = parse_evidence(R"({"label": "GRPO", "observed": 41, "ratio": 4.2, "onset": "2025-01-20",
    "author_groups": 33, "categories": {"cs.AI": 10, "cs.CL": 31},
    "first_followers": [{"arxiv_id": "arXiv:2501.19393v2", "title": "s1", "named": true, "lag_days": -3}]})");
  ASSERT_TRUE(evidence) << evidence.error();
  EXPECT_EQ(evidence->label, "GRPO");
  EXPECT_EQ(evidence->observed, 41.0);
  EXPECT_EQ(evidence->onset->iso(), "2025-01-20");
  EXPECT_EQ(evidence->author_groups, 33);
  ASSERT_EQ(evidence->categories.size(), 2U);
  EXPECT_EQ(evidence->categories[0].category, "cs.CL");
  ASSERT_EQ(evidence->first_followers.size(), 1U);
  EXPECT_EQ(evidence->first_followers[0].id.str(), "2501.19393");
  EXPECT_EQ(evidence->first_followers[0].named, true);
  EXPECT_EQ(evidence->first_followers[0].lag_days, -3);
}

TEST(ParseEvidence, PutsTheMostProbableReleaseFirstAndWeeksInOrder) {
  const auto evidence =
      parse_evidence(R"({"releases": [{"id": "a", "posterior": 0.1}, {"id": "b"}, {"id": "c", "posterior": 0.8}],
    "weekly": [{"week": "2025-01-13"}, {"week": "2025-01-06"}]})");
  ASSERT_TRUE(evidence);
  EXPECT_EQ(evidence->releases[0].id, "c");
  EXPECT_EQ(evidence->releases[2].id, "b");
  EXPECT_EQ(evidence->weekly[0].week.iso(), "2025-01-06");
}

TEST(ParseEvidence, KeepsTheTermsOfTheScore) {
  const auto evidence =
      parse_evidence(R"({"releases": [{"id": "a", "log_odds": {"names": 5.5, "timing": -1, "later": null}}]})");
  ASSERT_TRUE(evidence);
  EXPECT_EQ(evidence->releases[0].log_odds,
            (std::vector<std::pair<std::string, double>>{{"names", 5.5}, {"timing", -1}}));
}

TEST(ParseEvidence, NamesTheKeyThatIsWrong) {
  const auto error_of = [](const char* json) {
    const auto evidence = parse_evidence(json);
    return evidence ? std::string("no error") : evidence.error();
  };
  EXPECT_EQ(error_of("not json"), "it is no JSON object");
  EXPECT_EQ(error_of("[]"), "it is no JSON object");
  EXPECT_EQ(error_of(R"({"ratio": "high"})"), "ratio is no number");
  EXPECT_EQ(error_of(R"({"onset": "2025-02-30"})"), "onset is no day of the form YYYY-MM-DD");
  EXPECT_EQ(error_of(R"({"pioneers": [{"arxiv_id": "javascript:x"}]})"), "an entry of pioneers has no valid arxiv_id");
  EXPECT_EQ(error_of(R"({"pioneers": [{"arxiv_id": "2212.09748", "phrase": 1}]})"), "phrase is no text");
  EXPECT_EQ(error_of(R"({"pioneers": {}})"), "pioneers is no list");
  EXPECT_EQ(error_of(R"({"releases": [1]})"), "an entry of releases is no object");
  EXPECT_EQ(error_of(R"({"author_groups": 1e300})"), "author_groups is out of range");
  EXPECT_EQ(error_of(R"({"weekly": [{}]})"), "an entry of weekly names no week");
  EXPECT_EQ(error_of(R"({"phrases": [1]})"), "an entry of phrases is no text");
}

}  // namespace
}  // namespace bandwagon::digest

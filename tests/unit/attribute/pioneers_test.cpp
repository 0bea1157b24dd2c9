#include <gtest/gtest.h>

#include "analyzers/attribute/roles.hpp"
#include "tests/support/corpus.hpp"

namespace bandwagon::attribute {
namespace {

represent::LiveFrequencies frequencies_of(const std::vector<model::StoredPaper>& papers) {
  represent::LiveFrequencies frequencies;
  for (const auto& paper : papers) frequencies.add(text::terms_of(paper.paper.title, paper.paper.abstract));
  return frequencies;
}

std::vector<model::StoredPaper> prior() {
  return {support::paper(1, 0, "Verifiable rewards for reasoning"), support::paper(2, 0, "Speech phonemes"),
          support::paper(3, 0, "Verifiable rewards for reasoning"), support::paper(4, 0, "Rewards for agents"),
          support::paper(5, 0, "DeepSeek-R1 story")};
}

std::vector<Pioneer> pioneers(double least, RoleParams params = {}, std::vector<text::TermId> hidden = {}) {
  const auto papers = prior();
  const auto frequencies = frequencies_of(papers);
  const auto shared =
      represent::paper_vector(text::terms_of("Verifiable rewards for reasoning", "DeepSeek-R1"), frequencies);
  return find_pioneers(papers, shared, least, frequencies, hidden, params);
}

}  // namespace

TEST(Pioneers, AreThePapersAtLeastAsNearAsTheMedianFollower) {
  for (const auto& pioneer : pioneers(0.3)) EXPECT_GE(pioneer.similarity, 0.3);
  ASSERT_GE(pioneers(0.3).size(), 2U);
  EXPECT_GT(pioneers(0.0).size(), pioneers(0.3).size());
}

TEST(Pioneers, ComeNearestFirstAndTiesById) {
  const auto found = pioneers(0.05);
  ASSERT_GE(found.size(), 3U);
  for (std::size_t p = 1; p < found.size(); ++p) EXPECT_GE(found[p - 1].similarity, found[p].similarity);
  EXPECT_EQ(found[0].similarity, found[1].similarity);
  EXPECT_LT(found[0].paper.paper.id, found[1].paper.paper.id);
}

TEST(Pioneers, AreAtMostAsManyAsAskedFor) {
  EXPECT_EQ(pioneers(0.0, {.pioneers = 1}).size(), 1U);
}

TEST(Pioneers, AreNotFoundByTheNameOfTheRelease) {
  const auto near_by_name = [](const std::vector<Pioneer>& found) {
    return std::any_of(found.begin(), found.end(),
                       [](const Pioneer& p) { return p.paper.paper.id == support::paper_id(5) && p.similarity > 0; });
  };
  std::vector<text::TermId> hidden;
  for (const auto* name : {"DeepSeek-R1", "DeepSeek", "R1"}) hidden.push_back(text::term_id(name));
  std::sort(hidden.begin(), hidden.end());
  EXPECT_TRUE(near_by_name(pioneers(0.0)));
  EXPECT_FALSE(near_by_name(pioneers(0.0, {}, hidden)));
}

TEST(Pioneers, AreNoneWithoutPriorWork) {
  EXPECT_TRUE(find_pioneers({}, {{1, 1.0F}}, 0.1, {}, {}, {}).empty());
}

}  // namespace bandwagon::attribute

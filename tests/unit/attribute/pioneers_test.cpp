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

constexpr std::size_t kAll = 100;

std::vector<Pioneer> pioneers(double least, std::size_t most = kAll, const std::vector<text::TermId>& hidden = {}) {
  const auto papers = prior();
  const auto frequencies = frequencies_of(papers);
  const auto shared =
      represent::paper_vector(text::terms_of("Verifiable rewards for reasoning", "DeepSeek-R1"), frequencies);
  return find_pioneers(papers, {shared, least}, nullptr, frequencies, hidden, most);
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
  EXPECT_EQ(pioneers(0.0, 1).size(), 1U);
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
  EXPECT_FALSE(near_by_name(pioneers(0.0, kAll, hidden)));
}

TEST(Pioneers, AreNoneWithoutPriorWork) {
  EXPECT_TRUE(find_pioneers({}, {{{1, 1.0F}}, 0.1}, nullptr, {}, {}, kAll).empty());
}

TEST(Pioneers, OfAPartAreNearToTheWholeToo) {
  const auto papers = std::vector{
      support::paper(1, 0, "Tree search schedules satellites"),
      support::paper(2, 0, "Tree search for reasoning models"), support::paper(3, 0, "Reasoning models explained"),
      support::paper(4, 0, "Tree search for reasoning"), support::paper(5, 0, "Speech phonemes")};
  const auto frequencies = frequencies_of(papers);
  const auto common = [&](const char* words, double least) {
    return Common{represent::paper_vector(text::terms_of(words, ""), frequencies), least};
  };
  const auto whole = common("Reasoning models", 0.1), part = common("Tree search", 0.1);
  const auto found = find_pioneers(papers, whole, &part, frequencies, {}, kAll);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].paper.paper.id, support::paper_id(2)) << "nearest to the whole first";
  EXPECT_EQ(found[1].paper.paper.id, support::paper_id(4));
  EXPECT_DOUBLE_EQ(found[0].similarity, find_pioneers(papers, whole, nullptr, frequencies, {}, 1)[0].similarity);
  const auto nearest = find_pioneers(papers, whole, &part, frequencies, {}, 1);
  ASSERT_EQ(nearest.size(), 1U);
  EXPECT_EQ(nearest[0].paper.paper.id, support::paper_id(4)) << "the nearest to the part";
}

}  // namespace bandwagon::attribute

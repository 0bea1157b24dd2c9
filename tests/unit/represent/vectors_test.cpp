#include "analyzers/represent/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/represent/any_paper.hpp"

namespace bandwagon::represent {
namespace {

double length(const SparseVector& v) {
  return std::sqrt(dot(v, v));
}

const Weighted* find(const SparseVector& v, text::TermId term) {
  const auto at = std::find_if(v.begin(), v.end(), [&](const Weighted& w) { return w.term == term; });
  return at == v.end() ? nullptr : &*at;
}

LiveFrequencies seen(std::initializer_list<text::TermCounts> papers) {
  LiveFrequencies frequencies;
  for (const auto& paper : papers) frequencies.add(paper);
  return frequencies;
}

}  // namespace

TEST(PaperVector, WeighsByLogarithmicCountsAndRarity) {
  const text::TermCounts paper{{1, 3, 1}, {2, 1, 1}};
  const auto frequencies = seen({paper, {{2, 1, 1}}, {}});
  const auto vector = paper_vector(paper, frequencies);
  ASSERT_EQ(vector.size(), 2U);
  const double first = (1 + std::log(3)) * std::log(4 / 1.5), second = std::log(4 / 2.5);
  EXPECT_NEAR(vector[0].weight / vector[1].weight, first / second, 1e-5);
}

TEST(PaperVector, WeighsATermByItsRise) {
  const text::TermCounts paper{{1, 1, 1}, {2, 1, 1}, {3, 1, 1}};
  const auto frequencies = seen({paper, {{2, 1, 1}}, {}});
  const auto plain = paper_vector(paper, frequencies);
  const auto same = paper_vector(paper, frequencies, Rises());
  const auto rising = paper_vector(paper, frequencies, Rises(std::vector<Rises::Rise>{{2, 2.5F}, {4, 9.0F}}));
  ASSERT_EQ(rising.size(), 3U);
  ASSERT_EQ(same.size(), 3U);
  for (std::size_t t = 0; t < 3; ++t) EXPECT_EQ(same[t].weight, plain[t].weight);
  EXPECT_NEAR(rising[1].weight / rising[0].weight, 2.5 * plain[1].weight / plain[0].weight, 1e-5);
  EXPECT_NEAR(length(rising), 1, 1e-6);
}

TEST(PaperVector, LeavesOutWhatTheWindowDoesNotKnow) {
  EXPECT_TRUE(paper_vector({{9, 1, 1}}, seen({{{1, 1, 1}}})).empty());
  EXPECT_TRUE(paper_vector({}, LiveFrequencies{}).empty());
}

TEST(PaperVector, TakesPhrasesOnlyOnceAFewPapersUseThem) {
  const text::TermCounts paper{{1, 1, 1}, {2, 1, 2}, {3, 1, 3}};
  EXPECT_EQ(find(paper_vector(paper, seen({paper, paper})), 2), nullptr);
  EXPECT_NE(find(paper_vector(paper, seen({paper, paper, paper})), 2), nullptr);
  EXPECT_EQ(find(paper_vector(paper, seen({paper, paper, paper})), 3), nullptr)
      << "three words are for counting, not for nearness";
}

TEST(PaperVector, LeavesOutWhatEverySecondPaperSays) {
  LiveFrequencies frequencies;
  for (int i = 0; i < 300; ++i)
    frequencies.add(i % 2 == 0 ? text::TermCounts{{1, 1, 1}}
                               : text::TermCounts{{2 + static_cast<text::TermId>(i), 1, 1}});
  const auto vector = paper_vector({{1, 1, 1}, {3, 1, 1}}, frequencies);
  EXPECT_EQ(find(vector, 1), nullptr);
  EXPECT_NE(find(vector, 3), nullptr);
}

TEST(PaperVector, KeepsTheStrongestTerms) {
  const text::TermCounts paper{{1, 9, 1}, {2, 1, 1}, {3, 5, 1}};
  const auto vector = paper_vector(paper, seen({paper, {}}), {.strongest = 2});
  ASSERT_EQ(vector.size(), 2U);
  EXPECT_EQ(vector[0].term, 1U);
  EXPECT_EQ(vector[1].term, 3U);
}

TEST(PaperVector, HasLengthOneAndOrderedTerms) {
  EXPECT_TRUE(rc::check("length and order", [] {
    const auto papers = *rc::gen::nonEmpty(rc::gen::container<std::vector<text::TermCounts>>(any_paper()));
    LiveFrequencies frequencies;
    for (const auto& paper : papers) frequencies.add(paper);
    const auto vector = paper_vector(papers.front(), frequencies, {.strongest = 10});
    RC_PRE(!vector.empty());
    RC_ASSERT(std::abs(length(vector) - 1) < 1e-6);
    for (std::size_t i = 1; i < vector.size(); ++i) RC_ASSERT(vector[i - 1].term < vector[i].term);
    for (const auto& entry : vector) RC_ASSERT(entry.weight > 0);
  }));
}

TEST(Dot, IsTheSameBothWaysAndAtMostOne) {
  EXPECT_TRUE(rc::check("symmetric and bounded", [] {
    const auto a = *any_unit_vector(), b = *any_unit_vector();
    RC_ASSERT(dot(a, b) == dot(b, a));
    RC_ASSERT(dot(a, b) >= 0 && dot(a, b) <= 1 + 1e-6);
  }));
}

TEST(Dot, IsZeroForVectorsWithoutACommonTerm) {
  EXPECT_EQ(dot({{1, 1}}, {{2, 1}}), 0);
  EXPECT_EQ(dot({}, {{2, 1}}), 0);
}

TEST(UnitVector, GivesTiesToTheSmallerTerm) {
  const auto vector = unit_vector({{5, 1}, {2, 1}, {9, 1}}, 2);
  ASSERT_EQ(vector.size(), 2U);
  EXPECT_EQ(vector[0].term, 2U);
  EXPECT_EQ(vector[1].term, 5U);
}

TEST(UnitVector, KeepsWhatFullSortingWouldKeep) {
  EXPECT_TRUE(rc::check("strongest against sorted", [] {
    std::vector<Weighted> entries;
    for (const int place : *rc::gen::unique<std::vector<int>>(rc::gen::inRange(0, 60)))
      entries.push_back({static_cast<text::TermId>(place), static_cast<float>(*rc::gen::inRange(1, 6))});
    const auto strongest = *rc::gen::inRange<std::size_t>(1, 40);
    auto sorted = entries;
    std::sort(sorted.begin(), sorted.end(), [](const Weighted& a, const Weighted& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
    });
    sorted.resize(std::min(sorted.size(), strongest));
    std::sort(sorted.begin(), sorted.end(), [](const Weighted& a, const Weighted& b) { return a.term < b.term; });
    const auto kept = unit_vector(entries, strongest);
    RC_ASSERT(std::equal(kept.begin(), kept.end(), sorted.begin(), sorted.end(),
                         [](const Weighted& a, const Weighted& b) { return a.term == b.term; }));
  }));
}

TEST(Without, LeavesTheRestInTheirProportionsAtLengthOne) {
  EXPECT_TRUE(rc::check("without against unit_vector of the rest", [] {
    const auto vector = *any_unit_vector();
    std::vector<text::TermId> hidden;
    std::vector<Weighted> rest;
    for (const auto& entry : vector) {
      if (*rc::gen::inRange(0, 3) == 0)
        hidden.push_back(entry.term);
      else
        rest.push_back(entry);
    }
    const auto left = without(vector, hidden), expected = unit_vector(rest, 100);
    RC_ASSERT(left.size() == expected.size());
    for (std::size_t t = 0; t < left.size(); ++t) {
      RC_ASSERT(left[t].term == expected[t].term);
      RC_ASSERT(std::abs(left[t].weight - expected[t].weight) < 1e-6F);
    }
  }));
}

TEST(UnitVector, IsEmptyForNothing) {
  EXPECT_TRUE(unit_vector({}, 5).empty());
  EXPECT_TRUE(unit_vector({{1, 1}}, 0).empty());
}

}  // namespace bandwagon::represent

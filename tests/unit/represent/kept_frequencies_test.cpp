#include "analyzers/represent/kept_frequencies.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "analyzers/represent/vectors.hpp"

namespace bandwagon::represent {
namespace {

std::vector<TermFrequency> in_order(const std::map<text::TermId, std::uint32_t>& by_term) {
  std::vector<TermFrequency> counts;
  for (const auto& [term, papers] : by_term) counts.push_back({term, papers});
  return counts;
}

}  // namespace

TEST(KeptFrequencies, CountAsAMapDoesWhereverTheTermsFall) {
  EXPECT_TRUE(rc::check("as a map", [] {
    // crowded at one end, as hashes never are, or spread
    const auto terms = *rc::gen::container<std::vector<text::TermId>>(
        rc::gen::oneOf(rc::gen::inRange<text::TermId>(0, 100), rc::gen::arbitrary<text::TermId>()));
    std::map<text::TermId, std::uint32_t> by_term;
    for (const text::TermId term : terms) ++by_term[term];
    const auto kept = KeptFrequencies::unpacked(7, pack(in_order(by_term)));
    RC_ASSERT(kept.has_value());
    RC_ASSERT(kept->papers() == 7);
    for (const auto& [term, papers] : by_term) {
      RC_ASSERT(kept->of(term) == papers);
      RC_ASSERT(kept->of(term + 1) == (by_term.contains(term + 1) ? by_term.at(term + 1) : 0));
    }
  }));
}

TEST(KeptFrequencies, MakeTheSameVectorAsTheLiveOnes) {
  LiveFrequencies live;
  std::map<text::TermId, std::uint32_t> by_term;
  const text::TermCounts paper{{1, 2, 1}, {text::TermId{1} << 63, 1, 2}, {~text::TermId{0}, 1, 1}};
  const text::TermCounts half(paper.begin(), paper.begin() + 1);
  for (int copy = 0; copy < 4; ++copy)
    for (const auto& read : {paper, half}) {
      live.add(read);
      for (const auto& entry : read) ++by_term[entry.term];
    }
  const auto kept = KeptFrequencies::unpacked(live.papers(), pack(in_order(by_term)));
  ASSERT_TRUE(kept);
  const SparseVector expected = paper_vector(paper, live), found = paper_vector(paper, *kept);
  ASSERT_EQ(found.size(), 3U);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].term, expected[i].term);
    EXPECT_EQ(found[i].weight, expected[i].weight);
  }
  EXPECT_EQ(kept->inverse_document_frequency(1), live.inverse_document_frequency(1));
  EXPECT_EQ(kept->inverse_document_frequency(5), live.inverse_document_frequency(5));
}

TEST(KeptFrequencies, AreNotMadeOfBytesThatWereCutOffOrMixedUp) {
  EXPECT_FALSE(KeptFrequencies::unpacked(1, std::string(13, 'x')));
  EXPECT_FALSE(KeptFrequencies::unpacked(1, pack({{9, 1}, {4, 1}})));
  EXPECT_FALSE(KeptFrequencies::unpacked(1, pack({{9, 1}, {9, 1}})));
}

TEST(KeptFrequencies, OfNoTermSayThatNoPaperUsesIt) {
  const auto none = KeptFrequencies::unpacked(0, "");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->of(0), 0U);
  EXPECT_EQ(none->of(~text::TermId{0}), 0U);
}

}  // namespace bandwagon::represent

#include "analyzers/represent/frequencies.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tests/unit/represent/any_paper.hpp"

namespace bandwagon::represent {
namespace {

// One entry a use: a term may stand there several times.
std::vector<TermFrequency> counted(const std::vector<text::TermCounts>& papers) {
  std::vector<TermFrequency> counts;
  for (const auto& paper : papers)
    for (const auto& entry : paper) counts.push_back({entry.term, 1});
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.term < b.term; });
  return counts;
}

}  // namespace

TEST(LiveFrequencies, CountPapersAndNotOccurrences) {
  LiveFrequencies frequencies;
  frequencies.add({{1, 7, 1}, {2, 1, 1}});
  frequencies.add({{1, 1, 1}});
  EXPECT_EQ(frequencies.of(1), 2U);
  EXPECT_EQ(frequencies.of(2), 1U);
  EXPECT_EQ(frequencies.of(3), 0U);
  EXPECT_EQ(frequencies.papers(), 2);
}

TEST(LiveFrequencies, FollowTheFormulaOfTheInverseDocumentFrequency) {
  LiveFrequencies frequencies;
  for (int i = 0; i < 3; ++i) frequencies.add({{1, 1, 1}});
  frequencies.add({{2, 1, 1}});
  EXPECT_DOUBLE_EQ(frequencies.inverse_document_frequency(1), std::log(5 / 3.5));
  EXPECT_DOUBLE_EQ(frequencies.inverse_document_frequency(2), std::log(5 / 1.5));
  EXPECT_DOUBLE_EQ(frequencies.inverse_document_frequency(3), std::log(5 / 0.5));
}

TEST(LiveFrequencies, ForgetExactlyWhatIsRemoved) {
  EXPECT_TRUE(rc::check("remove undoes add", [] {
    const auto stay = *rc::gen::container<std::vector<text::TermCounts>>(any_paper());
    const auto leave = *rc::gen::container<std::vector<text::TermCounts>>(any_paper());
    LiveFrequencies moved, fresh;
    for (const auto& paper : leave) moved.add(paper);
    for (const auto& paper : stay) moved.add(paper), fresh.add(paper);
    moved.remove(static_cast<std::int64_t>(leave.size()), counted(leave));
    RC_ASSERT(moved.papers() == fresh.papers());
    RC_ASSERT(moved.distinct_terms() == fresh.distinct_terms());
    for (text::TermId term = 0; term < 31; ++term) RC_ASSERT(moved.of(term) == fresh.of(term));
  }));
}

TEST(LiveFrequencies, CountAsAMapDoesWhereverTheTermsFall) {
  EXPECT_TRUE(rc::check("as a map", [] {
    constexpr text::TermId kTop = ~text::TermId{0};
    const auto any_term =
        rc::gen::oneOf(rc::gen::arbitrary<text::TermId>(), rc::gen::inRange<text::TermId>(kTop - 40, kTop),
                       rc::gen::inRange<text::TermId>(0, 40));
    const auto terms = *rc::gen::container<std::set<text::TermId>>(any_term);
    LiveFrequencies frequencies;
    std::map<text::TermId, std::uint32_t> counts;
    const std::vector<text::TermId> all(terms.begin(), terms.end());
    for (int step = 0; step < 200 && !all.empty(); ++step) {
      const text::TermId term = all[static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(all.size())))];
      if (counts[term] > 0 && *rc::gen::arbitrary<bool>()) {
        frequencies.remove(1, counted({{{term, 1, 1}}}));
        --counts[term];
      } else {
        frequencies.add({{term, 1, 1}});
        ++counts[term];
      }
      if (*rc::gen::inRange(0, 20) == 0)
        for (std::size_t part = 0; part < LiveFrequencies::kParts; ++part) frequencies.trim_part(part);
    }
    std::erase_if(counts, [](const auto& entry) { return entry.second == 0; });
    RC_ASSERT(frequencies.distinct_terms() == counts.size());
    for (const text::TermId term : all) RC_ASSERT(frequencies.of(term) == (counts.contains(term) ? counts[term] : 0));
  }));
}

TEST(LiveFrequencies, AreTheSameOnceTrimmed) {
  LiveFrequencies frequencies;
  const auto term = [](std::uint64_t number) { return number * 0x9E3779B97F4A7C15U; };
  constexpr std::uint64_t kTerms = 40000;
  for (std::uint64_t number = 0; number < kTerms; ++number) frequencies.add({{term(number), 1, 1}});
  for (std::uint64_t number = 0; number < kTerms; number += 3) frequencies.remove(1, counted({{{term(number), 1, 1}}}));
  for (std::size_t part = 0; part < LiveFrequencies::kParts; ++part) frequencies.trim_part(part);
  for (std::uint64_t number = 0; number < kTerms; ++number) EXPECT_EQ(frequencies.of(term(number)), number % 3 != 0);
  for (std::uint64_t number = 0; number < 2 * kTerms; number += 3) frequencies.add({{term(number), 1, 1}});
  for (std::uint64_t number = 1; number < kTerms; number += 3) frequencies.remove(1, counted({{{term(number), 1, 1}}}));
  for (std::uint64_t number = 0; number < kTerms; ++number) EXPECT_EQ(frequencies.of(term(number)), number % 3 != 1);
}

TEST(LiveFrequencies, TakeManyPapersAtOnceAsOneAfterTheOther) {
  EXPECT_TRUE(rc::check("many at once", [] {
    const auto first = *rc::gen::container<std::vector<text::TermCounts>>(any_paper());
    const auto second = *rc::gen::container<std::vector<text::TermCounts>>(any_paper());
    LiveFrequencies one_by_one, at_once;
    for (const auto& paper : first) one_by_one.add(paper);
    for (const auto& paper : second) one_by_one.add(paper);
    for (const auto& paper : first) one_by_one.remove(1, counted({paper}));
    at_once.add(static_cast<std::int64_t>(first.size()), counted(first));
    at_once.add(static_cast<std::int64_t>(second.size()), counted(second));
    at_once.remove(static_cast<std::int64_t>(first.size()), counted(first));
    RC_ASSERT(at_once.papers() == one_by_one.papers());
    RC_ASSERT(at_once.distinct_terms() == one_by_one.distinct_terms());
    for (text::TermId term = 0; term < 31; ++term) RC_ASSERT(at_once.of(term) == one_by_one.of(term));
  }));
}

TEST(LiveFrequencies, TakeManyListsPartByPartAsOneAfterTheOther) {
  EXPECT_TRUE(rc::check("part by part", [] {
    const auto spread = [](TermFrequency count) {
      return TermFrequency{count.term * 0x9E3779B97F4A7C15, count.papers};
    };
    std::vector<std::vector<TermFrequency>> lists;
    for (const auto& papers : *rc::gen::container<std::vector<std::vector<text::TermCounts>>>(
             rc::gen::container<std::vector<text::TermCounts>>(any_paper()))) {
      lists.push_back(counted(papers));
      std::transform(lists.back().begin(), lists.back().end(), lists.back().begin(), spread);
      std::sort(lists.back().begin(), lists.back().end(), [](auto& a, auto& b) { return a.term < b.term; });
    }
    LiveFrequencies listwise, partwise;
    for (const auto& list : lists) listwise.add(2, list);
    for (std::size_t part = 0; part < LiveFrequencies::kParts; ++part)
      for (const auto& list : lists)
        partwise.add_to_part(part, of_part(std::span(list), part, [](const auto& count) { return count.term; }));
    partwise.add_papers(2 * static_cast<std::int64_t>(lists.size()));
    RC_ASSERT(partwise.papers() == listwise.papers());
    RC_ASSERT(partwise.distinct_terms() == listwise.distinct_terms());
    for (text::TermId term = 0; term < 31; ++term) {
      const auto spread_term = spread({term, 0}).term;
      RC_ASSERT(partwise.of(spread_term) == listwise.of(spread_term));
    }
  }));
}

TEST(LiveFrequencies, FindRoomForManyNewTermsInOrder) {
  constexpr text::TermId kTerms = 50000, kStep = ~text::TermId{0} / kTerms;
  std::vector<TermFrequency> counts;
  for (text::TermId n = 0; n < kTerms; ++n) counts.push_back({n * kStep, 3});
  LiveFrequencies frequencies;
  frequencies.add(7, counts);
  EXPECT_EQ(frequencies.distinct_terms(), kTerms);
  for (text::TermId n = 0; n < kTerms; ++n) ASSERT_EQ(frequencies.of(n * kStep), 3U);
}

TEST(LiveFrequencies, KeepEveryTermWhileTheTableGrows) {
  constexpr text::TermId kTerms = 5000, kStep = 0x9E3779B97F4A7C15;
  LiveFrequencies frequencies;
  for (text::TermId n = 0; n < kTerms; ++n) frequencies.add({{n * kStep, 1, 1}});
  EXPECT_EQ(frequencies.distinct_terms(), kTerms);
  for (text::TermId n = 0; n < kTerms; ++n) ASSERT_EQ(frequencies.of(n * kStep), 1U);
  EXPECT_EQ(frequencies.of(kTerms * kStep), 0U);
}

}  // namespace bandwagon::represent

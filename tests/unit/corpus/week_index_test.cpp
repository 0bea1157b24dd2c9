#include "analyzers/corpus/week_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "tests/support/corpus.hpp"

namespace bandwagon::corpus {
namespace {

// Papers that share many words and names, in two strata.
std::vector<Reading> some_papers() {
  std::vector<Reading> papers;
  for (int i = 0; i < 60; ++i) {
    papers.push_back(support::reading_of("Sparse masks for GPT-" + std::to_string(i % 7),
                                         i % 2 == 0 ? "magnitude schedule with LLaMA" : "dependency grammar syntax"));
    papers.back().stratum = static_cast<burst::StratumIndex>(i % 3 == 0);
  }
  return papers;
}

// What was kept of all these papers, numbered as they stand.
KnownUses kept_of(const std::vector<Reading>& papers) {
  KnownUses known;
  for (std::uint32_t p = 0; p < papers.size(); ++p) {
    for (const auto& entry : papers[p].terms) known.uses.push_back({.hash = entry.term, .set = p, .note = 1});
    known.numbers.push_back(p);
  }
  std::sort(known.uses.begin(), known.uses.end());
  return known;
}

bool alike(const burst::WeekCounts& a, const burst::WeekCounts& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.subject == y.subject && x.stratum == y.stratum && x.papers == y.papers;
  });
}

}  // namespace

TEST(WeekIndex, IsTheSameWithUsesThatWereKeptOfSomePapersInAnotherOrder) {
  const auto papers = some_papers();
  EXPECT_TRUE(rc::check("known uses change nothing", [&] {
    KnownUses known = kept_of(papers);
    std::vector<Reading> week;
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t p = 0; p < papers.size(); ++p) {  // some left, some came, some changed places
      if (*rc::gen::inRange(0, 5) == 0) continue;
      const bool anew = *rc::gen::inRange(0, 5) == 0;
      const auto at =
          *rc::gen::inRange<std::size_t>(week.size() - std::min<std::size_t>(week.size(), 2), week.size() + 1);
      week.insert(week.begin() + static_cast<std::ptrdiff_t>(at), papers[p]);
      numbers.insert(numbers.begin() + static_cast<std::ptrdiff_t>(at), anew ? KnownUses::kUnknown : p);
    }
    known.numbers = numbers;
    const auto plain = WeekIndex::of_terms(week), with_known = WeekIndex::of_terms(week, std::move(known));
    RC_ASSERT(alike(plain.counts(), with_known.counts()));
    for (const auto& entry : plain.counts()) {
      const auto a = plain.papers(text::TermId{entry.subject}), b = with_known.papers(text::TermId{entry.subject});
      RC_ASSERT(std::equal(a.begin(), a.end(), b.begin(), b.end()));
    }
  }));
}

TEST(WeekIndex, FindsThePapersThatALookIntoEachOneFinds) {
  const auto papers = some_papers();
  const auto index = WeekIndex::of_terms(papers);
  std::set<text::TermId> terms{text::term_id("never written")};
  for (const auto& paper : papers)
    for (const auto& entry : paper.terms) terms.insert(text::TermId{entry.term});  // packed: copied
  for (const auto term : terms) {
    std::vector<Position> users;
    for (std::size_t p = 0; p < papers.size(); ++p)
      if (papers[p].uses(term)) users.push_back(static_cast<Position>(p));
    const auto found = index.papers(term);
    EXPECT_EQ(std::vector<Position>(found.begin(), found.end()), users);
    EXPECT_EQ(index.has(term), !users.empty());
  }
}

TEST(WeekIndex, FindsThePapersThatUseAName) {
  const auto papers = some_papers();
  const auto index = WeekIndex::of_names(papers);
  const auto found = index.papers(text::term_id("gpt3"));
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front(), 3);
  EXPECT_EQ(found[1], 10);
  EXPECT_TRUE(index.papers(text::term_id("gpt99")).empty());
}

TEST(WeekIndex, CountsThePapersOfEachStratum) {
  const auto papers = some_papers();
  const auto index = WeekIndex::of_terms(papers);
  const auto& counts = index.counts();
  EXPECT_TRUE(std::is_sorted(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
    return a.subject != b.subject ? a.subject < b.subject : a.stratum < b.stratum;
  }));
  int of_first = 0, of_second = 0;
  for (const auto& entry : counts)
    if (entry.subject == text::term_id("sparse")) (entry.stratum == 0 ? of_first : of_second) = entry.papers;
  EXPECT_EQ(of_first, 40);
  EXPECT_EQ(of_second, 20);
}

TEST(WeekIndex, RefusesMorePapersThanAPositionCanName) {
  EXPECT_THROW(WeekIndex::of_terms(std::vector<Reading>(70000, support::reading_of("Masks"))), std::length_error);
}

TEST(WeekIndex, FindsWhatLookingIntoEveryPaperFinds) {
  const auto papers = some_papers();
  const auto index = WeekIndex::of_terms(papers);
  std::set<text::TermId> asked{0, 1, ~text::TermId{0}, ~text::TermId{0} - 1, text::term_id("never written")};
  for (const auto& paper : papers)
    for (const auto& entry : paper.terms)
      for (const text::TermId beside : {0U, 1U}) asked.insert(entry.term + beside);
  for (const auto term : asked) {
    std::vector<Position> users;
    for (std::size_t p = 0; p < papers.size(); ++p)
      if (papers[p].uses(term)) users.push_back(static_cast<Position>(p));
    const auto found = index.papers(term);
    EXPECT_TRUE(std::equal(found.begin(), found.end(), users.begin(), users.end())) << term;
    EXPECT_EQ(index.has(term), !users.empty()) << term;
  }
  EXPECT_FALSE(WeekIndex().has(1));
}

}  // namespace bandwagon::corpus

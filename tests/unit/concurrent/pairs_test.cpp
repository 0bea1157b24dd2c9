#include "analyzers/concurrent/pairs.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <cmath>
#include <functional>
#include <set>

#include "analyzers/concurrent/authors.hpp"

namespace bandwagon::concurrent {
namespace {

const std::vector<std::string> kAda{"Ada Lovelace"}, kKurt{"Kurt Gödel"}, kNobody;

Work work(int day, const std::vector<std::string>& authors, std::vector<represent::Weighted> terms) {
  return {.announced = {day}, .authors = authors, .vector = represent::unit_vector(std::move(terms), 100)};
}

// For papers of a few terms, which all are "a name".
const PairParams kShort{.least_beyond_name = 0};

// The products of shared terms, the strongest first, without the first `strongest`.
double slow_beyond(const represent::SparseVector& a, const represent::SparseVector& b, std::size_t strongest) {
  std::multiset<double, std::greater<>> products;
  for (const auto& x : a)
    for (const auto& y : b)
      if (x.term == y.term) products.insert(static_cast<double>(x.weight) * y.weight);
  double sum = 0;
  std::size_t place = 0;
  for (const double product : products) sum += place++ < strongest ? 0 : product;
  return sum;
}

// Every pair, one by one.
std::vector<Pair> slow_pairs(const std::vector<Work>& earlier, const std::vector<Work>& latest,
                             const PairParams& params) {
  auto all = earlier;
  all.insert(all.end(), latest.begin(), latest.end());
  std::vector<Pair> pairs;
  for (std::size_t b = earlier.size(); b < all.size(); ++b)
    for (std::size_t a = 0; a < b; ++a) {
      const double cosine = represent::dot(all[a].vector, all[b].vector);
      const int days = all[b].announced - all[a].announced;
      if (all[a].authors.empty() || all[b].authors.empty() || may_share_author(all[a].authors, all[b].authors) ||
          cosine < params.least_cosine || cosine >= params.same_text || days > params.most_days ||
          slow_beyond(all[a].vector, all[b].vector, params.name_terms) < params.least_beyond_name)
        continue;
      pairs.push_back({a, b, cosine, days});
    }
  return pairs;
}

std::vector<Work> any_works(int first_day, const std::vector<std::vector<std::string>>& teams) {
  const auto count = *rc::gen::inRange(0, 30);
  std::vector<int> days =
      *rc::gen::container<std::vector<int>>(static_cast<std::size_t>(count), rc::gen::inRange(0, 40));
  std::sort(days.begin(), days.end());
  std::vector<Work> works;
  for (const int day : days) {
    std::vector<represent::Weighted> terms;
    const auto drawn = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 25));
    for (const int term : std::set<int>(drawn.begin(), drawn.end()))
      terms.push_back({static_cast<text::TermId>(term), static_cast<float>(*rc::gen::inRange(1, 50))});
    works.push_back(work(first_day + day, teams[static_cast<std::size_t>(*rc::gen::inRange(0, 4))], std::move(terms)));
  }
  return works;
}

}  // namespace

TEST(ConcurrentPairs, AreTwoTeamsOnOneSubject) {
  const std::vector earlier{work(100, kAda, {{1, 1}, {2, 1}, {3, 1}})};
  const std::vector latest{work(130, kKurt, {{1, 1}, {2, 1}, {4, 1}})};
  const auto pairs = find_pairs(earlier, latest, kShort);
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].a, 0U);
  EXPECT_EQ(pairs[0].b, 1U);
  EXPECT_NEAR(pairs[0].cosine, 2.0 / 3, 1e-6);
  EXPECT_EQ(pairs[0].days_apart, 30);
}

TEST(ConcurrentPairs, AreFoundWithinTheLatestWeekOnce) {
  const std::vector latest{work(100, kAda, {{1, 1}, {2, 1}}), work(101, kKurt, {{1, 1}, {2, 1}, {3, 1}})};
  EXPECT_EQ(find_pairs({}, latest, kShort).size(), 1U);
}

TEST(ConcurrentPairs, AreNeverOfTheEarlierPapersAlone) {
  const std::vector earlier{work(100, kAda, {{1, 1}, {2, 1}}), work(101, kKurt, {{1, 1}, {2, 1}, {3, 1}})};
  EXPECT_TRUE(find_pairs(earlier, {}, kShort).empty());
}

TEST(ConcurrentPairs, AreNotOfOneTeam) {
  const std::vector earlier{work(100, kAda, {{1, 1}, {2, 1}})};
  EXPECT_TRUE(find_pairs(earlier, std::vector{work(101, kAda, {{1, 1}, {2, 1}, {3, 1}})}, kShort).empty());
}

TEST(ConcurrentPairs, AreNotSaidOfPapersWhoseAuthorsAreUnknown) {
  const std::vector earlier{work(100, kNobody, {{1, 1}, {2, 1}})};
  const std::vector latest{work(101, kAda, {{1, 1}, {2, 1}, {3, 1}}), work(102, kNobody, {{1, 1}, {2, 1}, {3, 1}})};
  EXPECT_TRUE(find_pairs(earlier, latest, kShort).empty());
}

TEST(ConcurrentPairs, AreNotOneTextTwice) {
  const std::vector earlier{work(100, kAda, {{1, 1}, {2, 1}})};
  EXPECT_TRUE(find_pairs(earlier, std::vector{work(101, kKurt, {{1, 1}, {2, 1}})}, kShort).empty());
}

TEST(ConcurrentPairs, AreAtMostSixtyDaysApart) {
  const std::vector earlier{work(100, kAda, {{1, 1}, {2, 1}})};
  EXPECT_EQ(find_pairs(earlier, std::vector{work(160, kKurt, {{1, 1}, {2, 1}, {3, 1}})}, kShort).size(), 1U);
  EXPECT_TRUE(find_pairs(earlier, std::vector{work(161, kKurt, {{1, 1}, {2, 1}, {3, 1}})}, kShort).empty());
}

TEST(ConcurrentPairs, AreNotOfPapersOfWhichNothingIsKnown) {
  EXPECT_TRUE(find_pairs(std::vector{work(100, kAda, {})}, std::vector{work(101, kKurt, {})}, kShort).empty());
}

TEST(ConcurrentPairs, ShareMoreThanAName) {
  std::vector<represent::Weighted> one, other;
  for (text::TermId term = 0; term < 5; ++term) one.push_back({term, 3}), other.push_back({term, 3});
  for (text::TermId term = 5; term < 30; ++term) one.push_back({term, 1}), other.push_back({term + 100, 1});
  EXPECT_GT(represent::dot(work(1, kAda, one).vector, work(1, kAda, other).vector), 0.6);
  EXPECT_TRUE(find_pairs(std::vector{work(100, kAda, one)}, std::vector{work(101, kKurt, other)}, {}).empty());
  for (text::TermId term = 30; term < 42; ++term) one.push_back({term, 1}), other.push_back({term, 1});
  EXPECT_EQ(find_pairs(std::vector{work(100, kAda, one)}, std::vector{work(101, kKurt, other)}, {}).size(), 1U);
}

TEST(ConcurrentPairs, AreThoseOfASlowSearch) {
  EXPECT_TRUE(rc::check("exact", [] {
    const std::vector<std::vector<std::string>> teams{kAda, kKurt, kNobody, {"K. Gödel", "Emmy Noether"}};
    const auto earlier = any_works(100, teams), latest = any_works(140, teams);
    const PairParams params{.least_cosine = *rc::gen::element(0.1, 0.25, 0.40, 0.7),
                            .least_beyond_name = *rc::gen::element(0.0, 0.1)};
    RC_ASSERT(find_pairs(earlier, latest, params) == slow_pairs(earlier, latest, params));
  }));
}

}  // namespace bandwagon::concurrent

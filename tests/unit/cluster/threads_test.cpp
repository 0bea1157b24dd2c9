#include "analyzers/cluster/threads.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <random>

namespace bandwagon::cluster {
namespace {

const model::Day kThreadsDay{19000};

// A unit vector over the terms of subject `subject`, with a few terms drawn from all subjects.
represent::SparseVector paper_on(int subject, std::mt19937_64& random) {
  std::vector<represent::Weighted> entries;
  for (text::TermId term = 0; term < 12; ++term)
    entries.push_back({static_cast<text::TermId>(subject) * 100 + term, 1.0F + static_cast<float>(random() % 5) / 10});
  for (text::TermId term = 0; term < 3; ++term) entries.push_back({5000 + term * 50 + random() % 40, 0.8F});
  return represent::unit_vector(std::move(entries), 50);
}

struct Paper {
  represent::SparseVector vector;
  model::Day day;
};

std::vector<Paper> stream(int papers, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Paper> stream;
  for (int i = 0; i < papers; ++i)
    stream.push_back({paper_on(static_cast<int>(random() % 15), random), kThreadsDay + i / 10});
  return stream;
}

ThreadId joined(Threads& threads, const represent::SparseVector& vector, model::Day day = kThreadsDay) {
  return threads.join(vector, day)->thread;
}

}  // namespace

TEST(Threads, JoinNearDuplicates) {
  Threads threads({});
  std::mt19937_64 random(1);
  const auto first = threads.join(paper_on(1, random), kThreadsDay),
             second = threads.join(paper_on(1, random), kThreadsDay);
  EXPECT_TRUE(first->founded);
  EXPECT_EQ(first->cosine, 1);
  EXPECT_FALSE(second->founded);
  EXPECT_EQ(second->thread, first->thread);
  EXPECT_GT(second->cosine, 0.8);
  EXPECT_EQ(threads.papers(first->thread), 2);
}

TEST(Threads, KeepDifferentSubjectsApart) {
  Threads threads({});
  std::mt19937_64 random(1);
  const auto a = joined(threads, paper_on(1, random)), b = joined(threads, paper_on(2, random));
  EXPECT_NE(a, b);
  EXPECT_EQ(joined(threads, paper_on(1, random)), a);
  EXPECT_EQ(joined(threads, paper_on(2, random)), b);
  EXPECT_EQ(threads.live(), 2U);
}

TEST(Threads, FoundNoThreadForAPaperOfWhichNothingIsKnown) {
  Threads threads({});
  EXPECT_FALSE(threads.join({}, kThreadsDay));
  EXPECT_EQ(threads.live(), 0U);
  EXPECT_EQ(threads.next_id(), 1U);
}

TEST(Threads, MeasureTheCosineToTheDecayedCentroid) {
  Threads threads({.half_life_days = 180});
  threads.join({{1, 1.0F}}, kThreadsDay);
  threads.join({{1, 0.6F}, {2, 0.8F}}, kThreadsDay + 180);  // now counts twice as much as the first
  const auto third = threads.join({{1, 1.0F}}, kThreadsDay + 180);
  const double x = 1 + 2 * 0.6, y = 2 * 0.8;
  EXPECT_NEAR(third->cosine, x / std::hypot(x, y), 1e-6);
}

TEST(Threads, GiveTiesToTheOlderThread) {
  Threads threads({});
  const auto older = joined(threads, {{1, 1.0F}}), younger = joined(threads, {{2, 1.0F}});
  ASSERT_NE(older, younger);
  const auto half = static_cast<float>(std::sqrt(0.5));
  EXPECT_EQ(joined(threads, {{1, half}, {2, half}}), older);
}

TEST(Threads, AreFoundedWithIdsThatAreNeverReused) {
  Threads threads({.seedling_days = 10});
  const auto first = joined(threads, {{1, 1.0F}});
  EXPECT_EQ(threads.close(kThreadsDay + 11), std::vector{first});
  EXPECT_NE(joined(threads, {{1, 1.0F}}, kThreadsDay + 12), first);
}

TEST(Threads, LeaveWhenIdle) {
  Threads threads({.idle_days = 540, .seedling_days = 120, .seedling_papers = 3});
  for (int i = 0; i < 3; ++i) joined(threads, {{1, 1.0F}});
  joined(threads, {{2, 1.0F}});
  EXPECT_TRUE(threads.close(kThreadsDay + 120).empty());
  EXPECT_EQ(threads.close(kThreadsDay + 121), std::vector<ThreadId>{2}) << "a seedling leaves sooner";
  EXPECT_TRUE(threads.close(kThreadsDay + 540).empty());
  EXPECT_EQ(threads.close(kThreadsDay + 541), std::vector<ThreadId>{1});
  EXPECT_EQ(threads.live(), 0U);
  EXPECT_EQ(threads.papers(1), 0);
}

TEST(Threads, KeepOnlyTheStrongestTermsOfACentroid) {
  Threads threads({.centroid_terms = 2});
  joined(threads, represent::unit_vector({{1, 3}, {2, 2}, {3, 1}}, 10));
  threads.close(kThreadsDay);
  const auto centroid = threads.centroid(1, 10);
  ASSERT_EQ(centroid.size(), 2U);
  EXPECT_EQ(centroid[0].term, 1U);
  EXPECT_EQ(centroid[1].term, 2U);
  EXPECT_NEAR(represent::dot(centroid, centroid), 1, 1e-6);
  EXPECT_TRUE(threads.join({{3, 1.0F}}, kThreadsDay)->founded) << "a term that was cut finds nothing";
}

TEST(Threads, HaveNoCentroidOnceTheyLeft) {
  EXPECT_TRUE(Threads({}).centroid(7, 10).empty());
}

TEST(Threads, TellOnlyWhatChanged) {
  Threads threads({});
  joined(threads, {{1, 1.0F}});
  joined(threads, {{2, 1.0F}});
  EXPECT_EQ(threads.take_changes().size(), 2U);
  EXPECT_TRUE(threads.take_changes().empty());
  joined(threads, {{2, 1.0F}});
  const auto changes = threads.take_changes();
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.begin()->first, 2U);
}

// The state a store keeps of threads: the last record of each, none for those that left.
TEST(Threads, GoOnAfterARestartBitForBit) {
  const ThreadParams params{.centroid_terms = 10, .idle_days = 12, .seedling_days = 5};
  Threads live(params);
  std::map<ThreadId, std::string> stored;
  const auto papers = stream(600, 7);
  for (std::size_t i = 0; i < papers.size(); ++i) {
    if (i % 50 == 49) {
      for (const auto left : live.close(papers[i].day)) stored.erase(left);
      for (auto& [id, body] : live.take_changes()) stored[id] = body;
    }
    if (i % 150 == 149) {  // a restart
      Threads again(params);
      for (const auto& [id, body] : stored) again.restore(id, body);
      again.restore_next_id(live.next_id());
      Threads on = live;
      for (std::size_t next = i; next < papers.size(); ++next) {
        const auto a = on.join(papers[next].vector, papers[next].day),
                   b = again.join(papers[next].vector, papers[next].day);
        ASSERT_EQ(a->thread, b->thread) << next;
        ASSERT_EQ(a->cosine, b->cosine) << next;
        if (next % 50 == 0) {
          ASSERT_EQ(on.close(papers[next].day), again.close(papers[next].day)) << next;
        }
      }
      ASSERT_EQ(on.live(), again.live());
    }
    live.join(papers[i].vector, papers[i].day);
  }
}

TEST(Threads, JoinTheNearestThreadThatASlowSearchFinds) {
  EXPECT_TRUE(rc::check("nearest by inverted index against all centroids", [] {
    const auto papers = stream(60, *rc::gen::arbitrary<std::uint64_t>());
    Threads threads({});
    for (const auto& paper : papers) {
      double best = 0;
      for (ThreadId id = 1; id < threads.next_id(); ++id)
        best = std::max(best, represent::dot(threads.centroid(id, 10000), paper.vector));
      const auto join = *threads.join(paper.vector, paper.day);
      if (join.founded)
        RC_ASSERT(best < 1.5 * ThreadParams{}.join_cosine + 1e-6);
      else
        RC_ASSERT(std::abs(join.cosine - best) < 1e-5 || best < 1.5 * ThreadParams{}.join_cosine);
    }
  }));
}

TEST(Threads, GiveTheSamePapersTheSameThreads) {
  Threads a({}), b({});
  for (const auto& paper : stream(200, 3))
    EXPECT_EQ(a.join(paper.vector, paper.day)->thread, b.join(paper.vector, paper.day)->thread);
}

}  // namespace bandwagon::cluster

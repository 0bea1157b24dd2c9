#include "analyzers/cluster/centroids.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

namespace bandwagon::cluster {
namespace {

const model::Day kDay{19000};

represent::SparseVector unit(std::vector<represent::Weighted> entries) {
  return represent::unit_vector(std::move(entries), 100);
}

}  // namespace

TEST(Centroids, WeighLaterPapersMore) {
  Centroids centroids({.half_life_days = 180});
  centroids.add(1, {{1, 1.0F}}, kDay);
  centroids.add(1, {{2, 1.0F}}, kDay + 180);
  EXPECT_NEAR(centroids.nearest({{2, 1.0F}}, 0).cosine, 2 / std::hypot(1, 2), 1e-6);
}

TEST(Centroids, GiveTiesToTheOlder) {
  Centroids centroids({});
  centroids.add(2, {{1, 1.0F}}, kDay);
  centroids.add(1, {{2, 1.0F}}, kDay);
  EXPECT_EQ(centroids.nearest(unit({{1, 1}, {2, 1}}), 0).id, 1U);
}

TEST(Centroids, FindNothingBelowTheLeastCosine) {
  Centroids centroids({});
  centroids.add(1, unit({{1, 1}, {2, 1}}), kDay);
  EXPECT_EQ(centroids.nearest({{1, 1.0F}}, 0.70).id, 1U);
  EXPECT_EQ(centroids.nearest({{1, 1.0F}}, 0.71).id, 0U);
  EXPECT_EQ(centroids.nearest({}, 0).id, 0U);
}

TEST(Centroids, FoldedIsTheSumOfBoth) {
  Centroids apart({}), together({});
  apart.add(1, unit({{1, 1}, {2, 2}}), kDay);
  apart.add(2, unit({{2, 1}, {3, 2}}), kDay + 9);
  apart.fold(2, 1);
  together.add(1, unit({{1, 1}, {2, 2}}), kDay);
  together.add(1, unit({{2, 1}, {3, 2}}), kDay + 9);
  EXPECT_FALSE(apart.contains(2));
  EXPECT_EQ(apart.body(1), together.body(1));
  EXPECT_EQ(apart.near({{3, 1.0F}}, 0).size(), 1U);
}

TEST(Centroids, AreSilentOnceErased) {
  Centroids centroids({});
  centroids.add(1, {{1, 1.0F}}, kDay);
  centroids.erase(1);
  EXPECT_TRUE(centroids.near({{1, 1.0F}}, 0).empty());
  EXPECT_TRUE(centroids.unit(1, 10).empty());
  EXPECT_TRUE(centroids.take_changed().empty());
}

TEST(Centroids, SurviveBytesExactly) {
  Centroids first({}), second({});
  for (int i = 0; i < 9; ++i) first.add(1, unit({{1, 1.0F}, {static_cast<text::TermId>(10 + i), 0.3F}}), kDay + i);
  second.restore(1, first.body(1));
  EXPECT_EQ(second.body(1), first.body(1));
  EXPECT_EQ(second.nearest({{1, 1.0F}}, 0).cosine, first.nearest({{1, 1.0F}}, 0).cosine);
  EXPECT_TRUE(second.take_changed().empty()) << "what was read back need not be written again";
  second.restore(2, "short");
  EXPECT_FALSE(second.contains(2));
}

TEST(Centroids, FindWhatASlowSearchFinds) {
  EXPECT_TRUE(rc::check("all centroids within reach, by cosine", [] {
    Centroids centroids({.posting_share = 1});
    const auto paper = [] {
      std::vector<represent::Weighted> entries;
      for (text::TermId term = 0; term < 12; ++term)
        if (const int weight = *rc::gen::inRange(0, 4); weight > 0)
          entries.push_back({term, static_cast<float>(weight)});
      return unit(std::move(entries));
    };
    for (int i = 0; i < 30; ++i) centroids.add(static_cast<CentroidId>(*rc::gen::inRange(1, 7)), paper(), kDay + i);
    const auto asked = paper();
    std::size_t within = 0;
    for (CentroidId id = 1; id < 7; ++id) within += represent::dot(centroids.unit(id, 100), asked) > 0.5001;
    const auto near = centroids.near(asked, 0.5);
    RC_ASSERT(near.size() >= within);
    for (const auto& found : near)
      RC_ASSERT(std::abs(found.cosine - represent::dot(centroids.unit(found.id, 100), asked)) < 1e-5);
  }));
}

}  // namespace bandwagon::cluster

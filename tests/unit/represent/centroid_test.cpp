#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/represent/any_paper.hpp"

namespace bandwagon::represent {
namespace {

double slow_mean_cosine(const std::vector<SparseVector>& members) {
  double sum = 0;
  for (std::size_t i = 0; i < members.size(); ++i)
    for (std::size_t j = 0; j < members.size(); ++j)
      if (i != j) sum += dot(members[i], members[j]);
  return sum / static_cast<double>(members.size() * (members.size() - 1));
}

Centroid of(const std::vector<SparseVector>& members) {
  Centroid centroid;
  for (const auto& member : members) centroid.add(member);
  return centroid;
}

}  // namespace

TEST(Centroid, KnowsTheMeanCosineOfAllPairs) {
  EXPECT_TRUE(rc::check("mean cosine against all pairs", [] {
    const auto members =
        *rc::gen::container<std::vector<SparseVector>>(any_unit_vector());  // papers of which nothing is known too
    RC_PRE(members.size() >= 2);
    RC_ASSERT(std::abs(of(members).mean_cosine() - slow_mean_cosine(members)) < 1e-6);
  }));
}

TEST(Centroid, CountsAPaperOfWhichNothingIsKnownAsUnlikeAllOthers) {
  EXPECT_NEAR(of({{{1, 1}}, {{1, 1}}, {}}).mean_cosine(), 1.0 / 3, 1e-9);
}

TEST(Centroid, HasNoMeanCosineBelowTwoMembers) {
  EXPECT_EQ(of({}).mean_cosine(), 0);
  EXPECT_EQ(of({{{1, 1}}}).mean_cosine(), 0);
}

TEST(Centroid, PointsBetweenItsMembers) {
  const auto unit = of({{{1, 1}}, {{2, 1}}}).unit(10);
  ASSERT_EQ(unit.size(), 2U);
  EXPECT_NEAR(unit[0].weight, std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(unit[1].weight, std::sqrt(0.5), 1e-6);
}

TEST(Centroid, DoesNotDependOnTheOrderOfItsMembers) {
  const std::vector<SparseVector> members{{{1, 0.6F}, {2, 0.8F}}, {{2, 1}}, {{3, 1}}};
  const auto forward = of(members), backward = of({members[2], members[1], members[0]});
  EXPECT_NEAR(dot(forward.unit(10), backward.unit(10)), 1, 1e-6);
  EXPECT_NEAR(forward.mean_cosine(), backward.mean_cosine(), 1e-12);
}

}  // namespace bandwagon::represent

#include "analyzers/close/contrast.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/corpus.hpp"

namespace bandwagon::close {
namespace {

double length(const represent::SparseVector& vector) {
  return std::sqrt(represent::dot(vector, vector));
}

}  // namespace

TEST(CentreOf, StandsForTheNewestOfManyPapersWithoutHiddenTerms) {
  corpus::Window window({"cs.CL"}, {.vectors = {.common_share = 1}});
  std::vector<wave::Place> places;
  for (int week = 0; week < 3; ++week) {
    std::vector<model::StoredPaper> announced;
    for (int p = 0; p < 300; ++p) {
      announced.push_back(support::paper(week * 1000 + p, week, week == 0 ? "Treebank parsing" : "Mamba scanning", ""));
      places.push_back({support::monday(week), static_cast<std::size_t>(p)});
    }
    window.add_week(support::monday(week), std::move(announced));
  }
  const auto parsing =
      represent::paper_vector(text::terms_of("Treebank parsing", ""), window.frequencies(), {.common_share = 1});
  const auto mamba = text::term_id("mamba");
  const auto centre = centre_of(window, places, {});
  EXPECT_NEAR(length(centre), 1, 1e-6);
  EXPECT_EQ(represent::dot(centre, parsing), 0) << "the oldest 500 of 900 say nothing";
  const auto weighs = [&](const represent::SparseVector& vector) {
    return std::any_of(vector.begin(), vector.end(), [&](const auto& entry) { return entry.term == mamba; });
  };
  EXPECT_TRUE(weighs(centre));
  EXPECT_FALSE(weighs(centre_of(window, places, std::vector{mamba})));
  EXPECT_GT(represent::dot(centre_of(window, std::span(places).first(300), {}), parsing), 0.9);
  EXPECT_TRUE(centre_of(window, {}, {}).empty());
}

TEST(Contrast, KeepsWhatTheFirstSaysMore) {
  const represent::SparseVector own{{1, 0.6F}, {2, 0.5F}, {4, 0.3F}}, background{{1, 0.2F}, {2, 0.5F}, {3, 0.9F}};
  const auto more = contrast(own, background);
  ASSERT_EQ(more.size(), 2U);
  EXPECT_EQ(more[0].term, 1U);
  EXPECT_EQ(more[1].term, 4U);
  EXPECT_NEAR(more[0].weight / more[1].weight, 0.4 / 0.3, 1e-5);
  EXPECT_NEAR(length(more), 1, 1e-6);
  EXPECT_TRUE(contrast(own, own).empty());
}

TEST(LikenessP, IsTheRankAmongThoseCompared) {
  const std::vector<double> others{0.1, 0.2, 0.3, 0.4};
  EXPECT_DOUBLE_EQ(*likeness_p(others, 0.3, 4), 3.0 / 5) << "one as near counts against it";
  EXPECT_DOUBLE_EQ(*likeness_p(others, 0.9, 4), 1.0 / 5);
  EXPECT_DOUBLE_EQ(*likeness_p(others, 0.0, 4), 1);
  EXPECT_FALSE(likeness_p(others, 0.9, 5));
}

}  // namespace bandwagon::close

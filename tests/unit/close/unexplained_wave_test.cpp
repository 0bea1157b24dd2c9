// How large and how sure a wave must be to be told though no release explains it.
#include <gtest/gtest.h>

#include "analyzers/close/alerts.hpp"

namespace bandwagon::close {
namespace {

wave::Wave unexplained(double papers, double q, int flagged_closes) {
  wave::Wave wave;
  wave.burst.kind = model::BurstKind::Topical;
  wave.burst.state = "confirmed";
  wave.burst.observed = papers;
  wave.burst.q_value = q;
  wave.flagged_closes = flagged_closes;
  wave.author_groups = static_cast<int>(papers);
  return wave;
}

bool is_told(const wave::Wave& wave, const std::vector<wave::Wave>& others = {}) {
  return reason_to_tell({}, wave, {}, others, {}, {}) == model::AlertReason::New;
}

// With so many papers of one week in common.
std::pair<wave::Wave, wave::Wave> untold_and_told(std::size_t papers, std::size_t common) {
  auto untold = unexplained(static_cast<double>(papers), 1e-6, 2), told = untold;
  for (std::size_t p = 0; p < papers; ++p) untold.papers.push_back({model::Day(0), p});
  for (std::size_t p = papers - common; p < 10 * papers; ++p) told.papers.push_back({model::Day(0), p});
  told.burst.id = 1;
  told.alerted = true;
  return {untold, told};
}

}  // namespace

TEST(UnexplainedWave, IsToldWhenItIsVerySure) {
  EXPECT_TRUE(is_told(unexplained(10, 0.001, 2)));
  EXPECT_FALSE(is_told(unexplained(9, 0.001, 2)));
  EXPECT_FALSE(is_told(unexplained(10, 0.0011, 2)));
}

TEST(UnexplainedWave, IsToldWhenItIsLargeAndSure) {
  EXPECT_TRUE(is_told(unexplained(20, 0.01, 2)));
  EXPECT_FALSE(is_told(unexplained(19, 0.01, 2)));
  EXPECT_FALSE(is_told(unexplained(20, 0.011, 2)));
}

TEST(UnexplainedWave, IsToldAtItsSecondCloseOnly) {
  EXPECT_FALSE(is_told(unexplained(100, 1e-6, 1)));
}

TEST(UnexplainedWave, IsNotToldWhereThePapersShareNoSubjectOrFewWriteThem) {
  auto mention = unexplained(100, 1e-6, 2), few = mention;
  mention.burst.kind = model::BurstKind::Mention;
  EXPECT_FALSE(is_told(mention));
  few.author_groups = 2;
  EXPECT_FALSE(is_told(few));
}

TEST(UnexplainedWave, IsToldOnceWhereAnotherOnTheSubjectHoldsAQuarterOfIt) {
  const auto [untold, told] = untold_and_told(20, 5);
  EXPECT_FALSE(is_told(untold, {told}));
  const auto [own, neighbour] = untold_and_told(20, 4);
  EXPECT_TRUE(is_told(own, {neighbour}));
}

TEST(UnexplainedWave, IsNotHiddenByOneThatOnlyMentionsSomething) {
  auto [untold, told] = untold_and_told(20, 20);
  told.burst.kind = model::BurstKind::Mention;
  EXPECT_TRUE(is_told(untold, {told}));
}

}  // namespace bandwagon::close

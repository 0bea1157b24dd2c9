// How often the test is wrong on series without a burst, and how often it finds one: its error rates, measured.
// The same with more series: the program simulated_bursts, part of the target `benchmarks`.
#include <gtest/gtest.h>

#include "tests/unit/burst/simulated_series.hpp"

namespace bandwagon::burst {
namespace {

constexpr int kFirstWeek = 100, kPatience = 8;
constexpr double kLevel = 0.00175;  // of one subject, chosen beforehand and tested alone

ErrorRates measured(int quiet, int bursting, double amplitude) {
  const auto simulation = simulate({.weeks = 140,
                                    .quiet = quiet,
                                    .bursting = bursting,
                                    .first_onset = 104,
                                    .last_onset = 130,
                                    .amplitude = amplitude,
                                    .seed = 20260103});
  std::vector<std::vector<double>> p_values;
  for (int week = kFirstWeek; week < simulation.weeks; ++week) p_values.push_back(p_values_at(simulation, week));
  return error_rates(p_values, kFirstWeek, simulation, kLevel, kPatience);
}

}  // namespace

TEST(SimulatedSeries, RaiseAlmostNoCandidateWithoutABurst) {
  EXPECT_LE(measured(3000, 0, 0).false_candidates, 0.0006);  // .0005, and what chance adds to 3,000 series
}

TEST(SimulatedSeries, ShowAFourfoldBurstWithinEightWeeks) {
  EXPECT_GE(measured(0, 500, 4).detected, 0.93);  // .98 of 3,000 series with longer pasts
}

TEST(SimulatedSeries, ShowMostOfTheTwofoldBurstsWithinEightWeeks) {
  EXPECT_GE(measured(0, 500, 2).detected, 0.65);
}

TEST(SimulatedSeries, ShowSomeBurstsThatAtMostDouble) {
  EXPECT_GE(measured(0, 500, 1).detected, 0.22);
}

// Their onsets are dated twelve weeks after they began, when a close has settled them.
TEST(SimulatedSeries, BeganWithinTheIntervalInEightOfTenCases) {
  for (const double amplitude : {2.0, 4.0}) {
    const auto simulation = simulate({.weeks = 150,
                                      .bursting = 400,
                                      .first_onset = 104,
                                      .last_onset = 130,
                                      .amplitude = amplitude,
                                      .seed = 20260105});
    double covered = 0, likely = 0;
    for (std::size_t s = 0; s < simulation.onset.size(); ++s) {
      const int began = simulation.onset[s];
      const auto onset = onset_at(simulation, s, began + 12);
      covered += onset.low <= began && began <= onset.high;
      likely += onset.early <= began && began <= onset.late;
      ASSERT_LE(onset.low, onset.early);
      ASSERT_GE(onset.high, onset.late);
    }
    const auto bursts = static_cast<double>(simulation.onset.size());
    EXPECT_NEAR(covered / bursts, 0.8, 0.08) << amplitude;
    EXPECT_LT(likely / bursts, 0.7) << amplitude;
  }
}

// The ratio of papers that did not help to find the burst.
TEST(SimulatedSeries, GrewWithinTheirIntervals) {
  const auto simulation = simulate(
      {.weeks = 150, .bursting = 400, .first_onset = 104, .last_onset = 130, .amplitude = 2, .seed = 20260106});
  double covered = 0;
  for (std::size_t s = 0; s < simulation.onset.size(); ++s) {
    const auto growth = growth_at(simulation, s, simulation.onset[s] + 10, simulation.onset[s]);
    covered += growth.low <= growth.truth && growth.truth <= growth.high;
  }
  EXPECT_NEAR(covered / static_cast<double>(simulation.onset.size()), 0.95, 0.04);
}

// All subjects of a close together, with false discoveries controlled: then hardly any quiet subject is told.
TEST(SimulatedSeries, RaiseNoneAtAllInMostClosesUnderControl) {
  const auto simulation = simulate({.quiet = 1000, .seed = 20260104});
  int closes = 0, with_candidates = 0;
  for (int week = 70; week < simulation.weeks; ++week, ++closes)
    with_candidates += !screen_at(simulation, week).empty();
  EXPECT_LE(with_candidates, closes / 10);
}

}  // namespace bandwagon::burst

// How often the screen is wrong on series without a burst, and how often it finds one: its error rates, measured.
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/burst/simulated_series.hpp"

namespace bandwagon::burst {

TEST(SimulatedSeries, RaiseAlmostNoCandidateWithoutABurst) {
  constexpr int kFirstWeek = 70;
  const SimulationParams params{.quiet = 4000, .seed = 20260101};
  const auto simulation = simulate(params);
  double candidates = 0, topic_weeks = 0;
  for (int week = kFirstWeek; week < simulation.weeks; ++week) {
    candidates += static_cast<double>(screen_at(simulation, week).size());
    topic_weeks += params.quiet;
  }
  EXPECT_LE(candidates / topic_weeks, 0.001);
}

TEST(SimulatedSeries, ShowAFourfoldBurstWithinEightWeeks) {
  constexpr int kPatience = 8;
  const SimulationParams params{.quiet = 700, .bursting = 300, .seed = 20260102};
  const auto simulation = simulate(params);
  std::set<int> found;
  for (int week = params.first_onset; week < simulation.weeks; ++week)
    for (const auto& excess : screen_at(simulation, week)) {
      const int subject = static_cast<int>(excess.subject), onset = simulation.onset[excess.subject];
      if (onset >= 0 && week >= onset && week <= onset + kPatience) found.insert(subject);
    }
  EXPECT_GE(static_cast<double>(found.size()), 0.9 * params.bursting);
}

}  // namespace bandwagon::burst

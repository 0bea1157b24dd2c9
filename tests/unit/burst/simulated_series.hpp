#pragma once
#include <cstdint>
#include <vector>

#include "analyzers/burst/onset.hpp"
#include "analyzers/burst/screen.hpp"

namespace bandwagon::burst {

// Simulated weekly counts of many subjects in one stratum, after the study of detectors behind docs/METHODS.md: volume
// 2000 e^(.0035 t) with holidays and deadlines, lognormal(.05); subject means log-uniform .1 - 15 a week; drift of the
// share N(0, .003) a week; a sinusoid of 15 %; negative binomial noise of size 2, 5, 10 or 30. A burst adds amplitude x
// max(mu, 1.5) x (1 - e^(-(k + 1) / 3)) x e^(-max(k - 8, 0) / 20) papers in the k-th week from its onset.
struct Simulation {
  int weeks = 0;
  std::vector<WeekExposure> exposure;
  std::vector<WeekCounts> counts;  // of all subjects; subject s is number s
  std::vector<int> onset;          // per subject; -1 = none
  // What the noise varies about, per subject and week: all papers, and those that would come without the burst.
  std::vector<std::vector<double>> mean, quiet_mean;
};

struct SimulationParams {
  int weeks = 120;
  int quiet = 0, bursting = 0;  // subjects
  int first_onset = 80, last_onset = 105;
  double amplitude = 4;
  std::uint64_t seed = 1;
};
Simulation simulate(const SimulationParams& params);

// What screen() finds at the close of `week` among all subjects.
std::vector<Excess> screen_at(const Simulation& simulation, int week);

// The p-value of each subject at the close of `week`, as test() gives it; 1 where there are too few papers to test.
std::vector<double> p_values_at(const Simulation& simulation, int week);

// How often subjects are taken for bursting, each tested alone with p <= level at every close from `first_week` on.
struct ErrorRates {
  double false_candidates = 0;  // share of the weeks of quiet subjects
  double detected = 0;  // share of the bursting subjects found from the week of their onset to `patience` weeks later
};
ErrorRates error_rates(const std::vector<std::vector<double>>& p_values, int first_week, const Simulation& simulation,
                       double level, int patience);

// When the burst of a subject began, as a close says it that looks back in `week`: over the last 26 weeks, with the
// expectation of those before. Weeks of the simulation.
Onset onset_at(const Simulation& simulation, std::size_t subject, int week);

// How much more than expected a burst's last four weeks held, as a close says it, and how much it truly was.
struct Growth {
  double ratio = 0, low = 0, high = 0;  // observed / expected and its 95 % interval
  double truth = 0;                     // of the means
};
Growth growth_at(const Simulation& simulation, std::size_t subject, int week, int onset);

}  // namespace bandwagon::burst

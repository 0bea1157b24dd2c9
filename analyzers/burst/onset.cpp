#include "analyzers/burst/onset.hpp"

#include <algorithm>
#include <vector>

#include "analyzers/burst/negative_binomial.hpp"

namespace bandwagon::burst {
namespace {

constexpr double kHardlyWorse = 0.82, kInterval = 2.5;  // of the log likelihood
constexpr double kLeastMean = 0.15;                     // papers a week: a stray paper now and then begins nothing

}  // namespace

Onset find_onset(std::span<const double> observed, std::span<const double> expected, double size) {
  const int weeks = static_cast<int>(observed.size());
  std::vector<double> likelihood(observed.size());
  for (int o = 0; o < weeks; ++o) {
    double papers = 0, mean = 0;
    for (int s = o; s < weeks; ++s) {
      papers += observed[static_cast<std::size_t>(s)];
      mean += std::max(kLeastMean, expected[static_cast<std::size_t>(s)]);
    }
    const double step = std::max(1.0, papers / mean);
    for (int s = 0; s < weeks; ++s) {
      const double mu = std::max(kLeastMean, expected[static_cast<std::size_t>(s)]) * (s >= o ? step : 1.0);
      likelihood[static_cast<std::size_t>(o)] +=
          log_probability({.mean = mu, .size = size}, observed[static_cast<std::size_t>(s)]);
    }
  }
  const auto best = std::max_element(likelihood.begin(), likelihood.end());
  Onset onset{.week = static_cast<int>(best - likelihood.begin())};
  const auto within = [&](double drop, int& first, int& last) {
    first = last = onset.week;
    for (int o = 0; o < weeks; ++o) {
      if (likelihood[static_cast<std::size_t>(o)] < *best - drop) continue;
      first = std::min(first, o);
      last = std::max(last, o);
    }
  };
  within(kHardlyWorse, onset.early, onset.late);
  within(kInterval, onset.low, onset.high);
  return onset;
}

}  // namespace bandwagon::burst

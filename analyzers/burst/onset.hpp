#pragma once
#include <span>

namespace bandwagon::burst {

// When a burst began: the week from which a step up explains a series best.
//   y_s ~ NB(mu_s, size) before week o, NB(lambda mu_s, size) from o on, lambda >= 1 at its maximum-likelihood ratio;
// o maximises the likelihood. Indices into the series. `observed` and `expected` have the same length >= 1.
struct Onset {
  int week = 0;
  // Weeks that explain the series hardly worse, within 0.82 of the log likelihood: half the 80 % quantile of chi-square
  // with 1 degree of freedom. That quantile is of smooth parameters. A week is none, and bursts do not rise in one
  // step: of simulated bursts these weeks hold the true onset in four to six cases of ten.
  int early = 0, late = 0;
  // Within 2.5: the interval that holds it in eight of ten (docs/METHODS.md, section 7).
  int low = 0, high = 0;
};
Onset find_onset(std::span<const double> observed, std::span<const double> expected, double size);

}  // namespace bandwagon::burst

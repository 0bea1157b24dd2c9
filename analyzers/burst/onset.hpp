#pragma once
#include <span>

namespace bandwagon::burst {

// When a burst began: the week from which a step up explains a series best.
//   y_s ~ NB(mu_s, size) before week o, NB(lambda mu_s, size) from o on, lambda >= 1 at its maximum-likelihood ratio;
// o maximises the likelihood; low … high are the weeks within 0.82 of it (half the 80 % quantile of chi-square with 1
// degree of freedom), the usual profile interval. Indices into the series. `observed` and `expected` have the same
// length >= 1.
struct Onset {
  int week = 0, low = 0, high = 0;
};
Onset find_onset(std::span<const double> observed, std::span<const double> expected, double size);

}  // namespace bandwagon::burst

#pragma once

namespace bandwagon::burst {

// A count with mean `mean` > 0 and variance mean + mean² / size: the negative binomial in its (mean, size) form, the
// Poisson as size grows. Both > 0, finite.
struct NegativeBinomial {
  double mean = 0;
  double size = 0;
};

// P(X >= observed) with half the weight of the observed value itself: P(X > y) + P(X = y) / 2, the "mid-p" of
// Lancaster, JASA 56 (1961), p. 223, which is not conservative for small counts. In [0, 1]. Through the regularised
// incomplete beta function (Boost.Math), accurate far into the tail. O(1).
double upper_mid_p(const NegativeBinomial& law, double observed);

double log_probability(const NegativeBinomial& law, double observed);

// Interval for the ratio observed / expected when `observed` is negative binomial around ratio * mean: the ratios at
// which the two mid-p tails equal `tail` (Clopper-Pearson form, mid-p). lower <= observed / mean <= upper; lower = 0 at
// observed = 0. Under a size < 0.1 an observed 0 bounds next to nothing: there the upper end is where
// mean / (size + mean) is 1 in double precision.
struct RatioInterval {
  double low = 0, high = 0;
};
RatioInterval ratio_interval(const NegativeBinomial& law, double observed, double tail);

}  // namespace bandwagon::burst

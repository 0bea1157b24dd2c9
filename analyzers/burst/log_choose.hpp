#pragma once
#include <math.h>  // lgamma_r

namespace bandwagon::burst {

// ln Γ(x), for x > 0. Thread safe, which std::lgamma is not: it also writes a global, signgam. O(1).
inline double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

// ln of n over k, for 0 <= k <= n. O(1).
inline double log_choose(double n, double k) {
  return log_gamma(n + 1) - log_gamma(k + 1) - log_gamma(n - k + 1);
}

}  // namespace bandwagon::burst

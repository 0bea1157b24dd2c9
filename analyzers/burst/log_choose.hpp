#pragma once
#include <math.h>  // lgamma_r

namespace bandwagon::burst {

// ln of n over k, for 0 <= k <= n. Thread safe, which std::lgamma is not: it also writes a global, signgam. O(1).
inline double log_choose(double n, double k) {
  int sign = 0;
  const auto log_factorial = [&](double count) { return ::lgamma_r(count + 1, &sign); };
  return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

}  // namespace bandwagon::burst

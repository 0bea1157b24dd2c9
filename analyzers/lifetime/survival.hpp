#pragma once
// How long something lasts, from those that have ended and those that have not yet.
#include <optional>
#include <vector>

namespace bandwagon::lifetime {

inline constexpr double kNormal95 = 1.959963984540054;  // half of a two-sided interval, in standard deviations

struct Lifetime {
  double weeks = 0;    // > 0: from its begin to its end, or to now
  bool ended = false;  // false: still there when last looked at, so it lasts at least this long
};

struct Survival {
  int all = 0, ended = 0;
  std::optional<double> median, low, high;  // weeks; 95 % interval; absent where the curve does not reach so far down
};

// Kaplan-Meier estimate (JASA 53, 1958): S(t) = prod (1 - d_i / n_i) over the ends at t_i <= t; the median is the first
// t with S(t) <= 1/2. Interval: the t at which the log-log confidence band of S covers 1/2 (Brookmeyer & Crowley,
// Biometrics 38, 1982, with Greenwood's variance). O(n log n).
Survival survival_of(std::vector<Lifetime> lifetimes);

inline constexpr int kFewest = 5;  // fewer say nothing of others

// The same for one that has lasted `weeks` already: how long those lasted that came so far, from their begin on.
// Without a median where fewer than kFewest did.
Survival survival_beyond(const std::vector<Lifetime>& lifetimes, double weeks);

}  // namespace bandwagon::lifetime

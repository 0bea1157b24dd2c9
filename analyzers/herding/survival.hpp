#pragma once
#include <optional>
#include <vector>

namespace bandwagon::herding {

inline constexpr double kNormal95 = 1.959963984540054;  // half of a two-sided interval, in standard deviations

struct Lifetime {
  double weeks = 0;    // > 0
  bool ended = false;  // false: still going on when last seen
};

struct Median {
  double value = 0;
  std::optional<double> low, high;  // 95 %; absent: not reached
};

// The time by which half have ended, lifetimes that still go on counted for as long as they were seen: Kaplan & Meier,
// JASA 53 (1958); the smallest time at which survival is at most one half. Interval: Brookmeyer & Crowley, Biometrics
// 38 (1982), with Greenwood's variance on the log(-log) scale. Absent where survival stays above one half. O(n log n).
std::optional<Median> median_survival(std::vector<Lifetime> lifetimes);

}  // namespace bandwagon::herding

#pragma once

namespace bandwagon::herding {

struct Interval {
  double low = 0, high = 1;
};

// 95 % interval of a share of which `some` of `all` > 0 were seen: exact, Clopper & Pearson, Biometrika 26 (1934).
Interval exact_interval(int some, int all);

// P(X >= some), X ~ Binomial(all, chance); 0 <= chance <= 1.
double binomial_upper_tail(int some, int all, double chance);

}  // namespace bandwagon::herding

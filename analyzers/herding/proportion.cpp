#include "analyzers/herding/proportion.hpp"

#include <boost/math/special_functions/beta.hpp>

namespace bandwagon::herding {

Interval exact_interval(int some, int all) {
  constexpr double kTail = 0.025;
  Interval interval;
  if (some > 0) interval.low = boost::math::ibeta_inv(static_cast<double>(some), all - some + 1.0, kTail);
  if (some < all) interval.high = boost::math::ibeta_inv(some + 1.0, static_cast<double>(all - some), 1 - kTail);
  return interval;
}

double binomial_upper_tail(int some, int all, double chance) {
  if (some <= 0) return 1;
  if (some > all || chance <= 0) return 0;
  if (chance >= 1) return 1;
  return boost::math::ibeta(static_cast<double>(some), all - some + 1.0, chance);
}

}  // namespace bandwagon::herding

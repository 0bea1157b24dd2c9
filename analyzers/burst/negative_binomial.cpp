#include "analyzers/burst/negative_binomial.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace bandwagon::burst {
namespace {

constexpr int kBisections = 60;

// In double precision throughout: Boost's default, long double within, costs five times as much and gives no digit that
// is stored.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

double log_gamma(double x) {
  return boost::math::lgamma(x, InDouble());
}

double log_scale(double size, double observed) {
  return log_gamma(observed + size) - log_gamma(size) - log_gamma(observed + 1);
}

// upper_mid_p of one observation under many means; what the mean does not change is computed once.
class Tail {
 public:
  Tail(double size, double observed) : size_(size), observed_(observed), scale_(log_scale(size, observed)) {}

  double log_probability(double mean) const {
    const double fail = size_ / (size_ + mean);
    return scale_ + size_ * std::log(fail) + observed_ * std::log1p(-fail);
  }
  double operator()(double mean) const {
    if (mean <= 0) return observed_ > 0 ? 0.0 : 0.5;
    const double half = std::exp(log_probability(mean)) / 2;
    // P(X > y) = I_{mean / (size + mean)}(y + 1, size)
    const double above = boost::math::ibeta(observed_ + 1, size_, mean / (size_ + mean), InDouble());
    return std::clamp(above + half, 0.0, 1.0);
  }

 private:
  double size_, observed_, scale_;
};

struct Between {
  double low, high;
};

// Where a growing function passes `target`: narrow, and with a clear margin at both ends. `high`: where it is not
// below. Regula falsi (Illinois) on logarithms, where tails are almost straight; a tail that is 0 or 1 in double
// precision, as those of large counts soon are, stands at ±kFar. Without success the whole way to `high`.
template <class Function>
Between passing(const Function& at, double target, double high) {
  constexpr int kHalvings = 20, kSteps = 20;
  constexpr double kNarrow = 1e-10, kMargin = 1e-11, kFar = 1e3;
  const auto over = [&](double tail) {
    return std::clamp(std::log(tail / (1 - tail)) - std::log(target / (1 - target)), -kFar, kFar);
  };
  double left = high, over_left = over(at(left));
  for (int halving = 0; halving < kHalvings && over_left >= 0; ++halving) over_left = over(at(left /= 2));
  double right = std::log(2 * left), over_right = over(at(2 * left));
  if (over_left >= 0 || over_right < 0) return {0, high};
  left = std::log(left);
  double middle = left;
  for (int step = 0, side = 0; step < kSteps && right - left > kNarrow; ++step) {
    const double last = middle;
    middle = (left * over_right - right * over_left) / (over_right - over_left);
    const double here = over(at(std::exp(middle)));
    if (here < 0) {
      if (side < 0) over_right /= 2;
      left = middle, over_left = here, side = -1;
    } else {
      if (side > 0) over_left /= 2;
      right = middle, over_right = here, side = 1;
    }
    if (std::abs(middle - last) < kNarrow / 2) break;
  }
  const Between near{std::exp(middle) * (1 - kNarrow), std::exp(middle) * (1 + kNarrow)};
  const bool surely = at(near.low) < (1 - kMargin) * target && at(near.high) > (1 + kMargin) * target;
  return surely ? near : Between{0, high};
}

// The ratio at which the upper tail of `observed` equals `target`; the tail grows with the ratio. By bisection, which
// asks only where the answer is not known.
double ratio_with_tail(const NegativeBinomial& law, double observed, double target) {
  const Tail tail(law.size, observed);
  const auto at = [&](double ratio) { return tail(law.mean * ratio); };
  double low = 0, high = std::max(1.0, observed / law.mean);
  for (int doubling = 0; doubling < kBisections && at(high) < target; ++doubling) high *= 2;
  const Between open = passing(at, target, high);
  for (int step = 0; step < kBisections; ++step) {
    const double middle = (low + high) / 2;
    if (middle == low || middle == high) break;
    const bool below = middle <= open.low || (middle < open.high && at(middle) < target);
    (below ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

double log_probability(const NegativeBinomial& law, double observed) {
  return Tail(law.size, observed).log_probability(law.mean);
}

double upper_mid_p(const NegativeBinomial& law, double observed) {
  if (law.mean <= 0) return observed > 0 ? 0.0 : 0.5;
  return Tail(law.size, observed)(law.mean);
}

RatioInterval ratio_interval(const NegativeBinomial& law, double observed, double tail) {
  if (law.mean <= 0) return {};
  return {.low = observed <= 0 ? 0.0 : ratio_with_tail(law, observed, tail),
          .high = ratio_with_tail(law, observed, 1 - tail)};
}

}  // namespace bandwagon::burst

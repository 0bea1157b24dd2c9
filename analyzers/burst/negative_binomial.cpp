#include "analyzers/burst/negative_binomial.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace bandwagon::burst {
namespace {

constexpr int kBisections = 60;

double log_gamma(double x) {
  return boost::math::lgamma(x);
}

double tail_at_ratio(const NegativeBinomial& law, double observed, double ratio) {
  return upper_mid_p({.mean = law.mean * ratio, .size = law.size}, observed);
}

// The ratio at which the upper tail of `observed` equals `target`; the tail grows with the ratio.
double ratio_with_tail(const NegativeBinomial& law, double observed, double target) {
  double low = 0, high = std::max(1.0, observed / law.mean);
  for (int doubling = 0; doubling < kBisections && tail_at_ratio(law, observed, high) < target; ++doubling) high *= 2;
  for (int step = 0; step < kBisections; ++step) {
    const double middle = (low + high) / 2;
    (tail_at_ratio(law, observed, middle) < target ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

double log_probability(const NegativeBinomial& law, double observed) {
  const double fail = law.size / (law.size + law.mean);
  return log_gamma(observed + law.size) - log_gamma(law.size) - log_gamma(observed + 1) + law.size * std::log(fail) +
         observed * std::log1p(-fail);
}

double upper_mid_p(const NegativeBinomial& law, double observed) {
  if (law.mean <= 0) return observed > 0 ? 0.0 : 0.5;
  const double half = std::exp(log_probability(law, observed)) / 2;
  // P(X > y) = I_{mean / (size + mean)}(y + 1, size)
  const double above = boost::math::ibeta(observed + 1, law.size, law.mean / (law.size + law.mean));
  return std::clamp(above + half, 0.0, 1.0);
}

RatioInterval ratio_interval(const NegativeBinomial& law, double observed, double tail) {
  if (law.mean <= 0) return {};
  return {.low = observed <= 0 ? 0.0 : ratio_with_tail(law, observed, tail),
          .high = ratio_with_tail(law, observed, 1 - tail)};
}

}  // namespace bandwagon::burst

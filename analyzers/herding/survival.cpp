#include "analyzers/herding/survival.hpp"

#include <algorithm>
#include <cmath>

namespace bandwagon::herding {
namespace {

constexpr double kHalf = 0.5 + 1e-12;  // a product of fractions that is one half is one half

}  // namespace

std::optional<Median> median_survival(std::vector<Lifetime> lifetimes) {
  std::sort(lifetimes.begin(), lifetimes.end(), [](const auto& a, const auto& b) { return a.weeks < b.weeks; });
  double survival = 1, greenwood = 0;
  std::optional<double> value, low, high;
  for (std::size_t i = 0; i < lifetimes.size();) {
    const double at_risk = static_cast<double>(lifetimes.size() - i), weeks = lifetimes[i].weeks;
    double ended = 0;
    for (; i < lifetimes.size() && lifetimes[i].weeks == weeks; ++i) ended += lifetimes[i].ended;
    if (ended == 0) continue;
    survival *= 1 - ended / at_risk;
    if (at_risk > ended) greenwood += ended / (at_risk * (at_risk - ended));
    double lower = 0, upper = 0;  // of the survival at this time
    if (survival > 0) {
      const double spread = kNormal95 * std::sqrt(greenwood) / std::log(survival);  // < 0
      lower = std::pow(survival, std::exp(-spread));
      upper = std::pow(survival, std::exp(spread));
    }
    if (!value && survival <= kHalf) value = weeks;
    if (!low && lower <= kHalf) low = weeks;
    if (!high && survival > 0 && upper <= kHalf) high = weeks;
  }
  if (!value) return std::nullopt;
  return Median{*value, low, high};
}

}  // namespace bandwagon::herding

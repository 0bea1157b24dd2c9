#include "analyzers/lifetime/survival.hpp"

#include <algorithm>
#include <cmath>

namespace bandwagon::lifetime {
namespace {

constexpr double kHalf = 0.5 + 1e-12;  // a product of fractions that is one half is one half

}  // namespace

Survival survival_of(std::vector<Lifetime> lifetimes) {
  std::sort(lifetimes.begin(), lifetimes.end(), [](const Lifetime& a, const Lifetime& b) { return a.weeks < b.weeks; });
  Survival result{.all = static_cast<int>(lifetimes.size())};
  double alive = 1, greenwood = 0;
  for (std::size_t i = 0; i < lifetimes.size();) {
    const double at = lifetimes[i].weeks;
    const auto at_risk = static_cast<double>(lifetimes.size() - i);
    double ends = 0;
    for (; i < lifetimes.size() && lifetimes[i].weeks == at; ++i) ends += lifetimes[i].ended ? 1 : 0;
    if (ends == 0) continue;
    result.ended += static_cast<int>(ends);
    alive *= 1 - ends / at_risk;
    if (at_risk > ends) greenwood += ends / (at_risk * (at_risk - ends));
    if (!result.median && alive <= kHalf) result.median = at;
    if (alive <= 0) {  // the band is not defined there; its lower end cannot lie above the curve
      if (!result.low) result.low = at;
      break;
    }
    // The band of S in the scale log(-log S): S^exp(+-z sd / |log S|).
    const double width = std::exp(kNormal95 * std::sqrt(greenwood) / std::abs(std::log(alive)));
    if (!result.low && std::pow(alive, width) <= kHalf) result.low = at;
    if (!result.high && std::pow(alive, 1 / width) <= kHalf) result.high = at;
  }
  return result;
}

Survival survival_beyond(const std::vector<Lifetime>& lifetimes, double weeks) {
  std::vector<Lifetime> longer;
  for (const Lifetime& lifetime : lifetimes)
    if (lifetime.weeks > weeks) longer.push_back(lifetime);
  Survival survival = survival_of(std::move(longer));
  if (survival.all < kFewest) survival.median = survival.low = survival.high = {};
  return survival;
}

}  // namespace bandwagon::lifetime

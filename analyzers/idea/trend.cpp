#include "analyzers/idea/trend.hpp"

#include <algorithm>
#include <cmath>

namespace bandwagon::idea {
namespace {

constexpr double kTwoSided95 = 2.0;  // Student's t with the 50 to 60 degrees of freedom of the usual 60 weeks

struct Side {
  std::int64_t near = 0, volume = 0;
  double share() const { return (static_cast<double>(near) + 0.5) / static_cast<double>(volume); }
};

Side sum(std::span<const WeekTally> weeks) {
  Side side;
  for (const WeekTally& week : weeks) {
    side.near += week.near;
    side.volume += week.volume;
  }
  return side;
}

double pearson(std::span<const WeekTally> weeks, double share) {
  double sum = 0;
  for (const WeekTally& week : weeks) {
    const double expected = share * static_cast<double>(week.volume);
    if (expected > 0)
      sum += (static_cast<double>(week.near) - expected) * (static_cast<double>(week.near) - expected) / expected;
  }
  return sum;
}

}  // namespace

Trend trend(std::span<const WeekTally> weeks, const TrendParams& params) {
  const std::size_t recent_weeks = std::min(weeks.size(), static_cast<std::size_t>(params.recent_weeks));
  const std::size_t past_weeks = std::min(weeks.size() - recent_weeks, static_cast<std::size_t>(params.past_weeks));
  const auto recent = weeks.last(recent_weeks);
  const auto past = weeks.last(recent_weeks + past_weeks).first(past_weeks);
  const Side now = sum(recent), before = sum(past);
  Trend trend{.recent_weeks = static_cast<int>(recent_weeks),
              .past_weeks = static_cast<int>(past_weeks),
              .recent = now.near,
              .past = before.near};
  if (now.near + before.near < params.least_papers || now.volume == 0 || before.volume == 0) return trend;
  const double free = static_cast<double>(recent_weeks + past_weeks) - 2;
  const double chi = pearson(recent, now.share()) + pearson(past, before.share());
  const double dispersion = free > 0 ? std::max(1.0, chi / free) : 1.0;
  const double spread = std::sqrt(
      dispersion * (1 / (static_cast<double>(now.near) + 0.5) + 1 / (static_cast<double>(before.near) + 0.5)));
  const double ratio = now.share() / before.share();
  trend.ratio = ratio;
  trend.low = ratio * std::exp(-kTwoSided95 * spread);
  trend.high = ratio * std::exp(kTwoSided95 * spread);
  return trend;
}

}  // namespace bandwagon::idea

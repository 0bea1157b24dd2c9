#include "analyzers/herding/resample.hpp"

#include <algorithm>
#include <cmath>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::herding {
namespace {

constexpr std::size_t kLeastGroups = 10;
constexpr std::size_t kAtOnce = 16;  // draws

// splitmix64 (Steele, Lea & Flood, OOPSLA 2014): the same numbers everywhere, unlike std::uniform_int_distribution.
std::uint64_t next(std::uint64_t& state) {
  return scattered(state += 0x9E3779B97F4A7C15ULL);
}

}  // namespace

std::uint64_t scattered(std::uint64_t number) {
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9ULL;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBULL;
  return number ^ (number >> 31);
}

std::uint64_t hash_of(std::string_view text, std::uint64_t salt) {
  std::uint64_t hash = std::uint64_t{1469598103934665603U} ^ salt;
  for (const char c : text)
    hash = (hash ^ std::uint64_t{static_cast<unsigned char>(c)}) * std::uint64_t{1099511628211U};
  return hash;
}

std::vector<std::vector<double>> bootstrap(const std::vector<std::vector<std::size_t>>& groups,
                                           const Statistics& statistics, std::uint64_t seed, int draws) {
  std::vector<std::vector<double>> values;  // per figure
  std::uint64_t state = seed;
  const auto all = groups.size() >= kLeastGroups ? static_cast<std::size_t>(std::max(0, draws)) : 0;
  for (std::size_t first = 0; first < all; first += kAtOnce) {
    std::vector<std::vector<std::size_t>> drawn(std::min(kAtOnce, all - first));
    for (auto& places : drawn)
      for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto& group = groups[next(state) % groups.size()];
        places.insert(places.end(), group.begin(), group.end());
      }
    std::vector<std::vector<std::optional<double>>> figures(drawn.size());
    parallel::each(drawn.size(), 1, [&](std::size_t d) { figures[d] = statistics(drawn[d]); });
    for (const auto& own : figures) {
      values.resize(own.size());
      for (std::size_t f = 0; f < own.size(); ++f)
        if (own[f]) values[f].push_back(*own[f]);
    }
  }
  if (values.empty()) values.resize(statistics({}).size());
  for (auto& own : values)
    if (2 * own.size() < all) own.clear();
  return values;
}

// One value after the other: mean and sum of squares about it (Welford).
std::optional<double> deviation(std::span<const double> drawn) {
  if (drawn.size() < 2) return std::nullopt;
  int values = 0;
  double mean = 0, squares = 0;
  for (const double value : drawn) {
    const double from = value - mean;
    mean += from / ++values;
    squares += from * (value - mean);
  }
  return std::sqrt(squares / (values - 1));
}

std::optional<Interval> percentile_interval(std::vector<double> drawn) {
  constexpr double kTail = 0.025;
  if (drawn.size() < 2) return std::nullopt;
  std::sort(drawn.begin(), drawn.end());
  const auto beyond = static_cast<std::size_t>(kTail * static_cast<double>(drawn.size()));
  return Interval{.low = drawn[beyond], .high = drawn[drawn.size() - 1 - beyond]};
}

}  // namespace bandwagon::herding

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
  std::uint64_t z = state += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

// Mean and sum of squares about it, one value after the other (Welford).
struct Spread {
  int values = 0;
  double mean = 0, squares = 0;
  void add(double value) {
    const double from = value - mean;
    mean += from / ++values;
    squares += from * (value - mean);
  }
};

}  // namespace

std::vector<std::optional<double>> bootstrap_deviations(const std::vector<std::vector<std::size_t>>& groups,
                                                        const Statistics& statistics, std::uint64_t seed, int draws) {
  std::vector<Spread> spreads;
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
      spreads.resize(own.size());
      for (std::size_t f = 0; f < own.size(); ++f)
        if (own[f]) spreads[f].add(*own[f]);
    }
  }
  if (spreads.empty()) spreads.resize(statistics({}).size());
  std::vector<std::optional<double>> deviations;
  for (const auto& spread : spreads)
    deviations.push_back(spread.values > 1 && 2 * spread.values >= draws
                             ? std::optional(std::sqrt(spread.squares / (spread.values - 1)))
                             : std::nullopt);
  return deviations;
}

}  // namespace bandwagon::herding

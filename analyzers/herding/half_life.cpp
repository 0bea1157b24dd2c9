#include "analyzers/herding/half_life.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analyzers/herding/resample.hpp"

namespace bandwagon::herding {
namespace {

constexpr double kOpen = std::numeric_limits<double>::infinity();

// Each bit halves the papers anew. Of the id, so that nothing depends on the rows of the store.
std::uint64_t halves_of(const model::PaperId& id) {
  return scattered(hash_of(id.str()));
}

using Week = std::vector<std::uint64_t>;  // halves_of() its papers

// Papers of one half in each window of so many weeks.
std::vector<double> windows_of(const std::vector<Week>& weeks, std::size_t length, int split, std::uint64_t half) {
  std::vector<double> counts, sums;
  for (const auto& week : weeks)
    counts.push_back(static_cast<double>(
        std::count_if(week.begin(), week.end(), [&](std::uint64_t halves) { return (halves >> split & 1) == half; })));
  for (std::size_t w = length; w <= counts.size(); ++w)
    sums.push_back(std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(w - length),
                                   counts.begin() + static_cast<std::ptrdiff_t>(w), 0.0));
  return sums;
}

// Papers of a wave h weeks after its peak, and at the peak where it is seen at h: sums over splits and directions.
struct Fading {
  std::vector<double> left, peak;
};

// Of the weeks from a wave's onset to its end; it is seen for `seen` windows.
Fading fading_of(const std::vector<Week>& weeks, std::size_t seen, const HalfLifeParams& params) {
  Fading fading;
  for (int split = 0; split < params.splits; ++split)
    for (const std::uint64_t half : {0U, 1U}) {
      const auto length = static_cast<std::size_t>(params.window_weeks);
      const auto chosen = windows_of(weeks, length, split, half), read = windows_of(weeks, length, split, 1 - half);
      const auto peak = static_cast<std::size_t>(std::max_element(chosen.begin(), chosen.end()) - chosen.begin());
      fading.left.resize(std::max(fading.left.size(), seen - peak), 0);
      fading.peak.resize(fading.left.size(), 0);
      for (std::size_t h = 0; peak + h < seen; ++h) {
        fading.left[h] += read[std::min(peak + h, read.size() - 1)];
        fading.peak[h] += read[peak];
      }
    }
  return fading;
}

std::vector<Fading> fadings_of(std::span<const SeenPaper> papers, const Decided& decided, model::Day first_seen,
                               model::Day closed, const HalfLifeParams& params) {
  struct Life {
    std::vector<Week> weeks;
    std::size_t seen = 0;
    model::Day first;
  };
  std::map<model::BurstId, Life> lives;
  for (const auto& burst : decided.bursts) {
    const auto weeks_until = [&](model::Day end) { return (end - burst.onset) / model::kDaysPerWeek; };  // all Mondays
    const int lasted = weeks_until(std::min(closed, burst.ended.value_or(closed)));
    if (!is_wave(burst) || burst.onset < first_seen || lasted < params.window_weeks) continue;
    lives[burst.id] = {.weeks = std::vector<Week>(static_cast<std::size_t>(lasted)),
                       .seen = static_cast<std::size_t>(weeks_until(closed) - params.window_weeks + 1),
                       .first = burst.onset};
  }
  for (const auto& paper : papers)
    for (const auto wave : paper.waves) {
      const auto at = lives.find(wave);
      const model::Day day = paper.reading->source.paper.announced;
      if (at == lives.end() || day < at->second.first) continue;
      const auto week = static_cast<std::size_t>((day - at->second.first) / model::kDaysPerWeek);
      if (week < at->second.weeks.size()) at->second.weeks[week].push_back(halves_of(paper.reading->source.paper.id));
    }
  std::vector<Fading> fadings;
  for (const auto& [id, life] : lives) fadings.push_back(fading_of(life.weeks, life.seen, params));
  return fadings;
}

double half_of(const std::vector<Fading>& fadings, std::span<const std::size_t> places, int least_waves) {
  for (std::size_t h = 1;; ++h) {
    int waves = 0;
    double left = 0, peak = 0;
    for (const auto place : places) {
      const Fading& fading = fadings[place];
      if (fading.left.size() <= h) continue;
      ++waves;
      left += fading.left[h];
      peak += fading.peak[h];
    }
    if (waves < std::max(1, least_waves)) return kOpen;
    if (peak > 0 && left <= peak / 2) return static_cast<double>(h);
  }
}

}  // namespace

std::optional<HalfLife> half_life_of_waves(std::span<const SeenPaper> papers, const Decided& decided,
                                           model::Day first_seen, model::Day closed, std::uint64_t seed, int draws,
                                           const HalfLifeParams& params) {
  const auto fadings = fadings_of(papers, decided, first_seen, closed, params);
  std::vector<std::size_t> all(fadings.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const double weeks = half_of(fadings, all, params.least_waves);
  if (weeks == kOpen) return std::nullopt;
  std::vector<std::vector<std::size_t>> groups;
  for (const auto wave : all) groups.push_back({wave});
  const auto figures = [&](std::span<const std::size_t> drawn) {
    return std::vector{std::optional(half_of(fadings, drawn, params.least_waves))};
  };
  HalfLife found{.weeks = weeks};
  if (const auto limits = percentile_interval(bootstrap(groups, figures, seed, draws).at(0))) {
    if (limits->low < kOpen) found.low = limits->low;
    if (limits->high < kOpen) found.high = limits->high;
  }
  return found;
}

}  // namespace bandwagon::herding

#include "tests/unit/burst/simulated_series.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <span>

namespace bandwagon::burst {
namespace {

using Random = std::mt19937_64;

double uniform(Random& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}
double normal(Random& random, double sd) {
  return std::normal_distribution<double>(0, sd)(random);
}

std::vector<double> volume(Random& random, int weeks) {
  constexpr std::array<int, 7> kDeadlineWeeks{3, 5, 10, 20, 22, 37, 46};
  std::vector<double> volume;
  for (int t = 0; t < weeks; ++t) {
    const int of_year = t % 52;
    double papers = 2000 * std::exp(0.0035 * t) * std::exp(normal(random, 0.05));
    if (of_year >= 50) papers *= 0.65;
    if (std::find(kDeadlineWeeks.begin(), kDeadlineWeeks.end(), of_year) != kDeadlineWeeks.end()) papers *= 1.12;
    volume.push_back(std::round(papers));
  }
  return volume;
}

double burst_papers(double amplitude, double mu, int since_onset) {
  if (since_onset < 0) return 0;
  const double k = since_onset;
  return amplitude * std::max(mu, 1.5) * (1 - std::exp(-(k + 1) / 3)) * std::exp(-std::max(k - 8, 0.0) / 20);
}

}  // namespace

Simulation simulate(const SimulationParams& params) {
  Random random(params.seed);
  Simulation simulation{.weeks = params.weeks,
                        .counts = std::vector<WeekCounts>(static_cast<std::size_t>(params.weeks))};
  const auto papers = volume(random, params.weeks);
  for (const double p : papers) simulation.exposure.push_back({.papers = {p}});
  constexpr std::array<double, 4> kSizes{2, 5, 10, 30};
  for (int s = 0; s < params.quiet + params.bursting; ++s) {
    const double mean = std::exp(uniform(random, std::log(0.1), std::log(15))),
                 phase = uniform(random, 0, 2 * std::numbers::pi);
    const double size = kSizes[random() % kSizes.size()];
    const auto onsets = static_cast<std::uint64_t>(params.last_onset - params.first_onset);
    const int onset = s < params.quiet ? -1 : params.first_onset + static_cast<int>(random() % onsets);
    simulation.onset.push_back(onset);
    simulation.mean.emplace_back();
    simulation.quiet_mean.emplace_back();
    double drift = 0;
    for (int t = 0; t < params.weeks; ++t) {
      drift += normal(random, 0.003);
      const double season = 1 + 0.15 * std::sin(2 * std::numbers::pi * t / 52 + phase);
      const double quiet_mu = mean * papers[static_cast<std::size_t>(t)] / 2000 * std::exp(drift) * season;
      const double mu = quiet_mu + (onset < 0 ? 0 : burst_papers(params.amplitude, quiet_mu, t - onset));
      simulation.mean.back().push_back(mu);
      simulation.quiet_mean.back().push_back(quiet_mu);
      const double rate = std::gamma_distribution<double>(size, mu / size)(random);
      const auto count = std::poisson_distribution<int>(rate)(random);
      if (count > 0)
        simulation.counts[static_cast<std::size_t>(t)].push_back(
            {static_cast<SubjectId>(s), 0, static_cast<std::uint16_t>(count)});
    }
  }
  return simulation;
}

namespace {

constexpr int kWindow = 68;

// The weeks of the window that ends in `week`.
struct Recent {
  std::vector<const WeekCounts*> counts;
  std::span<const WeekExposure> exposure;
};
Recent recent(const Simulation& simulation, int week) {
  const auto first = static_cast<std::size_t>(std::max(0, week - kWindow + 1)), last = static_cast<std::size_t>(week);
  Recent recent;
  for (std::size_t t = first; t <= last; ++t) recent.counts.push_back(&simulation.counts[t]);
  recent.exposure = {simulation.exposure.data() + first, recent.counts.size()};
  return recent;
}

}  // namespace

std::vector<Excess> screen_at(const Simulation& simulation, int week) {
  const auto [weeks, exposure] = recent(simulation, week);
  const Quarantine none(1, 0);
  const Baseline baseline(exposure, static_cast<int>(weeks.size()) - 1, none, {});
  return screen(weeks, baseline, none, [](SubjectId, double) { return true; }, {});
}

std::vector<double> p_values_at(const Simulation& simulation, int week) {
  const auto [weeks, exposure] = recent(simulation, week);
  const int now = static_cast<int>(weeks.size()) - 1;
  const Quarantine none(1, 0);
  const Baseline baseline(exposure, now, none, {});
  std::vector<std::vector<SubjectCount>> histories(simulation.onset.size());
  for (std::size_t t = 0; t < weeks.size(); ++t)
    for (const auto& entry : *weeks[t])
      histories[entry.subject].push_back({static_cast<int>(t), entry.stratum, static_cast<double>(entry.papers)});
  std::vector<double> p_values;
  for (std::size_t s = 0; s < histories.size(); ++s)
    p_values.push_back(test(s, histories[s], now, baseline, none, {}).p);
  return p_values;
}

namespace {

std::vector<SubjectCount> history_of(const std::vector<const WeekCounts*>& weeks, std::size_t subject) {
  std::vector<SubjectCount> history;
  for (std::size_t t = 0; t < weeks.size(); ++t)
    for (const auto& entry : *weeks[t])
      if (entry.subject == subject)
        history.push_back({static_cast<int>(t), entry.stratum, static_cast<double>(entry.papers)});
  return history;
}

}  // namespace

Onset onset_at(const Simulation& simulation, std::size_t subject, int week) {
  constexpr int kOnsetWeeks = 26;
  const auto [weeks, exposure] = recent(simulation, week);
  const int now = static_cast<int>(weeks.size()) - 1, first = now - kOnsetWeeks + 1, begin = week - now;
  const Quarantine none(1, 0);
  const ExpectationParams params;
  const Baseline before(exposure, first + params.guard_weeks, none, params);
  const auto history = history_of(weeks, subject);
  std::vector<double> observed(kOnsetWeeks, 0);
  for (const auto& count : history)
    if (count.week >= first) observed[static_cast<std::size_t>(count.week - first)] += count.papers;
  const Rates rates = before.rates(history);
  Onset onset = find_onset(observed, before.expected(rates, first, now), before.forecast(rates, 1).weekly_size);
  for (int* of_window : {&onset.week, &onset.early, &onset.late, &onset.low, &onset.high}) *of_window += begin + first;
  return onset;
}

Growth growth_at(const Simulation& simulation, std::size_t subject, int week, int onset) {
  constexpr std::size_t kWeeks = 4;
  const auto [weeks, exposure] = recent(simulation, week);
  const int now = static_cast<int>(weeks.size()) - 1, begin = week - now;
  const Quarantine none(1, 0);
  const ExpectationParams params;
  const auto history = history_of(weeks, subject);
  const Rates rates =
      Baseline(exposure, std::min(now, onset - begin + params.guard_weeks), none, params).rates(history);
  double observed = 0, mean = 0, quiet_mean = 0;
  for (const auto& count : history)
    if (count.week > now - static_cast<int>(kWeeks)) observed += count.papers;
  for (auto t = static_cast<std::size_t>(week) - kWeeks + 1; t <= static_cast<std::size_t>(week); ++t) {
    mean += simulation.mean[subject][t];
    quiet_mean += simulation.quiet_mean[subject][t];
  }
  const auto expected = expected_total(rates, exposure.last(kWeeks), none, params);
  const auto interval = ratio_interval(expected, observed, 0.025);
  return {.ratio = observed / expected.mean, .low = interval.low, .high = interval.high, .truth = mean / quiet_mean};
}

ErrorRates error_rates(const std::vector<std::vector<double>>& p_values, int first_week, const Simulation& simulation,
                       double level, int patience) {
  double candidates = 0, quiet_weeks = 0, found = 0, bursts = 0;
  for (std::size_t s = 0; s < simulation.onset.size(); ++s) {
    const int onset = simulation.onset[s];
    bool detected = false;
    for (std::size_t w = 0; w < p_values.size(); ++w) {
      const int week = first_week + static_cast<int>(w);
      const bool candidate = p_values[w][s] <= level;
      if (onset < 0) {
        ++quiet_weeks;
        candidates += candidate;
      } else if (week >= onset && week <= onset + patience) {
        detected |= candidate;
      }
    }
    bursts += onset >= 0;
    found += detected;
  }
  return {.false_candidates = quiet_weeks > 0 ? candidates / quiet_weeks : 0,
          .detected = bursts > 0 ? found / bursts : 0};
}

}  // namespace bandwagon::burst

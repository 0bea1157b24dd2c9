// Error rates of the burst test on simulated series, as JSON: how often a quiet subject is taken for a candidate, how
// many injected bursts are found within eight weeks, at a fixed level and at the level where the former is .05 %; and
// the same with the control of false discoveries over a family of a hundred subjects of which one bursts, as a close
// applies it. And how often the interval of a found burst's onset holds the week in which it began.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "analyzers/burst/false_discovery.hpp"
#include "tests/unit/burst/simulated_series.hpp"

namespace {

using namespace bandwagon::burst;

constexpr int kFirstWeek = 146, kPatience = 8;
constexpr int kQuiet = 12000, kBursting = 3000;  // subjects
constexpr double kLevel = 0.00175, kAllowed = 0.0005;
constexpr std::size_t kFamily = 100;
constexpr std::array<int, 3> kAmplitudes{4, 2, 1};

struct Study {
  Simulation simulation;
  std::vector<std::vector<double>> p_values;  // per week from kFirstWeek on, per subject

  explicit Study(const SimulationParams& params) : simulation(simulate(params)) {
    for (int week = kFirstWeek; week < simulation.weeks; ++week) p_values.push_back(p_values_at(simulation, week));
  }
  ErrorRates at(double level) const { return error_rates(p_values, kFirstWeek, simulation, level, kPatience); }
};

SimulationParams series(int quiet, int bursting, double amplitude, std::uint64_t seed) {
  return {.weeks = 208,
          .quiet = quiet,
          .bursting = bursting,
          .first_onset = 150,
          .last_onset = 184,
          .amplitude = amplitude,
          .seed = seed};
}

// The largest level at which quiet subjects become candidates in at most the allowed share of their weeks.
double calibrated(const Study& quiet) {
  std::vector<double> all;
  for (const auto& week : quiet.p_values) all.insert(all.end(), week.begin(), week.end());
  const auto at = static_cast<std::ptrdiff_t>(kAllowed * static_cast<double>(all.size()));
  std::nth_element(all.begin(), all.begin() + at, all.end());
  return all[static_cast<std::size_t>(at)];
}

// Each bursting subject with the next quiet ones as its family: the share found at q <= .05.
double detected_in_family(const Study& bursts, const Study& quiet) {
  double found = 0;
  const std::size_t bursting = bursts.simulation.onset.size(), others = quiet.simulation.onset.size();
  for (std::size_t s = 0; s < bursting; ++s) {
    bool detected = false;
    const int onset = bursts.simulation.onset[s];
    for (int week = onset; week <= onset + kPatience; ++week) {
      const auto w = static_cast<std::size_t>(week - kFirstWeek);
      std::vector<double> family{bursts.p_values[w][s]};
      for (std::size_t i = 0; i + 1 < kFamily; ++i) family.push_back(quiet.p_values[w][(s * kFamily + i) % others]);
      detected |= adjusted_p_values(family, family.size()).front() <= 0.05;
    }
    found += detected;
  }
  return found / static_cast<double>(bursting);
}

// How well the onsets of found bursts are dated once they have settled, four weeks after the burst was found.
struct Dating {
  double dated = 0, covered = 0, weeks_wide = 0, weeks_late = 0;  // number; share; medians
};

constexpr int kSettles = 4;  // weeks

template <class Value>
double median(std::vector<Value> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return values.empty() ? 0 : static_cast<double>(*middle);
}

// The week in which a burst is found.
std::optional<int> found(const Study& bursts, std::size_t subject) {
  const int onset = bursts.simulation.onset[subject];
  for (int week = onset; week <= onset + kPatience; ++week)
    if (bursts.p_values[static_cast<std::size_t>(week - kFirstWeek)][subject] <= kLevel) return week;
  return std::nullopt;
}

Dating dating(const Study& bursts) {
  std::vector<int> wide, late;
  double covered = 0;
  for (std::size_t s = 0; s < bursts.simulation.onset.size(); ++s) {
    const int onset = bursts.simulation.onset[s];
    const auto week = found(bursts, s);
    if (!week) continue;
    const auto dated = onset_at(bursts.simulation, s, *week + kSettles);
    covered += dated.low <= onset && onset <= dated.high;
    wide.push_back(dated.high - dated.low + 1);
    late.push_back(dated.week - onset);
  }
  return {.dated = static_cast<double>(wide.size()),
          .covered = wide.empty() ? 0 : covered / static_cast<double>(wide.size()),
          .weeks_wide = median(wide),
          .weeks_late = median(late)};
}

// How far the ratio of found bursts is from the truth, so many weeks after they were found: in those that found it the
// noise had helped, four weeks later it is other papers.
struct Growing {
  double covered = 0, overstated = 0;  // share of intervals that hold the truth; median of ratio / truth
};

Growing growing(const Study& bursts, int later) {
  std::vector<double> overstated;
  double covered = 0;
  for (std::size_t s = 0; s < bursts.simulation.onset.size(); ++s) {
    const auto week = found(bursts, s);
    if (!week) continue;
    const int onset = onset_at(bursts.simulation, s, *week + later).week;
    const auto growth = growth_at(bursts.simulation, s, *week + later, onset);
    covered += growth.low <= growth.truth && growth.truth <= growth.high;
    overstated.push_back(growth.ratio / growth.truth);
  }
  return {overstated.empty() ? 0 : covered / static_cast<double>(overstated.size()), median(overstated)};
}

}  // namespace

int main() {
  const Study quiet(series(kQuiet, 0, 0, 20260101));
  const double level = calibrated(quiet);
  std::map<std::string, double> detected, at_allowed, in_family, covered, wide, late, ratios, overstated, ratios_later,
      overstated_later;
  for (const int amplitude : kAmplitudes) {
    const Study bursts(series(0, kBursting, amplitude, 20260101U + static_cast<unsigned>(amplitude)));
    const auto name = std::to_string(amplitude);
    detected[name] = bursts.at(kLevel).detected;
    at_allowed[name] = bursts.at(level).detected;
    in_family[name] = detected_in_family(bursts, quiet);
    const Dating onsets = dating(bursts);
    covered[name] = onsets.covered;
    wide[name] = onsets.weeks_wide;
    late[name] = onsets.weeks_late;
    const Growing at_once = growing(bursts, 0), later = growing(bursts, kSettles);
    ratios[name] = at_once.covered;
    overstated[name] = at_once.overstated;
    ratios_later[name] = later.covered;
    overstated_later[name] = later.overstated;
  }
  const auto object = [](const std::map<std::string, double>& values) {
    std::string text;
    for (const auto& [name, value] : values)
      text += fmt::format("{}\"{}\": {:.4f}", text.empty() ? "" : ", ", name, value);
    return "{" + text + "}";
  };
  fmt::print("{{\"level\": {}, \"false_candidates\": {:.6f}, \"detected\": {},\n", kLevel,
             quiet.at(kLevel).false_candidates, object(detected));
  fmt::print(" \"level_at_allowed\": {:.2e}, \"detected_at_allowed\": {}, \"detected_in_family\": {},\n", level,
             object(at_allowed), object(in_family));
  fmt::print(" \"onset_covered\": {}, \"onset_weeks_wide\": {}, \"onset_weeks_late\": {},\n", object(covered),
             object(wide), object(late));
  fmt::print(" \"ratio_covered\": {}, \"ratio_overstated\": {},\n", object(ratios), object(overstated));
  fmt::print(" \"ratio_covered_later\": {}, \"ratio_overstated_later\": {}}}\n", object(ratios_later),
             object(overstated_later));
}

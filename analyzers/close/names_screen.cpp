#include "analyzers/close/names_screen.hpp"

#include <algorithm>
#include <map>

#include "analyzers/burst/false_discovery.hpp"

namespace bandwagon::close {

std::vector<burst::SubjectCount> counts_of(const std::vector<const burst::WeekCounts*>& weeks,
                                           burst::SubjectId subject) {
  std::vector<burst::SubjectCount> counts;
  for (std::size_t week = 0; week < weeks.size(); ++week) {
    auto at = std::lower_bound(weeks[week]->begin(), weeks[week]->end(), subject,
                               [](const auto& entry, burst::SubjectId id) { return entry.subject < id; });
    for (; at != weeks[week]->end() && at->subject == subject; ++at)
      counts.push_back({static_cast<int>(week), at->stratum, static_cast<double>(at->papers)});
  }
  return counts;
}

std::vector<burst::Excess> screen_names(const RecentNames& names,
                                        const std::function<std::vector<burst::SubjectCount>(text::TermId)>& counts,
                                        std::span<const burst::WeekExposure> exposure,
                                        const burst::Quarantine& quarantine, const NamesScreenParams& params) {
  // test() splits the level between two windows, so that the longer ones take 1 − short_share each and the short one
  // short_share: all three take 2 − short_share.
  const double third_window = 2 - params.screen.short_share;
  const int now = static_cast<int>(exposure.size()) - 1;
  auto over_names_window = params.screen;
  over_names_window.long_window = params.screen.names_window;
  std::map<int, burst::Baseline> baselines;  // by the week up to which they are trained
  const auto baseline_before = [&](int week) -> const burst::Baseline& {
    const int end = std::clamp(week + params.expectation.guard_weeks, 0, now);
    return baselines.try_emplace(end, exposure, end, quarantine, params.expectation).first->second;
  };
  std::vector<burst::Excess> excesses;
  std::vector<double> p_values;
  for (const auto& [term, since] : names) {
    const auto own = counts(term);
    const auto& before = baseline_before(since);
    const bool tells = before.training_weeks() >= params.least_training_weeks &&
                       before.known_share(now, over_names_window.long_window) >= params.least_known;
    const auto& past = tells ? before : baseline_before(now);
    const auto rates = past.rates(own);
    const auto expected = [&](int weeks) {
      const auto length = std::min(exposure.size(), static_cast<std::size_t>(weeks));
      return burst::expected_total(rates, exposure.last(length), quarantine, params.expectation);
    };
    auto excess = burst::test(term, own, now, expected, quarantine, over_names_window);
    if (excess.observed < params.screen.least_papers) continue;
    const auto brief = burst::test(term, own, now, expected, quarantine, params.screen);
    if (brief.p < excess.p) excess = brief;
    excess.p = std::min(1.0, third_window * excess.p);
    excesses.push_back(excess);
    p_values.push_back(excess.p);
  }
  const auto q_values = burst::adjusted_p_values(p_values, p_values.size());
  std::vector<burst::Excess> discoveries;
  for (std::size_t e = 0; e < excesses.size(); ++e) {
    excesses[e].q = q_values[e];
    if (q_values[e] <= params.screen.false_discovery_rate) discoveries.push_back(excesses[e]);
  }
  return discoveries;
}

}  // namespace bandwagon::close

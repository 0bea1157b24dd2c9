#include "analyzers/close/names_screen.hpp"

#include <algorithm>

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

std::vector<text::TermId> names_of(const std::vector<attribute::Names>& releases,
                                   const std::function<bool(std::size_t)>& is_wanted) {
  std::vector<text::TermId> terms;
  for (std::size_t r = 0; r < releases.size(); ++r)
    if (is_wanted(r)) terms.insert(terms.end(), releases[r].terms().begin(), releases[r].terms().end());
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::vector<burst::Excess> screen_names(const std::vector<text::TermId>& terms,
                                        const std::function<std::vector<burst::SubjectCount>(text::TermId)>& counts,
                                        int now, const burst::Baseline& baseline, const burst::Quarantine& quarantine,
                                        const burst::ScreenParams& params) {
  constexpr double kThirdWindow = 1.5;  // test() pays for two windows, here are three
  auto over_names_window = params;
  over_names_window.long_window = params.names_window;
  std::vector<burst::Excess> excesses;
  std::vector<double> p_values;
  for (const auto term : terms) {
    const auto own = counts(term);
    auto excess = burst::test(term, own, now, baseline, quarantine, over_names_window);
    if (excess.observed < params.least_papers) continue;
    const auto brief = burst::test(term, own, now, baseline, quarantine, params);
    if (brief.p < excess.p) excess = brief;
    excess.p = std::min(1.0, kThirdWindow * excess.p);
    excesses.push_back(excess);
    p_values.push_back(excess.p);
  }
  const auto q_values = burst::adjusted_p_values(p_values, p_values.size());
  std::vector<burst::Excess> discoveries;
  for (std::size_t e = 0; e < excesses.size(); ++e) {
    excesses[e].q = q_values[e];
    if (q_values[e] <= params.false_discovery_rate) discoveries.push_back(excesses[e]);
  }
  return discoveries;
}

}  // namespace bandwagon::close

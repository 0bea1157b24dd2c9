#include "analyzers/burst/screen.hpp"

#include <algorithm>

#include "analyzers/burst/false_discovery.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::burst {
namespace {

struct Candidate {
  SubjectId subject;
  double papers;
};

// Subjects of the long window with enough papers outside quarantine to be tested, ordered.
std::vector<Candidate> candidates(std::span<const WeekCounts* const> recent, const Quarantine& quarantine,
                                  double least) {
  std::vector<std::size_t> at(recent.size(), 0);
  std::vector<Candidate> testable;
  for (;;) {
    SubjectId next = ~SubjectId{0};
    bool any = false;
    for (std::size_t w = 0; w < recent.size(); ++w) {
      if (at[w] == recent[w]->size()) continue;
      const SubjectId subject = (*recent[w])[at[w]].subject;
      next = any ? std::min(next, subject) : subject;
      any = true;
    }
    if (!any) return testable;
    double papers = 0;
    for (std::size_t w = 0; w < recent.size(); ++w)
      for (; at[w] < recent[w]->size() && (*recent[w])[at[w]].subject == next; ++at[w])
        if (!is_quarantined(quarantine, (*recent[w])[at[w]].stratum)) papers += (*recent[w])[at[w]].papers;
    if (papers >= least) testable.push_back({next, papers});
  }
}

// The counts of each candidate over all weeks.
std::vector<std::vector<SubjectCount>> histories(std::span<const WeekCounts* const> weeks,
                                                 const std::vector<Candidate>& candidates,
                                                 const Quarantine& quarantine) {
  std::vector<std::vector<SubjectCount>> histories(candidates.size());
  for (std::size_t w = 0; w < weeks.size(); ++w) {
    auto entry = weeks[w]->begin();
    const auto end = weeks[w]->end();
    for (std::size_t c = 0; c < candidates.size() && entry != end; ++c) {
      const SubjectId subject = candidates[c].subject;
      entry =
          std::lower_bound(entry, end, subject, [](const SubjectPapers& e, SubjectId id) { return e.subject < id; });
      for (; entry != end && entry->subject == subject; ++entry)
        if (!is_quarantined(quarantine, entry->stratum))
          histories[c].push_back({static_cast<int>(w), entry->stratum, static_cast<double>(entry->papers)});
    }
  }
  return histories;
}

double window_p(const NegativeBinomial& expected, double observed, double margin) {
  if (observed <= margin * expected.mean) return 1;
  return upper_mid_p({.mean = margin * expected.mean, .size = expected.size}, observed);
}

}  // namespace

Excess test(SubjectId subject, std::span<const SubjectCount> counts, int now, const Expected& expected,
            const Quarantine& quarantine, const ScreenParams& params) {
  Excess excess{.subject = subject};
  for (const SubjectCount& count : counts) {
    if (is_quarantined(quarantine, count.stratum) || count.week > now) continue;
    if (count.week > now - params.long_window) excess.observed += count.papers;
    if (count.week > now - params.short_window) excess.latest += count.papers;
  }
  if (excess.observed < params.least_papers) return excess;
  excess.expected = expected(params.long_window);
  double p = window_p(excess.expected, excess.observed, params.margin) / (1 - params.short_share);
  if (excess.latest >= params.least_papers / 2)
    p = std::min(p, window_p(expected(params.short_window), excess.latest, params.margin) / params.short_share);
  excess.p = std::min(1.0, p);
  return excess;
}

Excess test(SubjectId subject, std::span<const SubjectCount> counts, int now, const Baseline& baseline,
            const Quarantine& quarantine, const ScreenParams& params) {
  const Rates rates = baseline.rates(counts);
  const auto expected = [&](int weeks) { return baseline.forecast(rates, weeks).total; };
  return test(subject, counts, now, expected, quarantine, params);
}

std::vector<Excess> screen(std::span<const WeekCounts* const> weeks, const Baseline& baseline,
                           const Quarantine& quarantine, const WorthTesting& worth_testing,
                           const ScreenParams& params) {
  const int now = static_cast<int>(weeks.size()) - 1;
  const auto recent = weeks.last(std::min(weeks.size(), static_cast<std::size_t>(params.long_window)));
  auto testable = candidates(recent, quarantine, params.least_papers);
  const std::size_t family = testable.size();
  std::erase_if(testable,
                [&](const Candidate& candidate) { return !worth_testing(candidate.subject, candidate.papers); });
  const auto counts = histories(weeks, testable, quarantine);

  std::vector<Excess> tested(testable.size());
  parallel::each(testable.size(), parallel::kAtOnce, [&](std::size_t c) {
    tested[c] = test(testable[c].subject, counts[c], now, baseline, quarantine, params);
  });
  std::vector<Excess> excesses;
  std::vector<double> p_values;
  for (const Excess& excess : tested) {
    if (excess.p >= 1) continue;  // enters the family as p = 1
    p_values.push_back(excess.p);
    excesses.push_back(excess);
  }
  const auto q_values = adjusted_p_values(p_values, family);
  std::vector<Excess> discoveries;
  for (std::size_t e = 0; e < excesses.size(); ++e) {
    excesses[e].q = q_values[e];
    if (q_values[e] <= params.false_discovery_rate) discoveries.push_back(excesses[e]);
  }
  return discoveries;
}

}  // namespace bandwagon::burst

#include "analyzers/herding/abandoned.hpp"

#include <algorithm>
#include <set>

#include "analyzers/burst/false_discovery.hpp"
#include "analyzers/herding/proportion.hpp"

namespace bandwagon::herding {
namespace {

using Authors = std::set<std::uint64_t>;

// Papers per topic, week and stratum.
std::map<model::TopicId, std::vector<burst::SubjectCount>> counts_of(std::span<const SeenPaper> papers) {
  std::map<model::TopicId, std::map<std::pair<int, burst::StratumIndex>, double>> sums;
  for (const auto& paper : papers)
    if (paper.topic) ++sums[*paper.topic][{paper.week, paper.reading->stratum}];
  std::map<model::TopicId, std::vector<burst::SubjectCount>> counts;
  for (const auto& [topic, cells] : sums)
    for (const auto& [cell, number] : cells) counts[topic].push_back({cell.first, cell.second, number});
  return counts;
}

// Topics whose recent papers are tested against their past, each with the p-value of so few.
std::vector<Decline> test_declines(const corpus::Window& window, std::span<const SeenPaper> papers,
                                   const burst::Quarantine& quarantine, const AbandonedParams& params) {
  const int now = window.latest(), past_end = now - params.past_weeks;  // the last week that trains
  if (past_end < 0) return {};
  const burst::Baseline past(window.exposure(), past_end + 1 + params.expectation.guard_weeks, quarantine,
                             params.expectation);
  if (past.training_weeks() < params.least_training_weeks) return {};
  const int first = now - params.recent_weeks + 1;
  std::vector<Decline> tested;
  std::vector<double> p_values;
  for (const auto& [topic, counts] : counts_of(papers)) {
    Decline decline{.topic = topic};
    for (const double expected : past.expected(counts, first, now)) decline.expected += expected;
    if (decline.expected < params.least_expected) continue;
    for (const auto& count : counts)
      if (count.week >= first && !burst::is_quarantined(quarantine, count.stratum)) decline.observed += count.papers;
    const double size = past.forecast(counts, params.recent_weeks).total.size;
    p_values.push_back(
        1 - burst::upper_mid_p({.mean = params.margin * decline.expected, .size = size}, decline.observed));
    tested.push_back(decline);
  }
  const auto q_values = burst::adjusted_p_values(p_values, p_values.size());
  for (std::size_t t = 0; t < tested.size(); ++t) tested[t].q_value = q_values[t];
  return tested;
}

// Who published where in the recent weeks, and who before.
struct Careers {
  Authors before;                                                // all authors of the earlier weeks
  std::map<std::uint64_t, std::vector<const SeenPaper*>> recent;  // papers of each author
  std::map<model::BurstId, Authors> in_wave;                     // recent authors of each wave
};

Careers careers_of(std::span<const SeenPaper> papers, int first_recent) {
  Careers careers;
  for (const auto& paper : papers)
    for (const auto author : paper.reading->authors) {
      if (paper.week < first_recent) {
        careers.before.insert(author);
        continue;
      }
      careers.recent[author].push_back(&paper);
      for (const auto wave : paper.waves) careers.in_wave[wave].insert(author);
    }
  return careers;
}

bool went_to(const std::vector<const SeenPaper*>& papers, model::BurstId wave, model::TopicId from) {
  return std::any_of(papers.begin(), papers.end(), [&](const SeenPaper* paper) {
    return paper->topic != from && std::binary_search(paper->waves.begin(), paper->waves.end(), wave);
  });
}

}  // namespace

std::vector<Decline> find_declines(const corpus::Window& window, std::span<const SeenPaper> papers,
                                   const burst::Quarantine& quarantine, const AbandonedParams& params) {
  auto declines = test_declines(window, papers, quarantine, params);
  if (std::none_of(declines.begin(), declines.end(),
                   [&](const Decline& d) { return d.q_value <= params.false_discovery_rate; }))
    return declines;
  const int first_recent = window.latest() - params.recent_weeks + 1;
  const Careers careers = careers_of(papers, first_recent);
  double both = 0;  // authors of the earlier weeks that still publish
  std::map<model::BurstId, double> share;  // of them, those in each wave
  for (const auto& [author, recent] : careers.recent) both += careers.before.contains(author);
  for (const auto& [wave, authors] : careers.in_wave)
    for (const auto author : authors) share[wave] += careers.before.contains(author) ? 1 / both : 0;

  for (Decline& decline : declines) {
    if (decline.q_value > params.false_discovery_rate) continue;
    Authors former;
    for (const auto& paper : papers)
      if (paper.topic == decline.topic && paper.week < first_recent)
        former.insert(paper.reading->authors.begin(), paper.reading->authors.end());
    std::erase_if(former, [&](const std::uint64_t author) { return !careers.recent.contains(author); });
    decline.publishing = static_cast<int>(former.size());
    double surest = params.flow_level / static_cast<double>(std::max<std::size_t>(1, share.size()));
    for (const auto& [wave, base] : share) {
      const auto movers = static_cast<int>(
          std::count_if(former.begin(), former.end(), [&, id = wave](const std::uint64_t author) {
            return went_to(careers.recent.at(author), id, decline.topic);
          }));
      const double p = binomial_upper_tail(movers, decline.publishing, base);
      if (movers < params.least_movers || p > surest || (decline.wave && p == surest)) continue;
      surest = p;
      decline.wave = wave;
      decline.movers = movers;
    }
  }
  return declines;
}

}  // namespace bandwagon::herding

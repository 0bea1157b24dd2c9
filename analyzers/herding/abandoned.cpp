#include "analyzers/herding/abandoned.hpp"

#include <tsl/robin_map.h>
#include <tsl/robin_set.h>

#include <algorithm>
#include <set>

#include "analyzers/burst/false_discovery.hpp"
#include "analyzers/herding/colleagues.hpp"
#include "analyzers/herding/proportion.hpp"

namespace bandwagon::herding {
namespace {

using Authors = tsl::robin_set<std::uint64_t>;  // hashes

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

// What the shares of before the last half year let expect of the recent weeks, and how sure a decline is.
class Past {
 public:
  Past(const corpus::Window& window, const burst::Quarantine& quarantine, const AbandonedParams& params)
      : quarantine_(quarantine),
        params_(params),
        now_(window.latest()),
        baseline_(window.exposure(), std::max(0, now_ - params.past_weeks + 1 + params.expectation.guard_weeks),
                  quarantine, params.expectation) {}

  bool is_long_enough() const {
    return now_ >= params_.past_weeks && baseline_.training_weeks() >= params_.least_training_weeks;
  }
  int first_recent() const { return now_ - params_.recent_weeks + 1; }

  struct Comparison {
    double observed = 0, expected = 0, p = 1;  // p: of so few, or fewer
  };
  Comparison compare(const std::vector<burst::SubjectCount>& counts) const {
    Comparison found;
    for (const double expected : baseline_.expected(counts, first_recent(), now_)) found.expected += expected;
    for (const auto& count : counts)
      if (count.week >= first_recent() && !burst::is_quarantined(quarantine_, count.stratum))
        found.observed += count.papers;
    const double size = baseline_.forecast(counts, params_.recent_weeks).total.size;
    if (found.expected > 0)
      found.p = 1 - burst::upper_mid_p({.mean = params_.margin * found.expected, .size = size}, found.observed);
    return found;
  }

 private:
  const burst::Quarantine& quarantine_;
  const AbandonedParams& params_;
  int now_;
  burst::Baseline baseline_;
};

std::vector<Decline> test_declines(const Past& past, std::span<const SeenPaper> papers, const AbandonedParams& params) {
  std::vector<Decline> tested;
  std::vector<double> p_values;
  for (const auto& [topic, counts] : counts_of(papers)) {
    const auto found = past.compare(counts);
    if (found.expected < params.least_expected) continue;
    tested.push_back({.topic = topic, .observed = found.observed, .expected = found.expected});
    p_values.push_back(found.p);
  }
  const auto q_values = burst::adjusted_p_values(p_values, p_values.size());
  for (std::size_t t = 0; t < tested.size(); ++t) tested[t].q_value = q_values[t];
  return tested;
}

// The term that says most of the topic's earlier papers: share of them x inverse document frequency; ties to the
// smaller term. Absent where no term is in enough of them.
std::optional<text::TermId> telling_term(const corpus::Window& window, std::span<const SeenPaper* const> earlier,
                                         double least_share) {
  tsl::robin_map<text::TermId, double> uses;
  const auto size = static_cast<double>(earlier.size());
  for (const auto* paper : earlier)
    for (const auto& entry : paper->reading->terms) ++uses[text::TermId{entry.term}];
  std::optional<text::TermId> best;
  double most = 0;
  for (const auto& [term, number] : uses) {
    const double weight = number / size * window.frequencies().inverse_document_frequency(term);
    if (number < least_share * size || weight <= 0) continue;
    if (weight < most || (weight == most && *best < term)) continue;
    most = weight;
    best = term;
  }
  return best;
}

std::vector<burst::SubjectCount> counts_of_term(std::span<const SeenPaper> papers, text::TermId term) {
  std::vector<burst::SubjectCount> counts;
  for (const auto& paper : papers)
    if (paper.reading->uses(term)) counts.push_back({paper.week, paper.reading->stratum, 1});
  return counts;
}

// Who published where in the recent weeks, and who before.
struct Careers {
  Authors before;                                                       // all authors of the earlier weeks
  tsl::robin_map<std::uint64_t, std::vector<const SeenPaper*>> recent;  // papers of each author
  std::map<model::BurstId, Authors> in_wave;                            // recent authors of each wave
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

// A topic's former authors that still publish, and where they published since, outside the topic.
struct Leaving {
  Colleagues former;                                             // by the topic's earlier papers
  std::map<model::BurstId, Authors> movers;                      // of them, those in each wave
  std::map<model::BurstId, std::vector<const SeenPaper*>> into;  // their papers there, once per author
};

Leaving leaving(const Careers& careers, std::span<const SeenPaper* const> earlier, model::TopicId from) {
  Leaving found;
  Authors former;
  for (const auto* paper : earlier)
    for (const auto author : paper->reading->authors)
      if (careers.recent.contains(author) && former.insert(author).second) {
        found.former.add(author);
        for (const auto* recent : careers.recent.at(author)) {
          if (recent->topic == from) continue;
          for (const auto wave : recent->waves) {
            found.movers[wave].insert(author);
            found.into[wave].push_back(recent);
          }
        }
      }
  for (const auto* paper : earlier) found.former.wrote_together(paper->reading->authors);
  return found;
}

// Groups of former authors, as told by the earlier papers and those in one wave, of which somebody went there.
struct Flow {
  int groups = 0, moved = 0;
  double p = 1;  // of so many or more, if each author went there as likely as any
};

Flow flow_into(const Leaving& leaving, model::BurstId wave, double likely) {
  Flow flow;
  const auto movers = leaving.movers.find(wave);
  if (movers == leaving.movers.end()) return flow;
  Colleagues former = leaving.former;
  for (const auto* paper : leaving.into.at(wave)) former.wrote_together(paper->reading->authors);
  const auto sizes = former.sizes();
  std::map<std::uint64_t, int> moved;  // authors of each group
  for (const auto author : movers->second) ++moved[former.group_of(author)];
  double parts = 0;  // a group counts by the part of it that went: as likely, on average, as one author
  for (const auto& [group, authors] : moved) parts += static_cast<double>(authors) / sizes.at(group);
  flow.groups = static_cast<int>(sizes.size());
  flow.moved = static_cast<int>(moved.size());
  constexpr double kRounding = 1e-9;
  flow.p = binomial_upper_tail(static_cast<int>(parts + kRounding), flow.groups, likely);
  return flow;
}

}  // namespace

std::vector<Decline> find_declines(const corpus::Window& window, std::span<const SeenPaper> papers,
                                   const burst::Quarantine& quarantine, const AbandonedParams& params) {
  const Past past(window, quarantine, params);
  if (!past.is_long_enough()) return {};
  auto declines = test_declines(past, papers, params);
  if (std::none_of(declines.begin(), declines.end(),
                   [&](const Decline& d) { return d.q_value <= params.false_discovery_rate; }))
    return declines;
  const int first_recent = past.first_recent();
  const Careers careers = careers_of(papers, first_recent);
  double both = 0;                         // authors of the earlier weeks that still publish
  std::map<model::BurstId, double> share;  // of them, those in each wave
  for (const auto& [author, recent] : careers.recent) both += careers.before.contains(author);
  for (const auto& [wave, authors] : careers.in_wave)
    for (const auto author : authors) share[wave] += careers.before.contains(author) ? 1 / both : 0;

  std::map<model::TopicId, std::vector<const SeenPaper*>> earlier;
  for (const auto& paper : papers)
    if (paper.topic && paper.week < first_recent) earlier[*paper.topic].push_back(&paper);
  for (Decline& decline : declines) {
    if (decline.q_value > params.false_discovery_rate) continue;
    const auto word = telling_term(window, earlier[decline.topic], params.word_share);
    if (!word || past.compare(counts_of_term(papers, *word)).p > params.word_level) continue;
    const auto gone = leaving(careers, earlier[decline.topic], decline.topic);
    decline.publishing = gone.former.authors();
    double surest = params.flow_level / static_cast<double>(std::max<std::size_t>(1, share.size()));
    for (const auto& [wave, likely] : share) {
      const Flow flow = flow_into(gone, wave, likely);
      if (flow.moved < params.least_movers || flow.p > surest || (decline.wave && flow.p == surest)) continue;
      surest = flow.p;
      decline.wave = wave;
      decline.movers = static_cast<int>(gone.movers.at(wave).size());
      decline.groups = flow.groups;
      decline.moved_groups = flow.moved;
    }
  }
  return declines;
}

}  // namespace bandwagon::herding

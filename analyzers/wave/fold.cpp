#include "analyzers/wave/fold.hpp"

#include <algorithm>
#include <set>

namespace bandwagon::wave {
namespace {

double overlap(const std::vector<Place>& recent, const Wave& wave) {
  std::size_t common = 0;
  for (const Place& place : recent) common += std::binary_search(wave.papers.begin(), wave.papers.end(), place);
  return recent.empty() ? 0 : static_cast<double>(common) / static_cast<double>(recent.size());
}

// The wave of a release: the one that its name founded, or one already told as following it.
std::optional<std::size_t> wave_of(const std::vector<Wave>& waves, const std::string& release) {
  for (std::size_t w = 0; w < waves.size(); ++w)
    if (waves[w].names_release == release) return w;
  for (std::size_t w = 0; w < waves.size(); ++w)
    if (!waves[w].names_release && waves[w].alerted_release == release) return w;
  return std::nullopt;
}

// A term stays in its wave; one that has become a release's name leaves a wave that it does not define.
std::optional<std::size_t> wave_with(const std::vector<Wave>& waves, const Discovery& discovery) {
  std::optional<std::size_t> home;
  for (std::size_t w = 0; w < waves.size(); ++w)
    for (const CoreTerm& core : waves[w].terms) {
      if (core.term != discovery.excess.subject) continue;
      if (core.defines) return w;
      if (!home && !discovery.names_release) home = w;
    }
  return home;
}

// Of the watched papers of the recent weeks, the share that a wave holds.
double share_of_all(const corpus::Window& window, const Wave& wave, int weeks) {
  const int first = std::max(0, window.size() - weeks);
  std::size_t all = 0;
  for (int week = first; week <= window.latest(); ++week) all += window.papers(week).size();
  const auto begin = std::lower_bound(wave.papers.begin(), wave.papers.end(), Place{window.monday(first), 0});
  return all == 0 ? 0 : static_cast<double>(wave.papers.end() - begin) / static_cast<double>(all);
}

// A term that joins defines the wave if it is another name for the same papers, or a name of the wave's release.
CoreTerm core_term(const Discovery& discovery, const Wave& wave, const FoldParams& params) {
  const bool of_release = discovery.names_release && discovery.names_release == wave.names_release;
  return {.term = discovery.excess.subject,
          .normal = discovery.normal,
          .written = discovery.written,
          .defines = discovery.excess.observed >= params.defining_ratio * discovery.excess.expected.mean &&
                     (of_release || overlap(discovery.recent, wave) >= params.synonym_overlap),
          .observed = discovery.excess.observed,
          .expected = discovery.excess.expected.mean};
}

void add_papers(Wave& wave, const std::vector<Place>& places) {
  wave.papers = united(wave.papers, places);
  wave.widened = true;
}

// Adds the term, or refreshes what is known of it.
void take_in(const corpus::Window& window, Wave& wave, const Discovery& discovery, const FoldParams& params) {
  CoreTerm core = core_term(discovery, wave, params);
  const auto known =
      std::find_if(wave.terms.begin(), wave.terms.end(), [&](const CoreTerm& c) { return c.term == core.term; });
  const bool defined_before = known != wave.terms.end() && known->defines;
  if (known != wave.terms.end()) {
    known->observed = core.observed;
    known->expected = core.expected;
    known->written = core.written;
    known->defines |= core.defines;
  } else {
    wave.terms.push_back(core);
  }
  if (discovery.names_release && !wave.names_release) {
    wave.names_release = discovery.names_release;
    wave.burst.label = core.written;
  }
  if (core.defines && !defined_before) add_papers(wave, places_using(window, {core.term}, 0));
}

}  // namespace

std::optional<std::size_t> home_of(const corpus::Window& window, const std::vector<Place>& recent,
                                   const std::vector<Wave>& waves, const FoldParams& params) {
  std::optional<std::size_t> best;
  double best_overlap = 0;
  for (std::size_t w = 0; w < waves.size(); ++w) {
    const double share = overlap(recent, waves[w]);
    if (share >= params.joining_overlap && share > best_overlap &&
        share >= params.joining_lift * share_of_all(window, waves[w], params.recent_weeks)) {
      best = w;
      best_overlap = share;
    }
  }
  return best;
}

void absorb(Wave& into, const Wave& from, const FoldParams& params) {
  const auto common = std::count_if(from.papers.begin(), from.papers.end(), [&](const Place& place) {
    return std::binary_search(into.papers.begin(), into.papers.end(), place);
  });
  const bool alike = static_cast<double>(common) >= params.synonym_overlap * static_cast<double>(from.papers.size());
  for (CoreTerm core : from.terms) {
    const auto known =
        std::find_if(into.terms.begin(), into.terms.end(), [&](const CoreTerm& own) { return own.term == core.term; });
    core.defines &= alike;
    if (known == into.terms.end())
      into.terms.push_back(core);
    else
      known->defines |= core.defines;
  }
  if (alike) add_papers(into, from.papers);  // found again by the terms
}

Folded fold(const corpus::Window& window, std::vector<Discovery>& discoveries, std::vector<Wave>& waves,
            const FoldParams& params) {
  std::sort(discoveries.begin(), discoveries.end(), [](const Discovery& a, const Discovery& b) {
    if (a.excess.p != b.excess.p) return a.excess.p < b.excess.p;
    if (a.normal.size() != b.normal.size())
      return a.normal.size() > b.normal.size();  // the fuller name of the same papers
    return a.normal < b.normal;
  });
  Folded folded;
  std::set<std::size_t> flagged;
  for (std::size_t d = 0; d < discoveries.size(); ++d) {
    const Discovery& discovery = discoveries[d];
    if (discovery.author_groups < params.least_author_groups) continue;
    auto home = discovery.names_release ? wave_of(waves, *discovery.names_release) : std::nullopt;
    if (!home) home = wave_with(waves, discovery);
    if (!home && !discovery.names_release) home = home_of(window, discovery.recent, waves, params);
    if (!home) {
      home = waves.size();
      waves.emplace_back();
      waves.back().names_release = discovery.names_release;
    }
    take_in(window, waves[*home], discovery, params);
    if (waves[*home].terms.size() == 1) {  // the founder always defines its wave
      waves[*home].terms.front().defines = true;
      add_papers(waves[*home], places_using(window, {discovery.excess.subject}, 0));
    }
    folded.joined.emplace_back(d, *home);
    flagged.insert(*home);
  }
  folded.flagged.assign(flagged.begin(), flagged.end());
  return folded;
}

}  // namespace bandwagon::wave

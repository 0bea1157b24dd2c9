#include "analyzers/wave/wave.hpp"

#include <tsl/robin_map.h>

#include <algorithm>
#include <iterator>

namespace bandwagon::wave {

const corpus::Reading& reading(const corpus::Window& window, const Place& place) {
  return window.papers(window.index_of(place.monday))[place.position];
}

std::string leader_of(const Wave& wave) {
  return !wave.follows.empty() && wave.follows.front().attributed ? wave.follows.front().release : "";
}

const corpus::Reading& reading(const corpus::Window& window, const Kin& kin) {
  const int week = window.index_of(kin.place.monday);
  return (kin.background ? window.background(week) : window.papers(week))[kin.place.position];
}

bool is_member(const Wave& wave, const corpus::Reading& paper) {
  return std::any_of(wave.terms.begin(), wave.terms.end(),
                     [&](const CoreTerm& core) { return core.defines && paper.uses(core.term); });
}

std::vector<Place> places_using(const corpus::Window& window, const std::vector<text::TermId>& terms, int first) {
  std::vector<Place> places;
  std::vector<text::TermId> here;
  for (int week = std::max(0, first); week <= window.latest(); ++week) {
    const auto& papers = window.papers(week);
    here.clear();
    std::copy_if(terms.begin(), terms.end(), std::back_inserter(here),
                 [&](text::TermId term) { return window.uses(week, term); });
    for (std::size_t p = 0; p < papers.size() && !here.empty(); ++p)
      if (std::any_of(here.begin(), here.end(), [&](text::TermId term) { return papers[p].uses(term); }))
        places.push_back({window.monday(week), p});
  }
  return places;
}

std::map<text::TermId, std::vector<Place>> places_by_term(const corpus::Window& window,
                                                          const std::vector<text::TermId>& terms, int first) {
  tsl::robin_map<text::TermId, std::vector<Place>, represent::TermHash> found;
  for (const auto term : terms) found[term];
  for (int week = std::max(0, first); week <= window.latest(); ++week)
    for (std::size_t p = 0; p < window.papers(week).size(); ++p)
      for (const auto& entry : window.papers(week)[p].terms)
        if (const auto at = found.find(text::TermId{entry.term}); at != found.end())
          at.value().push_back({window.monday(week), p});
  return {found.begin(), found.end()};
}

std::vector<Place> united(const std::vector<Place>& a, const std::vector<Place>& b) {
  std::vector<Place> places;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(places));
  return places;
}

std::vector<burst::SubjectCount> counts_of(const corpus::Window& window, const std::vector<Place>& places) {
  std::vector<burst::SubjectCount> counts;
  for (const Place& place : places) {
    const int week = window.index_of(place.monday);
    if (week >= 0) counts.push_back({week, reading(window, place).stratum, 1});
  }
  return counts;
}

std::vector<text::TermId> defining_terms(const Wave& wave) {
  std::vector<text::TermId> terms;
  for (const CoreTerm& core : wave.terms)
    if (core.defines) terms.push_back(core.term);
  return terms;
}

}  // namespace bandwagon::wave

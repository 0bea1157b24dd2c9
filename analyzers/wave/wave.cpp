#include "analyzers/wave/wave.hpp"

#include <algorithm>
#include <iterator>

namespace bandwagon::wave {

const corpus::Reading& reading(const corpus::Window& window, const Place& place) {
  return window.papers(window.index_of(place.monday))[place.position];
}

const represent::SparseVector& vector(const corpus::Window& window, const Place& place) {
  return window.vector(window.index_of(place.monday), place.position);
}

std::vector<Place> even_sample(const corpus::Window& window, int first, std::size_t papers) {
  std::size_t all = 0;
  for (int week = std::max(0, first); week <= window.latest(); ++week) all += window.papers(week).size();
  const std::size_t step = std::max<std::size_t>(1, all / papers);
  std::vector<Place> places;
  std::size_t next = 0;  // place to take in the week
  for (int week = std::max(0, first); week <= window.latest(); ++week) {
    const std::size_t here = window.papers(week).size();
    for (; next < here; next += step) places.push_back({window.monday(week), next});
    next -= here;
  }
  return places;
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
  std::vector<corpus::Position> here;
  for (int week = std::max(0, first); week <= window.latest(); ++week) {
    here.clear();
    for (const auto term : terms) {
      const auto users = window.terms(week).papers(term);
      here.insert(here.end(), users.begin(), users.end());
    }
    std::sort(here.begin(), here.end());
    here.erase(std::unique(here.begin(), here.end()), here.end());
    for (const auto position : here) places.push_back({window.monday(week), position});
  }
  return places;
}

std::map<text::TermId, std::vector<Place>> places_by_term(const corpus::Window& window,
                                                          const std::vector<text::TermId>& terms, int first) {
  std::map<text::TermId, std::vector<Place>> places;
  for (const auto term : terms) {
    auto& own = places[term];
    if (own.empty()) own = places_using(window, {term}, first);
  }
  return places;
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

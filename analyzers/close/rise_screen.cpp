#include "analyzers/close/rise_screen.hpp"

#include <algorithm>
#include <set>

namespace bandwagon::close {
namespace {

constexpr double kWorthTesting = 1.2;  // ratio to a term's plain share of the window below which it is not tested

struct Written {
  std::string normal, common;
};

std::map<text::TermId, Written> spell(const corpus::Window& window,
                                      const std::map<text::TermId, std::vector<wave::Place>>& places,
                                      const std::vector<text::TermId>& wanted) {
  std::set<wave::Place> papers;
  for (const auto& [term, own] : places) papers.insert(own.begin(), own.end());
  std::map<text::TermId, std::map<std::string, int>> written;
  std::map<text::TermId, Written> spelled;
  for (const auto& place : papers) {
    const auto& paper = wave::reading(window, place).source.paper;
    for (const auto& spelling : text::spellings_of(paper.title, paper.abstract, wanted)) {
      ++written[spelling.term][spelling.written];
      spelled[spelling.term].normal = spelling.normal;
    }
  }
  for (const auto& [term, forms] : written)
    spelled[term].common = std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
                             return a.second < b.second;
                           })->first;
  return spelled;
}

}  // namespace

bool RiseScreen::testable(const Today& today) const {
  return today.past->training_weeks() >= params_.least_training_weeks && window_.exposure().back().observed;
}

// The recent papers outside quarantine that use each term, one entry per wanted term.
std::map<text::TermId, std::vector<wave::Place>> RiseScreen::places_by_term(
    const Today& today, const std::vector<text::TermId>& wanted) const {
  auto places = wave::places_by_term(window_, wanted, window_.size() - params_.fold.recent_weeks);
  for (auto& [term, own] : places)
    std::erase_if(own, [&](const wave::Place& place) {
      return burst::is_quarantined(today.quarantine, wave::reading(window_, place).stratum);
    });
  return places;
}

// The name's terms; where another release has one of them too, the newer of both is meant.
void RiseScreen::add_names(RecentNames& since, const attribute::Names& names, const model::Release& release) const {
  for (const auto term : names.terms()) {
    const auto [at, added] = since.try_emplace(term, 0);
    at->second = std::max(at->second, window_.index_of((release.released - params_.coinage.stray_days).monday()));
  }
}

NamesScreenParams RiseScreen::names_screen() const {
  return {.screen = params_.screen,
          .expectation = params_.expectation,
          .least_training_weeks = params_.least_training_weeks};
}

std::vector<wave::Discovery> RiseScreen::discover(const Today& today) const {
  const int now = window_.latest();
  if (!testable(today)) return {};
  const auto weeks = window_.counts();

  double recent = 0, all = 0;
  for (int week = 0; week <= now; ++week) {
    all += static_cast<double>(window_.papers(week).size());
    const auto& exposure = window_.exposure()[static_cast<std::size_t>(week)].papers;
    for (std::size_t s = 0; s < exposure.size() && week > now - params_.screen.long_window; ++s)
      if (!burst::is_quarantined(today.quarantine, static_cast<burst::StratumIndex>(s))) recent += exposure[s];
  }
  const auto worth_testing = [&](burst::SubjectId term, double papers) {
    return papers / recent > kWorthTesting * window_.frequencies().of(term) / all;
  };
  std::map<text::TermId, burst::Excess> found;
  auto phrases = params_.screen;
  phrases.margin *= params_.alerts.term_margin;
  for (const auto& excess : burst::screen(weeks, *today.past, today.quarantine, worth_testing, phrases))
    found[excess.subject] = excess;

  const auto count = [&](text::TermId term) { return counts_of(weeks, term); };
  RecentNames names;
  for (std::size_t r = 0; r < today.names.size(); ++r) {
    const auto& release = (*today.releases)[r].release;
    if (today.may_lead[r] && today.closed - release.released <= params_.alerts.name_days)
      add_names(names, today.names[r], release);
  }
  for (const auto& excess : screen_names(names, count, window_.exposure(), today.quarantine, names_screen())) {
    const auto [at, added] = found.try_emplace(excess.subject, excess);
    if (!added && excess.q < at->second.q) at->second = excess;
  }
  return describe(today, found);
}

std::vector<burst::Excess> RiseScreen::clusters(const Today& today) const {
  if (!testable(today)) return {};
  std::vector<const burst::WeekCounts*> weeks;
  for (const auto& week : today.cluster_counts) weeks.push_back(&week);
  const auto always = [](burst::SubjectId, double) { return true; };
  return burst::screen(weeks, *today.past, today.quarantine, always, params_.screen);
}

std::map<text::TermId, burst::Excess> RiseScreen::names(model::Day day, const std::vector<corpus::Reading>& open,
                                                        const burst::Quarantine& quarantine,
                                                        const std::vector<const model::Release*>& untold) const {
  std::map<text::TermId, burst::Excess> rising;
  auto exposure = window_.exposure();
  exposure.push_back(corpus::exposure_of(open));
  const int now = static_cast<int>(exposure.size()) - 1;
  const burst::Baseline baseline(exposure, now, quarantine, params_.expectation);
  if (open.empty() || baseline.training_weeks() < params_.least_training_weeks) return rising;

  RecentNames names;
  for (const model::Release* release : untold)
    if (day - release->released <= params_.alerts.name_days) add_names(names, attribute::Names(*release), *release);
  const auto weeks = window_.counts();
  const auto counts = [&](text::TermId term) {
    auto known = counts_of(weeks, term);
    for (const auto& paper : open)
      if (paper.uses(term)) known.push_back({now, paper.stratum, 1});
    return known;
  };
  auto params = names_screen();
  params.screen.false_discovery_rate /= params_.alerts.looks_per_week;
  for (const auto& excess : screen_names(names, counts, exposure, quarantine, params)) rising[excess.subject] = excess;
  return rising;
}

std::vector<wave::Discovery> RiseScreen::describe(const Today& today,
                                                  const std::map<text::TermId, burst::Excess>& found) const {
  std::vector<text::TermId> wanted;
  for (const auto& [term, excess] : found) wanted.push_back(term);
  const auto places = places_by_term(today, wanted);
  const auto spelled = spell(window_, places, wanted);

  std::vector<wave::Discovery> discoveries;
  for (const auto& [term, excess] : found) {
    const auto spelling = spelled.find(term);
    if (spelling == spelled.end()) continue;
    wave::Discovery discovery{.excess = excess,
                              .normal = spelling->second.normal,
                              .written = spelling->second.common,
                              .recent = places.at(term)};
    std::vector<const corpus::Reading*> readings;
    for (const auto& place : discovery.recent) readings.push_back(&wave::reading(window_, place));
    discovery.author_groups = corpus::author_groups(readings);
    model::Day newest{};  // of several releases that a name came into use with, the newest one is meant
    for (std::size_t r = 0; r < today.names.size(); ++r) {
      const auto& release = (*today.releases)[r].release;
      if (!today.may_lead[r] || today.closed - release.released > params_.attribution.coined_lag_days) continue;
      const auto names = today.names[r].covering(discovery.normal);
      if (names.empty() || !named_.came_with(release.id, names).value_or(true)) continue;
      if (!discovery.names_release || release.released > newest) {
        discovery.names_release = release.id;
        newest = release.released;
      }
    }
    discoveries.push_back(std::move(discovery));
  }
  return discoveries;
}

}  // namespace bandwagon::close

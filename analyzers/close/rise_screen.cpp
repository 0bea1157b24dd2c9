#include "analyzers/close/rise_screen.hpp"

#include <algorithm>
#include <set>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr double kWorthTesting = 1.2;  // ratio to a term's plain share of the window below which it is not tested
constexpr double kWordsLevel = 0.05;   // at which a phrase of a topic's label must rise with it

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

void RiseScreen::add_names(RecentNames& since, const attribute::Names& names, const model::Release& release,
                           model::Day first) const {
  const int week = ((release.released - params_.coinage.stray_days).monday() - first) / model::kDaysPerWeek;
  for (const auto term : names.terms()) {
    const auto [at, added] = since.try_emplace(term, 0);
    at->second = std::max(at->second, week);
  }
}

// Names are tested on each of a week's mailings, the last with the close: each spends its part of the level.
NamesScreenParams RiseScreen::names_screen() const {
  NamesScreenParams params{.screen = params_.screen,
                           .expectation = params_.expectation,
                           .least_training_weeks = params_.least_training_weeks};
  params.screen.false_discovery_rate /= params_.alerts.looks_per_week;
  return params;
}

// Of the releases whose names may found a wave.
RecentNames RiseScreen::recent_names(const Today& today) const {
  std::vector<std::size_t> recent;
  for (std::size_t r = 0; r < today.names.size(); ++r)
    if (today.closed - (*today.releases)[r].release.released <= params_.alerts.name_days) recent.push_back(r);
  std::vector<char> may_lead(recent.size());
  parallel::each(recent.size(), parallel::kAtOnce,
                 [&](std::size_t r) { may_lead[r] = explainer_.may_lead(today, recent[r]); });
  RecentNames names;
  for (std::size_t r = 0; r < recent.size(); ++r)
    if (may_lead[r]) add_names(names, today.names[recent[r]], (*today.releases)[recent[r]].release, window_.monday(0));
  return names;
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
  for (const auto& excess :
       screen_names(recent_names(today), count, window_.exposure(), today.quarantine, names_screen())) {
    const auto [at, added] = found.try_emplace(excess.subject, excess);
    if (!added && excess.q < at->second.q) at->second = excess;
  }
  return describe(today, found);
}

// Whether one of these phrases is written more than its own past leads to expect.
bool RiseScreen::rises_in_words(const Today& today, const std::vector<text::TermId>& label) const {
  auto any_rise = params_.screen;
  any_rise.margin = 1;
  const auto weeks = window_.counts();
  const double level = kWordsLevel / static_cast<double>(label.size());
  return std::any_of(label.begin(), label.end(), [&](text::TermId term) {
    const auto counts = counts_of(weeks, term);
    return burst::test(term, counts, window_.latest(), *today.past, today.quarantine, any_rise).p <= level;
  });
}

std::vector<burst::Excess> RiseScreen::clusters(const Today& today, const LabelOf& label_of) const {
  if (!testable(today)) return {};
  std::vector<const burst::WeekCounts*> weeks;
  for (const auto& week : today.cluster_counts) weeks.push_back(&week);
  const auto always = [](burst::SubjectId, double) { return true; };
  auto rising = burst::screen(weeks, *today.past, today.quarantine, always, params_.screen);
  std::erase_if(rising, [&](const auto& topic) {
    return !rises_in_words(today, label_of(static_cast<model::TopicId>(topic.subject)));
  });
  return rising;
}

NamesPast with_open_week(NamesPast past, const std::vector<corpus::Reading>& open) {
  const int now = static_cast<int>(past.exposure.size());
  past.exposure.push_back(corpus::exposure_of(open));
  past.counts = [&open, now, closed = std::move(past.counts)](text::TermId term) {
    auto known = closed(term);
    for (const auto& paper : open)
      if (paper.uses(term)) known.push_back({now, paper.stratum, 1});
    return known;
  };
  return past;
}

std::map<text::TermId, burst::Excess> RiseScreen::names(const LookNames& names, const NamesPast& past,
                                                        const burst::Quarantine& quarantine) const {
  std::map<text::TermId, burst::Excess> rising;
  const int now = static_cast<int>(past.exposure.size()) - 1;
  const burst::Baseline baseline(past.exposure, now, quarantine, params_.expectation);
  if (baseline.training_weeks() < params_.least_training_weeks) return rising;
  for (const auto& excess : screen_names(names.tested, past.counts, past.exposure, quarantine, names_screen()))
    if (names.wanted.contains(excess.subject)) rising[excess.subject] = excess;
  return rising;
}

// The release that a rising term names; of several whose names came into use with them the newest one is meant.
std::optional<std::string> RiseScreen::namesake(const Today& today, const std::string& normal,
                                                std::map<std::size_t, bool>& may_lead) const {
  const model::Release* newest = nullptr;
  for (std::size_t r = 0; r < today.names.size(); ++r) {
    const auto& release = (*today.releases)[r].release;
    if (today.closed - release.released > params_.attribution.coined_lag_days) continue;
    if (newest && release.released <= newest->released) continue;
    const auto names = today.names[r].covering(normal);
    if (names.empty() || !named_.came_with(release.id, names).value_or(true)) continue;
    const auto [leads, asked] = may_lead.try_emplace(r, false);
    if (asked) leads->second = explainer_.may_lead(today, r);
    if (leads->second) newest = &release;
  }
  return newest ? std::optional(newest->id) : std::nullopt;
}

std::vector<wave::Discovery> RiseScreen::describe(const Today& today,
                                                  const std::map<text::TermId, burst::Excess>& found) const {
  std::vector<text::TermId> wanted;
  for (const auto& [term, excess] : found) wanted.push_back(term);
  const auto places = places_by_term(today, wanted);
  const auto spelled = spell(window_, places, wanted);

  std::map<std::size_t, bool> may_lead;  // releases, as far as asked
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
    discovery.names_release = namesake(today, discovery.normal, may_lead);
    discoveries.push_back(std::move(discovery));
  }
  return discoveries;
}

}  // namespace bandwagon::close

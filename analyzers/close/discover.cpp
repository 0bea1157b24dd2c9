// What rises this week: terms, names of releases, cluster topics.
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include "analyzers/close/names_screen.hpp"
#include "analyzers/close/weekly_close.hpp"

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

// The recent papers outside quarantine that use each term, one entry per wanted term.
std::map<text::TermId, std::vector<wave::Place>> Analysis::places_by_term(
    const Today& today, const std::vector<text::TermId>& wanted) const {
  auto places = wave::places_by_term(window_, wanted, window_.size() - params_.fold.recent_weeks);
  for (auto& [term, own] : places)
    std::erase_if(own, [&](const wave::Place& place) {
      return burst::is_quarantined(today.quarantine, wave::reading(window_, place).stratum);
    });
  return places;
}

// The name's terms; where another release has one of them too, the newer of both is meant.
void Analysis::add_names(RecentNames& since, const attribute::Names& names, const model::Release& release) const {
  for (const auto term : names.terms()) {
    const auto [at, added] = since.try_emplace(term, 0);
    at->second = std::max(at->second, window_.index_of((release.released - params_.coinage.stray_days).monday()));
  }
}

NamesScreenParams Analysis::names_screen() const {
  return {.screen = params_.screen,
          .expectation = params_.expectation,
          .least_training_weeks = params_.least_training_weeks};
}

std::vector<wave::Discovery> Analysis::discover(const Today& today) const {
  const int now = window_.latest();
  const burst::Baseline baseline(window_.exposure(), now, today.quarantine, params_.expectation);
  if (baseline.training_weeks() < params_.least_training_weeks || !window_.exposure().back().observed) return {};
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
  for (const auto& excess : burst::screen(weeks, baseline, today.quarantine, worth_testing, phrases))
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

// What the fold needs to know of each term.
std::vector<wave::Discovery> Analysis::describe(const Today& today,
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

// A cluster topic that rises without any term of a live wave rising in it founds a wave of its own.
void Analysis::discover_clusters(const Today& today, std::vector<WaveNews>& news) {
  const int now = window_.latest();
  const burst::Baseline baseline(window_.exposure(), now, today.quarantine, params_.expectation);
  if (baseline.training_weeks() < params_.least_training_weeks || !window_.exposure().back().observed) return;
  std::vector<const burst::WeekCounts*> weeks;
  for (const auto& week : today.cluster_counts) weeks.push_back(&week);
  const auto always = [](burst::SubjectId, double) { return true; };
  for (const auto& excess : burst::screen(weeks, baseline, today.quarantine, always, params_.screen)) {
    const auto topic = static_cast<model::TopicId>(excess.subject);
    const auto recent = topics_.places(window_, topic, now - params_.fold.recent_weeks + 1);
    std::vector<const corpus::Reading*> readings;
    for (const auto& place : recent) readings.push_back(&wave::reading(window_, place));
    if (corpus::author_groups(readings) < params_.fold.least_author_groups) continue;
    const auto held = [&](const wave::Wave& wave) {
      const auto common = std::count_if(recent.begin(), recent.end(), [&](const wave::Place& place) {
        return std::binary_search(wave.papers.begin(), wave.papers.end(), place);
      });
      return static_cast<double>(common) >= params_.fold.joining_overlap * static_cast<double>(recent.size());
    };
    std::size_t home = waves_.size();
    for (std::size_t w = 0; w < waves_.size() && home == waves_.size(); ++w)
      if (waves_[w].cluster == topic || held(waves_[w])) home = w;
    if (home == waves_.size()) {
      waves_.emplace_back();
      waves_.back().cluster = topic;
      waves_.back().papers = topics_.places(window_, topic, 0);
      news.emplace_back();
    }
    news[home].flagged = true;
    news[home].q = std::min(news[home].q, excess.q);
  }
}

// What this week was expected to bring for each topic that the findings count, where its past says anything.
void Analysis::expect_topics(const Today& today, model::WeekFindings& findings) const {
  const burst::Baseline baseline(window_.exposure(), window_.latest(), today.quarantine, params_.expectation);
  if (baseline.training_weeks() < params_.least_training_weeks) return;
  const auto terms = window_.counts();
  std::vector<const burst::WeekCounts*> clusters;
  for (const auto& week : today.cluster_counts) clusters.push_back(&week);
  for (auto& count : findings.topic_weeks) {
    const auto term = topics_.term_of(count.topic);
    const auto counts =
        term ? counts_of(terms, *term) : counts_of(clusters, static_cast<burst::SubjectId>(count.topic));
    const bool in_quarantine = std::any_of(counts.begin(), counts.end(), [&](const burst::SubjectCount& c) {
      return c.week == window_.latest() && burst::is_quarantined(today.quarantine, c.stratum);
    });
    if (!in_quarantine) count.expected = baseline.forecast(counts, 1).mean_per_week;
  }
}

std::vector<Analysis::WaveNews> Analysis::news_of(const wave::Folded& folded,
                                                  const std::vector<wave::Discovery>& discoveries, std::size_t waves) {
  std::vector<WaveNews> news(waves);
  for (const auto& [discovery, wave] : folded.joined) {
    news[wave].flagged = true;
    news[wave].q = std::min(news[wave].q, discoveries[discovery].excess.q);
  }
  return news;
}

std::vector<Analysis::WaveNews> Analysis::fold_discoveries(const Today& today, model::WeekFindings& findings) {
  auto discoveries = discover(today);
  const auto folded = wave::fold(window_, discoveries, waves_, params_.fold);
  auto news = news_of(folded, discoveries, waves_.size());
  discover_clusters(today, news);
  name_new_waves(model::Day{INT32_MAX}, findings);
  return news;
}

// Ids, topics and labels of the waves founded just now; their topics get the papers announced before `until`.
void Analysis::name_new_waves(model::Day until, model::WeekFindings& findings) {
  const auto papers_of = [&](text::TermId term) {
    auto places = wave::places_using(window_, {term}, 0);
    std::erase_if(places, [&](const wave::Place& place) { return place.monday >= until; });
    return places;
  };
  for (auto& wave : waves_) {
    if (wave.burst.id != 0) continue;
    wave.burst.id = next_burst_++;
    wave.burst.state = "candidate";
    wave.burst.topic = wave.cluster ? *wave.cluster
                                    : topics_.term_topic(window_, wave.terms.front(), std::nullopt,
                                                         papers_of(wave.terms.front().term), findings);
    wave.burst.label = topics_.label(wave.burst.topic);
  }
  for (const auto& wave : waves_)
    for (std::size_t t = wave.cluster ? 0 : 1; t < wave.terms.size(); ++t)
      if (wave.terms[t].defines && !topics_.knows(wave.terms[t].term))
        topics_.term_topic(window_, wave.terms[t], wave.burst.topic, papers_of(wave.terms[t].term), findings);
}

}  // namespace bandwagon::close

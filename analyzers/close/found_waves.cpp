// Which waves the week's rises found, join or feed.
#include <algorithm>
#include <cstdint>
#include <set>

#include "analyzers/close/weekly_close.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {

// The week's papers that belong to the wave.
void Analysis::grow(wave::Wave& wave, WaveNews& news) {
  const int now = window_.latest();
  if (wave.cluster) {  // what stands in a topic may have changed
    wave.cluster = topics_.heir(*wave.cluster);
    wave.papers = cluster_papers(wave);
  }
  news.new_papers = wave::places_using(window_, wave::defining_terms(wave), now);
  if (wave.cluster) news.new_papers = wave::united(news.new_papers, topics_.places(window_, *wave.cluster, now));
  wave.papers = wave::united(wave.papers, news.new_papers);
  std::erase_if(wave.papers, [&](const wave::Place& place) { return place.monday < window_.monday(0); });
}

std::vector<wave::Place> Analysis::cluster_papers(const wave::Wave& wave) const {
  return wave::united(wave::places_using(window_, wave::defining_terms(wave), 0),
                      topics_.places(window_, *wave.cluster, 0));
}

std::vector<WaveNews> Analysis::news_of(const wave::Folded& folded, const std::vector<wave::Discovery>& discoveries,
                                        std::size_t waves) {
  std::vector<WaveNews> news(waves);
  for (const auto& [discovery, wave] : folded.joined) {
    news[wave].flagged = true;
    news[wave].q = std::min(news[wave].q, discoveries[discovery].excess.q);
  }
  return news;
}

std::vector<WaveNews> Analysis::fold_discoveries(std::vector<wave::Discovery> discoveries, const Today& today,
                                                 model::WeekFindings& findings) {
  const auto folded = wave::fold(window_, discoveries, waves_, params_.fold);
  auto news = news_of(folded, discoveries, waves_.size());
  discover_clusters(today, news);
  name_new_waves(model::Day{INT32_MAX}, findings);
  return news;
}

// The terms that define a live wave, and those of the topics that waves stand in.
std::set<text::TermId> Analysis::defining_terms() const {
  std::set<text::TermId> defining;
  for (const auto& wave : waves_) {
    for (const auto term : wave::defining_terms(wave)) defining.insert(term);
    if (const auto founder = topics_.term_of(wave.burst.topic)) defining.insert(*founder);
  }
  return defining;
}

std::vector<text::TermId> Analysis::label_terms(const wave::Wave& wave) const {
  return wave.cluster ? topics_.label_terms(*wave.cluster) : std::vector<text::TermId>();
}

// A cluster topic that rises without any term of a live wave rising in it founds a wave of its own.
void Analysis::discover_clusters(const Today& today, std::vector<WaveNews>& news) {
  const auto label_of = [&](model::TopicId topic) -> const auto& {
    return topics_.label_terms(topic);
  };
  for (const auto& excess : rise_.clusters(today, label_of)) {
    const auto topic = static_cast<model::TopicId>(excess.subject);
    const auto recent = topics_.places(window_, topic, window_.latest() - params_.fold.recent_weeks + 1);
    std::vector<const corpus::Reading*> readings;
    for (const auto& place : recent) readings.push_back(&wave::reading(window_, place));
    if (corpus::author_groups(readings) < params_.fold.least_author_groups) continue;
    const auto of_topic = std::find_if(waves_.begin(), waves_.end(), [&](const auto& w) { return w.cluster == topic; });
    auto home = of_topic != waves_.end() ? std::optional(static_cast<std::size_t>(of_topic - waves_.begin()))
                                         : wave::home_of(window_, recent, waves_, params_.fold);
    if (!home) {
      home = waves_.size();
      waves_.emplace_back();
      waves_.back().cluster = topic;
      waves_.back().papers = topics_.places(window_, topic, 0);
      news.emplace_back();
    }
    news[*home].flagged = true;
    news[*home].q = std::min(news[*home].q, excess.q);
  }
}

// What this week was expected to bring for each topic that the findings count, where its past says anything.
void Analysis::expect_topics(const Today& today, model::WeekFindings& findings) const {
  if (today.past->training_weeks() < params_.least_training_weeks) return;
  const auto terms = window_.counts();
  std::vector<const burst::WeekCounts*> clusters;
  for (const auto& week : today.cluster_counts) clusters.push_back(&week);
  parallel::each(findings.topic_weeks.size(), parallel::kAtOnce, [&](std::size_t t) {
    auto& count = findings.topic_weeks[t];
    const auto term = topics_.term_of(count.topic);
    const auto counts =
        term ? counts_of(terms, *term) : counts_of(clusters, static_cast<burst::SubjectId>(count.topic));
    const bool in_quarantine = std::any_of(counts.begin(), counts.end(), [&](const burst::SubjectCount& c) {
      return c.week == window_.latest() && burst::is_quarantined(today.quarantine, c.stratum);
    });
    if (!in_quarantine) count.expected = today.past->forecast(counts, 1).mean_per_week;
  });
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
      if (wave.terms[t].defines && !topics_.follows(wave.terms[t].term))
        topics_.term_topic(window_, wave.terms[t], wave.burst.topic, papers_of(wave.terms[t].term), findings);
}

}  // namespace bandwagon::close

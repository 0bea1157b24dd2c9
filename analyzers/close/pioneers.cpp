// Who had been there before: near to what the followers share, or first to write what the release says of itself.
#include <algorithm>
#include <cstdio>

#include "analyzers/attribute/own_phrases.hpp"
#include "analyzers/close/contrast.hpp"
#include "analyzers/close/weekly_close.hpp"

namespace bandwagon::close {
namespace {

constexpr double kPioneersAgainGrowth = 2;  // looked for again when the wave has doubled
constexpr std::size_t kPhrasesTried = 12;   // of a release's own text, each a search in all that is stored

wave::PriorPaper* pioneer_of(wave::Wave& wave, model::PaperKey paper) {
  const auto known = std::find_if(wave.pioneers.begin(), wave.pioneers.end(),
                                  [&](const wave::PriorPaper& other) { return other.key == paper; });
  return known == wave.pioneers.end() ? nullptr : &*known;
}

bool is_own_paper(const model::Release& release, const model::PaperId& paper) {
  return std::find(release.arxiv_ids.begin(), release.arxiv_ids.end(), paper) != release.arxiv_ids.end();
}

std::string evidence_of(const wave::PriorPaper& pioneer) {
  char cosine[64];
  std::snprintf(cosine, sizeof cosine, "cosine %.2f to what the followers share", pioneer.similarity);
  if (pioneer.phrase.empty()) return cosine;
  return "among the first to write \"" + pioneer.phrase +
         "\": papers before the release that did: " + std::to_string(pioneer.phrase_before) +
         ", followers that do: " + std::to_string(pioneer.phrase_users) + "; " + cosine;
}

}  // namespace

// Work on the idea from before the release: for the wave as a whole, and for each cluster topic among its followers, so
// that a wave of many subjects credits those who were first in each.
void Analysis::find_pioneers(const Today& today, wave::Wave& wave, const Explanation& why) const {
  const auto& leader = (*today.releases)[why.leader->release];
  if (wave.pioneers_of == leader.release.id && wave.burst.observed < kPioneersAgainGrowth * wave.pioneers_at) return;
  wave.pioneers_of = leader.release.id;
  wave.pioneers_at = wave.burst.observed;
  wave.pioneers.clear();
  std::vector<wave::Place> followers;
  std::map<model::TopicId, std::vector<wave::Place>> facets;
  for (const auto& paper : members(wave, wave.burst.onset)) {
    if (paper.background || wave::reading(window_, paper).source.paper.submitted < leader.release.released) continue;
    followers.push_back(paper.place);
    const int week = window_.index_of(paper.place.monday);
    if (!topics_.reads(week)) continue;  // the open week of a look
    if (const auto topic = topics_.cluster_of(week, paper.place.position)) facets[*topic].push_back(paper.place);
  }
  find_pioneers_of(today, wave, leader, followers, params_.roles.pioneers);
  if (wave.burst.kind == model::BurstKind::Topical) find_pioneers_of_facets(today, wave, leader, facets);
  find_first_to_write(today, wave, leader, followers);
}

void Analysis::find_pioneers_of_facets(const Today& today, wave::Wave& wave, const attribute::KnownRelease& leader,
                                       const std::map<model::TopicId, std::vector<wave::Place>>& facets) const {
  std::vector<std::pair<model::TopicId, std::vector<wave::Place>>> largest(facets.begin(), facets.end());
  std::stable_sort(largest.begin(), largest.end(),
                   [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  if (largest.size() > params_.roles.facets) largest.resize(params_.roles.facets);
  for (const auto& [topic, papers] : largest)
    if (papers.size() >= params_.roles.facet_papers)
      find_pioneers_of(today, wave, leader, papers, params_.roles.facet_pioneers);
  std::stable_sort(wave.pioneers.begin(), wave.pioneers.end(),
                   [](const auto& a, const auto& b) { return a.similarity > b.similarity; });
}

void Analysis::find_pioneers_of(const Today& today, wave::Wave& wave, const attribute::KnownRelease& leader,
                                const std::vector<wave::Place>& followers, std::size_t most) const {
  const auto& release = leader.release;
  const auto& hidden = today.names[today.index_of.at(release.id)].terms();
  const auto shared = centre(followers, hidden);
  std::vector<double> similarities;
  for (const auto& place : followers) {
    const auto terms = text::without(wave::reading(window_, place).terms, hidden);
    similarities.push_back(
        represent::dot(represent::paper_vector(terms, window_.frequencies(), params_.vectors), shared));
  }
  if (similarities.empty()) return;
  const auto middle = similarities.begin() + static_cast<std::ptrdiff_t>(similarities.size() / 2);
  std::nth_element(similarities.begin(), middle, similarities.end());
  const auto phrases = telling_phrases(window_, followers, contrast(shared, today.background), params_.roles.own_words);
  const auto prior = prior_work_(phrases, release.released - params_.roles.concurrent_days);
  auto params = params_.roles;
  params.pioneers = most;
  for (const auto& pioneer : attribute::find_pioneers(prior, shared, *middle, window_.frequencies(), hidden, params)) {
    const auto& paper = pioneer.paper.paper;
    if (pioneer_of(wave, pioneer.paper.key) || is_own_paper(release, paper.id)) continue;
    wave.pioneers.push_back({.key = pioneer.paper.key,
                             .arxiv_id = paper.id.str(),
                             .title = paper.title,
                             .announced = paper.announced,
                             .similarity = pioneer.similarity});
  }
}

// Those who were first to write the phrases that the release says of itself and its followers have taken up.
void Analysis::find_first_to_write(const Today& today, wave::Wave& wave, const attribute::KnownRelease& leader,
                                   const std::vector<wave::Place>& followers) const {
  const auto& release = leader.release;
  const auto& hidden = today.names[today.index_of.at(release.id)].terms();
  const Told& told = told_.at(release.id);
  std::vector<const corpus::Reading*> readings;
  for (const auto& place : followers) readings.push_back(&wave::reading(window_, place));
  double watched_before = 0;
  for (int week = 0; week < window_.size() && window_.monday(week) < release.released; ++week)
    watched_before += static_cast<double>(window_.papers(week).size());
  struct Written {
    attribute::OwnPhrase phrase;
    std::vector<model::StoredPaper> before;  // papers that wrote it, the oldest first
    double rise() const { return static_cast<double>(phrase.users) / static_cast<double>(before.size() + 1); }
  };
  std::vector<Written> risen;
  auto phrases = attribute::own_phrases(told.title, told.text, hidden, readings, params_.roles);
  if (phrases.size() > kPhrasesTried) phrases.resize(kPhrasesTried);
  for (const auto& phrase : phrases) {
    const auto prior = prior_work_({phrase.written}, release.released - params_.roles.concurrent_days);
    auto before = attribute::first_to_write(phrase, prior, followers.size(), watched_before, params_.roles);
    std::erase_if(before, [&](const model::StoredPaper& paper) { return is_own_paper(release, paper.paper.id); });
    if (!before.empty()) risen.push_back({phrase, std::move(before)});
  }
  if (risen.empty()) return;
  std::stable_sort(risen.begin(), risen.end(), [](const auto& a, const auto& b) { return a.rise() > b.rise(); });
  if (risen.size() > params_.roles.first_phrases) risen.resize(params_.roles.first_phrases);

  const auto shared = centre(followers, hidden);
  const auto comparable = today.comparators->likeness(shared, release.released);
  const auto similarity = [&](const model::Paper& paper) {
    const auto terms = text::without(text::terms_of(paper.title, paper.abstract), hidden);
    return represent::dot(represent::paper_vector(terms, window_.frequencies(), params_.vectors), shared);
  };
  for (const auto& [phrase, before] : risen) {
    std::size_t credited = 0;
    for (const auto& [key, paper] : before) {
      if (credited == params_.roles.first_papers) break;
      wave::PriorPaper* pioneer = pioneer_of(wave, key);
      if (!pioneer) {
        const double cosine = similarity(paper);
        if (likeness_p(comparable, cosine).value_or(0) > params_.roles.first_alike) continue;
        wave.pioneers.push_back({.key = key,
                                 .arxiv_id = paper.id.str(),
                                 .title = paper.title,
                                 .announced = paper.announced,
                                 .similarity = cosine});
        pioneer = &wave.pioneers.back();
      }
      ++credited;
      if (!pioneer->phrase.empty()) continue;
      pioneer->phrase = phrase.written;
      pioneer->phrase_users = phrase.users;
      pioneer->phrase_before = before.size();
    }
  }
}

void Analysis::credit_pioneers(const Today& today, const wave::Wave& wave, model::WeekFindings& findings) const {
  const auto at = today.index_of.find(wave.pioneers_of);
  const bool followed = std::any_of(wave.follows.begin(), wave.follows.end(),
                                    [&](const auto& f) { return f.release == wave.pioneers_of; });
  if (at == today.index_of.end() || !followed) return;
  const auto& release = (*today.releases)[at->second].release;
  for (const auto& pioneer : wave.pioneers) {
    std::erase_if(findings.roles, [&](const model::Role& role) {
      return role.burst == wave.burst.id && role.release == release.id && role.paper == pioneer.key;
    });
    findings.roles.push_back({.burst = wave.burst.id,
                              .release = release.id,
                              .paper = pioneer.key,
                              .role = model::RoleKind::Pioneer,
                              .probability = pioneer.similarity,
                              .lag_days = pioneer.announced - release.released,
                              .evidence = evidence_of(pioneer)});
  }
}

}  // namespace bandwagon::close

#include "analyzers/close/pioneers.hpp"

#include <algorithm>
#include <cstdio>

#include "analyzers/attribute/own_phrases.hpp"
#include "analyzers/close/contrast.hpp"
#include "analyzers/close/labels.hpp"
#include "analyzers/close/topic_book.hpp"

namespace bandwagon::close {
namespace {

constexpr double kPioneersAgainGrowth = 2;  // looked for again when the wave has doubled
constexpr std::size_t kPhrasesTried = 12;   // of a release's own text, each a search in all that is stored

wave::PriorPaper* pioneer_of(wave::Wave& wave, model::PaperKey paper) {
  const auto known = std::find_if(wave.pioneers.begin(), wave.pioneers.end(),
                                  [&](const wave::PriorPaper& other) { return other.key == paper; });
  return known == wave.pioneers.end() ? nullptr : &*known;
}

wave::PriorPaper prior_paper(const model::StoredPaper& stored, double similarity) {
  return {.key = stored.key,
          .arxiv_id = stored.paper.id.str(),
          .title = stored.paper.title,
          .announced = stored.paper.announced,
          .similarity = similarity};
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

void PioneerSearch::find(const Today& today, wave::Wave& wave, const attribute::KnownRelease& leader) const {
  const auto& release = leader.release;
  if (wave.pioneers_of == release.id && wave.burst.observed < kPioneersAgainGrowth * wave.pioneers_at) return;
  wave.pioneers_of = release.id;
  wave.pioneers_at = wave.burst.observed;
  wave.pioneers.clear();
  std::vector<wave::Place> followers;
  std::map<model::TopicId, std::vector<wave::Place>> facets;
  for (const auto& paper : kinship_.members(wave, wave.burst.onset)) {
    if (paper.background || wave::reading(window_, paper).source.paper.submitted < release.released) continue;
    followers.push_back(paper.place);
    const int week = window_.index_of(paper.place.monday);
    if (!topics_.reads(week)) continue;  // the open week of a look
    if (const auto topic = topics_.cluster_of(week, paper.place.position)) facets[*topic].push_back(paper.place);
  }
  if (followers.empty()) return;
  const Sought whole = sought(today, leader, followers);
  const auto near_to_whole = common(whole);
  add_nearest(today, wave, whole, near_to_whole, nullptr);
  if (wave.burst.kind == model::BurstKind::Topical) {
    for (const auto& papers : largest(std::move(facets))) {
      const Sought facet = sought(today, leader, papers);
      const auto near_to_facet = common(facet);
      add_nearest(today, wave, facet, near_to_whole, &near_to_facet);
    }
    std::stable_sort(wave.pioneers.begin(), wave.pioneers.end(),
                     [](const auto& a, const auto& b) { return a.similarity > b.similarity; });
  }
  add_first_to_write(today, wave, whole);
}

// What followers of a release share, the release's names left out.
PioneerSearch::Sought PioneerSearch::sought(const Today& today, const attribute::KnownRelease& leader,
                                            const std::vector<wave::Place>& followers) const {
  const std::size_t index = today.index_of.at(leader.release.id);
  const auto& hidden = today.names[index].terms();
  return {.release = leader.release,
          .text = *today.own_texts[index],
          .hidden = hidden,
          .followers = followers,
          .shared = centre_of(window_, followers, hidden)};
}

double PioneerSearch::similarity(const Sought& sought, const represent::SparseVector& paper) {
  return represent::dot(represent::without(paper, sought.hidden), sought.shared);
}

// The cluster topics of most followers.
std::vector<std::vector<wave::Place>> PioneerSearch::largest(
    std::map<model::TopicId, std::vector<wave::Place>> facets) const {
  std::vector<std::vector<wave::Place>> largest;
  for (auto& [topic, papers] : facets)
    if (papers.size() >= params_.roles.facet_papers) largest.push_back(std::move(papers));
  std::stable_sort(largest.begin(), largest.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  if (largest.size() > params_.roles.facets) largest.resize(params_.roles.facets);
  return largest;
}

// What the followers share; near to it is what is as near as they are themselves, by their median.
attribute::Common PioneerSearch::common(const Sought& sought) const {
  std::vector<double> similarities;
  for (const auto& place : sought.followers) similarities.push_back(similarity(sought, wave::vector(window_, place)));
  const auto middle = similarities.begin() + static_cast<std::ptrdiff_t>(similarities.size() / 2);
  std::nth_element(similarities.begin(), middle, similarities.end());
  return {sought.shared, *middle};
}

// Prior work that says what these followers say: near to the whole wave, and to the part of it that they are.
void PioneerSearch::add_nearest(const Today& today, wave::Wave& wave, const Sought& sought,
                                const attribute::Common& whole, const attribute::Common* part) const {
  const auto phrases =
      telling_phrases(window_, sought.followers, contrast(sought.shared, today.background), params_.roles.own_words);
  const auto prior = prior_work_(phrases, sought.release.released - params_.roles.concurrent_days);
  const std::size_t most = part ? params_.roles.facet_pioneers : params_.roles.pioneers;
  for (const auto& [paper, cosine] :
       attribute::find_pioneers(prior, whole, part, window_.frequencies(), sought.hidden, most))
    if (!pioneer_of(wave, paper.key) && !sought.release.is_own_paper(paper.paper.id))
      wave.pioneers.push_back(prior_paper(paper, cosine));
}

// The phrases that the release says of itself and its followers have taken up, with the papers that wrote them before;
// those that have risen most, the most risen first.
std::vector<PioneerSearch::Written> PioneerSearch::risen_phrases(const Sought& sought) const {
  std::vector<const corpus::Reading*> readings;
  for (const auto& place : sought.followers) readings.push_back(&wave::reading(window_, place));
  double watched_before = 0;
  for (int week = 0; week < window_.size() && window_.monday(week) < sought.release.released; ++week)
    watched_before += static_cast<double>(window_.papers(week).size());
  auto phrases = attribute::own_phrases(sought.text.title, sought.text.text, sought.hidden, readings, params_.roles);
  if (phrases.size() > kPhrasesTried) phrases.resize(kPhrasesTried);
  std::vector<Written> risen;
  for (const auto& phrase : phrases) {
    const auto prior = prior_work_({phrase.written}, sought.release.released - params_.roles.concurrent_days);
    auto before = attribute::first_to_write(phrase, prior, readings.size(), watched_before, params_.roles);
    std::erase_if(before, [&](const model::StoredPaper& paper) { return sought.release.is_own_paper(paper.paper.id); });
    if (!before.empty()) risen.push_back({phrase, std::move(before)});
  }
  std::stable_sort(risen.begin(), risen.end(), [](const auto& a, const auto& b) { return a.rise() > b.rise(); });
  if (risen.size() > params_.roles.first_phrases) risen.resize(params_.roles.first_phrases);
  return risen;
}

// Those who were first to write such a phrase, if they are not unlike the followers otherwise.
void PioneerSearch::add_first_to_write(const Today& today, wave::Wave& wave, const Sought& sought) const {
  const auto risen = risen_phrases(sought);
  if (risen.empty()) return;
  const auto comparable = today.comparators->likeness(sought.shared, sought.release.released);
  for (const auto& [phrase, before] : risen) {
    std::size_t credited = 0;
    for (const auto& stored : before) {
      if (credited == params_.roles.first_papers) break;
      wave::PriorPaper* pioneer = pioneer_of(wave, stored.key);
      if (!pioneer) {
        const double cosine =
            similarity(sought, represent::paper_vector(text::terms_of(stored.paper.title, stored.paper.abstract),
                                                       window_.frequencies(), window_.vector_params()));
        const auto p = likeness_p(comparable, cosine, params_.attribution.least_placebos);
        if (p.value_or(0) > params_.roles.first_alike) continue;
        wave.pioneers.push_back(prior_paper(stored, cosine));
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

void credit_pioneers(const Today& today, const wave::Wave& wave, model::WeekFindings& findings) {
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

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
  const bool sought_before = wave.pioneers_of == release.id && wave.pioneers_kind == wave.burst.kind;
  if (sought_before && wave.burst.observed < kPioneersAgainGrowth * wave.pioneers_at) return;
  wave.pioneers_of = release.id;
  wave.pioneers_at = wave.burst.observed;
  wave.pioneers_kind = wave.burst.kind;
  wave.pioneers.clear();
  const auto followers = followers_of(wave, release);
  if (followers.papers.empty()) return;
  const Sought whole = sought(today, leader, followers.papers);
  const auto near_to_whole = common(whole);
  auto phrases = said_after(today, whole);
  if (wave.burst.kind != model::BurstKind::Topical) {  // those who but mention it share too little to be near to
    add_first_to_write(wave, whole, std::move(phrases),
                       [&](const auto&, double cosine) { return cosine >= near_to_whole.least; });
    return;
  }
  add_nearest(today, wave, whole, near_to_whole, nullptr);
  for (const auto& papers : largest(followers.by_topic)) {
    const Sought facet = sought(today, leader, papers);
    const auto near_to_facet = common(facet);
    add_nearest(today, wave, facet, near_to_whole, &near_to_facet);
  }
  std::stable_sort(wave.pioneers.begin(), wave.pioneers.end(),
                   [](const auto& a, const auto& b) { return a.similarity > b.similarity; });
  const auto comparable = today.comparators->likeness(whole.shared, release.released);
  const double least = nearness(whole, params_.roles.first_far);
  const double half = params_.roles.subject_share * static_cast<double>(followers.papers.size());
  add_first_to_write(wave, whole, std::move(phrases), [&](const attribute::OwnPhrase& phrase, double cosine) {
    if (static_cast<double>(phrase.users) >= half && cosine < least) return false;  // their subject, in another sense
    const auto p = likeness_p(comparable, cosine, params_.attribution.least_placebos);
    return p.value_or(0) <= params_.roles.first_alike;
  });
}

void PioneerSearch::find_first(wave::Wave& wave, const Explanation& why) const {
  if (wave.pioneers_of.empty() && wave.pioneers_at > 0) return;
  wave.pioneers_of.clear();
  wave.pioneers_at = wave.burst.observed;
  wave.pioneers.clear();
  if (why.papers.empty()) return;
  const Sought whole{.release = nullptr,
                     .since = wave.began_early,
                     .before = wave.began_early,
                     .hidden = {},
                     .followers = why.papers,
                     .shared = centre_of(window_, why.papers, {})};
  std::vector<attribute::OwnPhrase> phrases;
  for (const auto& [term, in_label] : why.phrases) {
    const std::string& written = wave.cluster ? in_label : wave.burst.label;  // in full: "reinforcement fine-tuning"
    phrases.push_back({term, written, users_of(window_, why.papers, term)});
  }
  const double least = nearness(whole, params_.roles.first_far);  // its subject, not a part of what a release says
  add_first_to_write(wave, whole, std::move(phrases), [least](const auto&, double cosine) { return cosine >= least; });
}

PioneerSearch::Followers PioneerSearch::followers_of(const wave::Wave& wave, const model::Release& release) const {
  Followers followers;
  for (const auto& paper : kinship_.members(wave, wave.burst.onset)) {
    if (paper.background || wave::reading(window_, paper).source.paper.submitted < release.released) continue;
    followers.papers.push_back(paper.place);
    const int week = window_.index_of(paper.place.monday);
    if (!topics_.reads(week)) continue;  // the open week of a look
    if (const auto topic = topics_.cluster_of(week, paper.place.position))
      followers.by_topic[*topic].push_back(paper.place);
  }
  return followers;
}

// What the release says of itself and they say after it.
std::vector<attribute::OwnPhrase> PioneerSearch::said_after(const Today& today, const Sought& sought) const {
  const auto& text = *today.own_texts[today.index_of.at(sought.release->id)];
  std::vector<const corpus::Reading*> readings;
  for (const auto& place : sought.followers) readings.push_back(&wave::reading(window_, place));
  return attribute::own_phrases(text.title, text.text, sought.hidden, readings, params_.roles);
}

// What followers of a release share, the release's names left out.
PioneerSearch::Sought PioneerSearch::sought(const Today& today, const attribute::KnownRelease& leader,
                                            const std::vector<wave::Place>& followers) const {
  const std::size_t index = today.index_of.at(leader.release.id);
  const auto& hidden = today.names[index].terms();
  return {.release = &leader.release,
          .since = leader.release.released,
          .before = leader.release.released - params_.roles.concurrent_days,
          .hidden = hidden,
          .followers = followers,
          .shared = centre_of(window_, followers, hidden)};
}

double PioneerSearch::similarity(const Sought& sought, const represent::SparseVector& paper) {
  return represent::dot(represent::without(paper, sought.hidden), sought.shared);
}

// The cluster topics of most followers.
std::vector<std::vector<wave::Place>> PioneerSearch::largest(
    const std::map<model::TopicId, std::vector<wave::Place>>& facets) const {
  std::vector<std::vector<wave::Place>> largest;
  for (const auto& [topic, papers] : facets)
    if (papers.size() >= params_.roles.facet_papers) largest.push_back(papers);
  std::stable_sort(largest.begin(), largest.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  if (largest.size() > params_.roles.facets) largest.resize(params_.roles.facets);
  return largest;
}

// How near to what they share all followers but this part of them are, at least.
double PioneerSearch::nearness(const Sought& sought, double but) const {
  std::vector<double> similarities;
  for (const auto& place : sought.followers) similarities.push_back(similarity(sought, wave::vector(window_, place)));
  const auto least = similarities.begin() + static_cast<std::ptrdiff_t>(but * static_cast<double>(similarities.size()));
  std::nth_element(similarities.begin(), least, similarities.end());
  return *least;
}

// What the followers share; near to it is what is as near as they are themselves, by their median.
attribute::Common PioneerSearch::common(const Sought& sought) const {
  return {sought.shared, nearness(sought, 0.5)};
}

// Prior work that says what these followers say: near to the whole wave, and to the part of it that they are.
void PioneerSearch::add_nearest(const Today& today, wave::Wave& wave, const Sought& sought,
                                const attribute::Common& whole, const attribute::Common* part) const {
  const auto phrases =
      telling_phrases(window_, sought.followers, contrast(sought.shared, today.background), params_.roles.own_words);
  const auto prior = prior_work_(phrases, sought.before);
  const std::size_t most = part ? params_.roles.facet_pioneers : params_.roles.pioneers;
  for (const auto& [paper, cosine] :
       attribute::find_pioneers(prior, whole, part, window_.frequencies(), sought.hidden, most))
    if (!pioneer_of(wave, paper.key) && !sought.is_own(paper)) wave.pioneers.push_back(prior_paper(paper, cosine));
}

// Of these phrases those that have risen most, with the papers that wrote them before; the most risen first.
std::vector<PioneerSearch::Written> PioneerSearch::risen_phrases(const Sought& sought,
                                                                 std::vector<attribute::OwnPhrase> phrases) const {
  double watched_before = 0;
  for (int week = 0; week < window_.size() && window_.monday(week) < sought.since; ++week)
    watched_before += static_cast<double>(window_.papers(week).size());
  if (phrases.size() > kPhrasesTried) phrases.resize(kPhrasesTried);
  std::vector<Written> risen;
  for (const auto& phrase : phrases) {
    const auto prior = prior_work_({phrase.written}, sought.before);
    if (prior.size() >= kMostOfOnePhrase) continue;  // there may be more
    auto before = attribute::first_to_write(phrase, sought.followers.size(), {prior, sought.before, watched_before},
                                            params_.roles);
    std::erase_if(before, [&](const model::StoredPaper& paper) { return sought.is_own(paper); });
    if (!before.empty()) risen.push_back({phrase, std::move(before)});
  }
  std::stable_sort(risen.begin(), risen.end(), [](const auto& a, const auto& b) { return a.rise() > b.rise(); });
  if (risen.size() > params_.roles.first_phrases) risen.resize(params_.roles.first_phrases);
  return risen;
}

// Those who were first to write such a phrase, if they are not unlike the followers otherwise.
void PioneerSearch::add_first_to_write(wave::Wave& wave, const Sought& sought,
                                       std::vector<attribute::OwnPhrase> phrases, const IsNear& is_near) const {
  const auto risen = risen_phrases(sought, std::move(phrases));
  for (const auto& [phrase, before] : risen) {
    std::size_t credited = 0;
    for (const auto& stored : before) {
      if (credited == params_.roles.first_papers) break;
      wave::PriorPaper* pioneer = pioneer_of(wave, stored.key);
      if (!pioneer) {
        const double cosine =
            similarity(sought, represent::paper_vector(text::terms_of(stored.paper.title, stored.paper.abstract),
                                                       window_.frequencies(), window_.vector_params()));
        if (!is_near(phrase, cosine)) continue;
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

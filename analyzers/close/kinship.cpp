#include "analyzers/close/kinship.hpp"

#include <algorithm>

namespace bandwagon::close {
namespace {

// How strongly a wave claims a paper: the chance that it belongs there, times the papers that used the wave's own terms
// in the weeks up to it. Those who do not say whom they follow are taken to follow as those who do.
double claim(const wave::Wave& wave, const wave::Kin& paper, int standing_weeks) {
  const model::Day monday = paper.place.monday;
  const auto at = [&](model::Day day) {
    return std::lower_bound(wave.papers.begin(), wave.papers.end(), wave::Place{day, 0});
  };
  const auto own = at(monday + model::kDaysPerWeek) - at(monday - (standing_weeks - 1) * model::kDaysPerWeek);
  return paper.probability * (1 + static_cast<double>(own));
}

}  // namespace

// Those of one week.
void Kinship::add(const Today& today, wave::Wave& wave, int week) const {
  const model::Day monday = window_.monday(week);
  const auto& papers = window_.papers(week);
  const auto& background = window_.background(week);
  std::vector<char> named(papers.size(), 0), background_named(background.size(), 0);
  for (const auto& release : wave.follows) {
    if (!release.attributed) continue;  // most who name a release that shares a wave follow it elsewhere
    const auto at = today.index_of.find(release.release);
    if (at == today.index_of.end()) continue;
    const CoinedNames names = named_.coined(release.release, today.names[at->second]);
    names.each_use(window_, week, [&](corpus::Position p) { named[p] = 1; });
    names.each_background_use(window_, week, [&](corpus::Position p) { background_named[p] = 1; });
  }
  const auto chances = wave::Judge(wave.vocabulary).probabilities(window_, week);
  for (std::size_t p = 0; p < papers.size(); ++p) {
    const wave::Place place{monday, p};
    const double probability = named[p] ? 1 : chances[p];
    if (probability < params_.kin.least_probability) continue;
    if (!std::binary_search(wave.papers.begin(), wave.papers.end(), place))
      wave.kin.push_back({place, false, probability});
  }
  // of background nobody knows how much there was before
  for (std::size_t p = 0; p < background.size(); ++p)
    if (background_named[p] || wave::is_member(wave, background[p])) wave.kin.push_back({{monday, p}, true, 1});
}

// A wave's words are learned while it is young, and then stay.
void Kinship::learn(const Today& today, wave::Wave& wave) const {
  if (wave.burst.kind != model::BurstKind::Topical) {
    wave.vocabulary = {};
    return;
  }
  const model::Day began = wave.led_since ? std::max(wave.began_early, wave.led_since->monday()) : wave.began_early;
  const int weeks = (today.week - began) / model::kDaysPerWeek;
  if (weeks > params_.vocabulary.longest_weeks && !wave.vocabulary.steps.empty()) return;
  std::vector<text::TermId> hidden = wave::defining_terms(wave);
  for (const auto& names : today.names) hidden.insert(hidden.end(), names.terms().begin(), names.terms().end());
  std::sort(hidden.begin(), hidden.end());
  const auto first = std::lower_bound(wave.papers.begin(), wave.papers.end(), wave::Place{began, 0});
  auto learned =
      wave::learn_vocabulary(window_, {first, wave.papers.end()}, hidden, began, today.quarantine, params_.vocabulary);
  if (!learned.steps.empty()) wave.vocabulary = std::move(learned);
}

bool Kinship::gather(const Today& today, wave::Wave& wave) const {
  if (!wave.burst.confirmed) return false;
  std::erase_if(wave.kin, [&](const wave::Kin& kin) {
    const int week = window_.index_of(kin.place.monday);
    return week < 0 || (kin.background && window_.background(week).empty());
  });
  const bool anew = wave.vocabulary_closes++ == 0;
  if (!anew) {
    add(today, wave, window_.latest());
  } else {
    learn(today, wave);
    wave.kin.clear();
    for (int week = std::max(0, window_.index_of(wave.began_early)); week <= window_.latest(); ++week)
      add(today, wave, week);
  }
  if (wave.vocabulary_closes > params_.kin.relearn_closes) wave.vocabulary_closes = 0;
  std::sort(wave.kin.begin(), wave.kin.end());
  return anew;
}

void Kinship::stake_claims(const std::vector<wave::Wave>& waves) {
  claims_.clear();
  for (const auto& wave : waves)
    for (const auto& paper : wave.kin) claims_[paper] = 0;
  for (const auto& wave : waves) {
    if (!wave.burst.confirmed || wave.burst.kind != model::BurstKind::Topical) continue;
    for (const auto& paper : wave.kin) claims_[paper] += claim(wave, paper, params_.kin.standing_weeks);
    for (const auto& place : wave.papers)
      if (const auto at = claims_.find({place}); at != claims_.end())
        at->second += claim(wave, {place}, params_.kin.standing_weeks);
  }
}

double Kinship::share_of(const wave::Wave& wave, const wave::Kin& paper) const {
  const auto all = claims_.find(paper);
  const double own = claim(wave, paper, params_.kin.standing_weeks);
  if (all == claims_.end() || own <= 0) return 1;
  return own / std::max(own, all->second);  // its papers may have changed since the claims were staked
}

std::vector<wave::Kin> Kinship::members(const wave::Wave& wave, model::Day since) const {
  std::vector<wave::Kin> members;
  for (const auto& place : wave.papers)
    if (place.monday >= since) members.push_back({place, false, 1});
  for (const auto& kin : wave.kin) {
    if (kin.place.monday >= since && share_of(wave, kin) >= params_.kin.least_share) members.push_back(kin);
  }
  std::sort(members.begin(), members.end(),
            [](const wave::Kin& a, const wave::Kin& b) { return a == b ? a.probability > b.probability : a < b; });
  members.erase(std::unique(members.begin(), members.end()), members.end());  // a term taken in may cover kin
  return members;
}

}  // namespace bandwagon::close

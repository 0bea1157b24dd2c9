// Between the weekly closes: do the names of recent releases already rise in the week so far?
#include <algorithm>

#include "analyzers/close/weekly_close.hpp"

namespace bandwagon::close {

// Whether the last close had confirmed it.
bool Analysis::was_confirmed(const wave::Wave& wave) const {
  return wave.burst.confirmed && *wave.burst.confirmed <= closed_;
}

// The names of the releases of which no alert has told yet, all of them tested. Of those whose wave the last close had
// confirmed and not told, and of words that define such a wave, the next close tells.
LookNames Analysis::untold_names(model::Day day, model::Day first, const Releases& releases) const {
  LookNames names;
  for (const auto& known : releases) {
    const model::Release& release = known.release;
    if (day - release.released > params_.alerts.name_days) continue;
    bool told = false, confirmed = false;
    for (const auto& wave : waves_) {
      told |= wave.alerted && (wave.names_release == release.id || wave.alerted_release == release.id);
      confirmed |= was_confirmed(wave) && wave.names_release == release.id;
    }
    if (told) continue;
    const attribute::Names own(release);
    rise_.add_names(names.tested, own, release, first);
    if (!confirmed) names.wanted.insert(own.terms().begin(), own.terms().end());
  }
  for (const auto& wave : waves_)
    if (was_confirmed(wave))
      for (const auto term : wave::defining_terms(wave)) names.wanted.erase(term);
  return names;
}

LookNames Analysis::names_to_look_for(model::Day day, model::Day first, const Releases& releases) const {
  LookNames names = untold_names(day + 1, first, releases);
  for (const auto term : set_aside_) names.wanted.erase(term);
  return names;
}

// Of the closed weeks.
NamesPast Analysis::names_past() const {
  return {.first = window_.monday(0),
          .exposure = window_.exposure(),
          .counts = [weeks = window_.counts()](text::TermId term) { return counts_of(weeks, term); }};
}

// What the looks of the next week begin with. Names that rise already when the week is closed and lead nothing are left
// to the next close.
void Analysis::prepare_looks(const Today& today) {
  const NamesPast past = names_past();
  const auto names = untold_names(today.closed, past.first, *today.releases);
  names_kept_ = {.exposure = past.exposure, .counts = {}};
  for (const auto& [term, since] : names.tested) names_kept_.counts[term] = past.counts(term);
  const auto rising = rise_.names(names, past, today.quarantine);
  set_aside_.clear();
  for (const auto& [term, excess] : rising) set_aside_.insert(term);
  for (const auto& discovery : rise_.describe(today, rising))
    if (discovery.names_release) set_aside_.erase(discovery.excess.subject);
}

Glance Analysis::glance(model::Day day, model::Day first, const Releases& releases) const {
  return {names_to_look_for(day, first, releases), first, window_.strata(), names_kept_, rise_, params_};
}

// Those that rise in the window and the papers of the open week.
std::map<text::TermId, burst::Excess> Analysis::rising_names(model::Day day, const std::vector<corpus::Reading>& open,
                                                             const Releases& releases) const {
  if (open.empty() || window_.size() == 0) return {};
  const NamesPast past = with_open_week(names_past(), open);
  const auto quarantine =
      window_.strata().quarantine(day.monday(), params_.quarantine_weeks);  // of the open week's strata, too
  return rise_.names(names_to_look_for(day, past.first, releases), past, quarantine);
}

model::WeekFindings Analysis::look(model::Day day, std::vector<model::StoredPaper> papers, const Releases& releases) {
  const model::Day monday = day.monday();
  model::WeekFindings findings{.week = monday, .closed = day + 1, .method = kMethod};
  const auto& open = window_.read_open(monday, std::move(papers));
  const auto rising = rising_names(day, open, releases);
  if (rising.empty()) return findings;

  window_.enter_open();
  findings.window_from = window_.monday(0);
  remember_ids();
  Today today = look_at(monday, releases);
  today.closed = findings.closed;
  auto discoveries = rise_.describe(today, rising);
  std::erase_if(discoveries, [](const wave::Discovery& discovery) { return !discovery.names_release; });
  const auto folded = wave::fold(window_, discoveries, waves_, params_.fold);
  if (folded.flagged.empty()) {
    leave_week(monday);
    return findings;
  }
  auto news = news_of(folded, discoveries, waves_.size());
  name_new_waves(monday, findings);
  for (const auto w : folded.flagged) {
    const auto fresh = wave::places_using(window_, wave::defining_terms(waves_[w]), window_.latest());
    waves_[w].papers = wave::united(waves_[w].papers, fresh);
    measure(window_, today, waves_[w], label_terms(waves_[w]), news[w], params_);
    step_state(today, waves_[w], news[w], params_);
    waves_[w].vocabulary_closes = 0;
    news[w].relearned = kinship_.gather(today, waves_[w]);
  }
  kinship_.stake_claims(waves_);
  for (const auto w : folded.flagged) {
    const auto why = find_reasons(today, waves_[w], news[w]);
    tell(today, waves_[w], news[w], why ? &*why : nullptr, findings);
  }
  leave_week(monday);
  for (const auto w : folded.flagged) waves_[w].vocabulary_closes = 0;  // the close starts from the whole week
  save_look(day, folded.flagged, findings);
  return findings;
}

// The open week is read again at its close.
void Analysis::leave_week(model::Day monday) {
  for (auto& wave : waves_) {
    std::erase_if(wave.papers, [&](const wave::Place& place) { return place.monday >= monday; });
    std::erase_if(wave.kin, [&](const wave::Kin& kin) { return kin.place.monday >= monday; });
  }
  named_.forget(monday);
  window_.leave_open();
}

}  // namespace bandwagon::close

// Between the weekly closes: do the names of recent releases already rise in the week so far?
#include <algorithm>

#include "analyzers/close/weekly_close.hpp"

namespace bandwagon::close {

// The releases of which no alert has told yet.
std::vector<const model::Release*> Analysis::untold(const Releases& releases) const {
  std::vector<const model::Release*> untold;
  for (const auto& known : releases) {
    const bool told = std::any_of(waves_.begin(), waves_.end(), [&](const wave::Wave& wave) {
      return wave.alerted && (wave.names_release == known.release.id || wave.alerted_release == known.release.id);
    });
    if (!told) untold.push_back(&known.release);
  }
  return untold;
}

model::WeekFindings Analysis::look(model::Day day, std::vector<model::StoredPaper> papers, const Releases& releases) {
  const model::Day monday = day.monday();
  model::WeekFindings findings{.week = monday, .closed = day + 1, .method = kMethod};
  const auto& open = window_.read_open(monday, std::move(papers));
  const auto quarantine =
      window_.strata().quarantine(monday, params_.quarantine_weeks);  // of the open week's strata, too
  const auto rising = rise_.names(day + 1, open, quarantine, untold(releases));
  if (rising.empty()) return findings;

  window_.enter_open();
  findings.window_from = window_.monday(0);
  remember_ids();
  Today today = look_at(monday, releases);
  today.closed = findings.closed;
  auto discoveries = rise_.describe(today, rising);
  std::erase_if(discoveries, [](const wave::Discovery& discovery) { return !discovery.names_release; });
  const auto folded = wave::fold(window_, discoveries, waves_, params_.fold);
  auto news = news_of(folded, discoveries, waves_.size());
  name_new_waves(monday, findings);
  for (const auto w : folded.flagged) {
    const auto fresh = wave::places_using(window_, wave::defining_terms(waves_[w]), window_.latest());
    waves_[w].papers = wave::united(waves_[w].papers, fresh);
    measure(window_, today, waves_[w], news[w], params_);
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

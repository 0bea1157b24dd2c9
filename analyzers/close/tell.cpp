// What a close says of a wave: why it rose, whom its papers follow, and whether that is news.
#include <algorithm>

#include "analyzers/close/alerts.hpp"
#include "analyzers/close/contrast.hpp"
#include "analyzers/close/labels.hpp"
#include "analyzers/close/weekly_close.hpp"

namespace bandwagon::close {
namespace {

bool may_be_told(const wave::Wave& wave) {
  return model::is_told(wave.burst.kind) && wave.burst.confirmed;
}

// The chance that a paper is there because of the wave. What stands in a cluster topic stood there before, too: its
// words tell.
double belongs(const wave::Wave& wave, const corpus::Reading& paper, double as_kin) {
  return as_kin < 1 ? as_kin : wave::probability(wave.vocabulary, paper);
}

// A release's own paper, wherever it stands.
attribute::Candidate own_paper(const model::StoredPaper& paper, const attribute::Names& names) {
  corpus::Reading reading{.source = paper};
  corpus::read_papers({&reading});
  return {.key = paper.key,
          .id = paper.paper.id,
          .submitted = paper.paper.submitted,
          .announced = paper.paper.announced,
          .named = names.in(reading)};
}

}  // namespace

void Analysis::give_roles(const Today& today, const wave::Wave& wave, const std::vector<wave::Kin>& papers,
                          model::WeekFindings& findings) const {
  const double excess_share = wave.burst.ratio > 1 ? 1 - 1 / wave.burst.ratio : 0;
  for (const auto& followed : wave.follows) {
    const auto at = today.index_of.find(followed.release);
    if (at == today.index_of.end()) continue;
    const auto& release = (*today.releases)[at->second].release;
    const auto& all_names = today.names[at->second];
    const CoinedNames names =
        wave.names_release == release.id ? CoinedNames::all_of(all_names) : named_.coined(release.id, all_names);
    std::vector<attribute::Candidate> candidates;
    for (const auto& paper : papers) {
      const auto& reading = wave::reading(window_, paper);
      if (all_names.mean_another_in(reading)) continue;
      const bool named = names.in(reading);
      // of background nobody knows how much there was before, and such a wave shares no subject that would tell
      if (paper.background && !named && wave.burst.kind == model::BurstKind::Mention) continue;
      const bool late = reading.source.paper.announced - wave.burst.onset > params_.roles.words_days;
      const bool of_coined = followed.coined && reading.uses(*followed.coined);
      const bool of_terms = paper.probability == 1 && (!wave.cluster || of_coined || wave.vocabulary.steps.empty());
      candidates.push_back({.key = reading.source.key,
                            .id = reading.source.paper.id,
                            .submitted = reading.source.paper.submitted,
                            .announced = reading.source.paper.announced,
                            .named = named,
                            .own_report = all_names.reports(reading.source.paper.title),
                            .by_its_authors = today.own_authors[at->second].lead(reading),
                            .belongs = late       ? 0
                                       : of_terms ? excess_share
                                                  : belongs(wave, reading, paper.probability)});
    }
    for (const auto& own : (*today.releases)[at->second].own_papers)  // before the wave began, or in another list
      if (std::none_of(candidates.begin(), candidates.end(), [&](const auto& known) { return known.key == own.key; }))
        candidates.push_back(own_paper(own, all_names));
    for (auto& role : attribute::give_roles(release, wave.burst.id, candidates, followed.posterior, params_.roles))
      findings.roles.push_back(std::move(role));
  }
}

// What explains a wave that has news, whom it follows by that, who had been there before, and what it goes by. Touches
// no other wave.
std::optional<Explanation> Analysis::find_reasons(const Today& today, wave::Wave& wave, const WaveNews& news) const {
  const bool ended = wave.burst.state == "ended";
  if (!may_be_told(wave) || !(news.flagged || news.relearned || ended)) return std::nullopt;
  auto why = explainer_.explain(today, wave);
  // a wave in a cluster topic goes by what its papers share, not by what the topic was about before it; by the same
  // words once it was told
  if (news.flagged && !wave.alerted && !why.label.empty()) wave.burst.label = joined(why.label);
  take_lead(today, wave, why);
  if (why.leader) pioneers_.find(today, wave, (*today.releases)[why.leader->release]);
  return why;
}

// Its papers, whom they follow and in which role, and whether that is news.
void Analysis::tell(const Today& today, wave::Wave& wave, const WaveNews& news, const Explanation* why,
                    model::WeekFindings& findings) {
  const bool first_time = news.flagged && wave.flagged_closes == 1;
  const bool anew = wave.widened || first_time || news.relearned || news.turned || news.redated;
  wave.widened = false;
  if (why) {
    findings.reattributed.push_back(wave.burst.id);
    findings.attributions.insert(findings.attributions.end(), why->attributions.begin(), why->attributions.end());
  }
  // what shares a way of writing, a date or a name that no release explains ("LLMs") shares no subject
  const bool listed =
      wave.burst.kind == model::BurstKind::Topical || (model::is_told(wave.burst.kind) && !wave.follows.empty());
  const auto papers =
      listed ? kinship_.members(wave, anew || why ? wave.began_early : today.week) : std::vector<wave::Kin>();
  if (anew || why) findings.repopulated.push_back(wave.burst.id);
  for (const auto& paper : papers)
    findings.burst_papers.push_back({wave.burst.id, wave::reading(window_, paper).source.key});
  if (may_be_told(wave)) {
    give_roles(today, wave, papers, findings);
    if (why) credit_pioneers(today, wave, findings);
  }
  if (why && (news.flagged || wave.burst.state == "ended")) alert(today, wave, news, *why, findings);
  findings.bursts.push_back(wave.burst);
}

void Analysis::alert(const Today& today, wave::Wave& wave, const WaveNews& news, const Explanation& why,
                     model::WeekFindings& findings) {
  const auto reason = reason_to_tell(today, wave, news, waves_, why, params_);
  if (!reason) return;
  if (!why.leader && reason != model::AlertReason::Ended) pioneers_.find_first(wave, why);
  auto alert = alert_of(window_, today, wave, why, *reason, params_);
  alert.id = next_alert_++;
  wave.alerted = true;
  if (why.leader) wave.alerted_release = *alert.release;
  const bool as_before = wave.alerted_weeks == wave.window_weeks;
  wave.alerted_observed = std::max(wave.burst.observed, as_before ? wave.alerted_observed : 0);
  wave.alerted_weeks = wave.window_weeks;
  findings.alerts.push_back(std::move(alert));
}

// Remembers whom the wave follows.
void Analysis::take_lead(const Today& today, wave::Wave& wave, const Explanation& why) const {
  const std::string before = wave::leader_of(wave);
  wave.follows.clear();
  wave.led_since.reset();
  for (const auto& rival : why.scored.rivals)
    if (rival.verdict != model::Verdict::Rejected)
      wave.follows.push_back({.release = (*today.releases)[rival.release].release.id,
                              .posterior = rival.posterior,
                              .attributed = rival.verdict == model::Verdict::Attributed,
                              .coined = why.coined[rival.release]});
  if (why.leader) wave.led_since = (*today.releases)[why.leader->release].release.released;
  if (wave::leader_of(wave) != before) wave.vocabulary_closes = 0;  // its kin are found anew at the next close
}

// An untold wave that follows a release belongs to the wave which that release's name founded.
void Analysis::unite(model::WeekFindings& findings) {
  for (auto& from : waves_) {
    if (from.alerted || from.names_release || from.cluster || wave::leader_of(from).empty() ||
        from.burst.state == "ended")
      continue;
    const auto into = std::find_if(waves_.begin(), waves_.end(), [&](const wave::Wave& wave) {
      return wave.names_release == wave::leader_of(from) && wave.burst.confirmed && wave.burst.state != "ended";
    });
    if (into == waves_.end()) continue;
    wave::absorb(*into, from, params_.fold);
    into->vocabulary_closes = 0;
    topics_.merge(from.burst.topic, into->burst.topic, findings);
    from.burst.state = "ended";
    from.burst.ended = findings.closed;
    for (auto& burst : findings.bursts)
      if (burst.id == from.burst.id) burst = from.burst;
  }
}

}  // namespace bandwagon::close

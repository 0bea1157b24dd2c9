// When a wave is told, and in which words.
#include "analyzers/close/alerts.hpp"

#include <algorithm>
#include <cstdio>

#include "analyzers/close/course.hpp"

namespace bandwagon::close {
namespace {

std::string formatted(const char* format, auto... values) {
  char text[128];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

const model::Release* leader_in(const Today& today, const Explanation& why) {
  return why.leader ? &(*today.releases)[why.leader->release].release : nullptr;
}

std::string ratio_text(double ratio) {  // a ratio to almost nothing has no decimals to speak of
  if (ratio > 1000) return "over 1000";
  return formatted(ratio < 10 ? "%.1f" : "%.0f", ratio);
}

// Two digits that mean something: "0.0 expected" would hide what the ratio is made of.
std::string expected_text(double expected) {
  if (expected < 0.001) return "< 0.001";
  return formatted(expected < 0.1 ? "%.2g" : expected < 1 ? "%.2f" : expected < 20 ? "%.1f" : "%.0f", expected);
}

// "possibly DAPO (0.30) or Qwen3 (0.25)": the releases that share a wave, the most probable first. Empty: none does.
std::string possible_leaders(const Today& today, const Explanation& why) {
  constexpr int kMost = 2;
  std::string words;
  int named = 0;
  for (const auto& rival : why.scored.rivals) {
    if (rival.verdict != model::Verdict::Shared || named == kMost) continue;
    words += (named++ == 0 ? "possibly " : " or ") + (*today.releases)[rival.release].release.name +
             formatted(" (%.2f)", rival.posterior);
  }
  return words;
}

std::string without_leader(const Today& today, const Explanation& why) {
  const std::string possible = possible_leaders(today, why);
  return possible.empty() ? "no release explains it" : "no release alone explains it; " + possible;
}

// Another live wave is that of this release, or has already been told with it: one wave, one alert. Without a release:
// another wave on a subject, which was told, holds a good part of these papers. One that only mentions something may
// hold half of all papers, and is no other's subject.
bool told_elsewhere(const wave::Wave& wave, const std::vector<wave::Wave>& waves, const std::string& release) {
  constexpr double kSameWave = 0.25;
  return std::any_of(waves.begin(), waves.end(), [&](const wave::Wave& other) {
    if (other.burst.id == wave.burst.id) return false;
    const bool release_wave = !release.empty() && !wave.names_release && other.names_release == release &&
                              other.burst.confirmed && other.burst.state != "ended";
    if (release_wave) return true;  // this one will be united with it
    if (wave.names_release == release && other.names_release != release)
      return false;  // the release's own wave is told
    if (!other.alerted || other.alerted_release != release) return false;
    if (release.empty() && other.burst.kind != model::BurstKind::Topical) return false;
    const auto recent = [&](const wave::Place& place) { return place.monday >= wave.burst.onset; };
    double own = 0, common = 0;
    for (const auto& place : wave.papers) {
      if (!recent(place)) continue;
      ++own;
      common += std::binary_search(other.papers.begin(), other.papers.end(), place) ||
                std::binary_search(other.kin.begin(), other.kin.end(), wave::Kin{place});
    }
    return !release.empty() || common >= kSameWave * own;
  });
}

// Why a wave has ended: its age, or papers as before it began, or as for months.
std::string end_of(const wave::Wave& wave, const Params& params) {
  const model::Burst& burst = wave.burst;
  if (wave.quiet_closes < params.alerts.cooling_closes)
    return formatted(": ordinary ground after %d weeks", params.alerts.longest_weeks);
  const auto in_days = [&](const char* format) {
    return formatted(format, burst.observed, wave.window_weeks * model::kDaysPerWeek);
  };
  if (!exceeds_past(burst, params)) {
    if (burst.observed < params.screen.least_papers)
      return in_days(": too few papers to speak of a wave (%.0f in %d days)");
    if (burst.ratio_low > 1)
      return in_days(": hardly more papers than its own past leads us to expect (%.0f in %d days)");
    return ": no more papers than its own past leads us to expect";
  }
  return formatted(": no more papers than its last months lead us to expect (%.0f in %d weeks; %s before it began)",
                   burst.observed, wave.window_weeks, expected_text(burst.expected).c_str());
}

}  // namespace

std::string headline_of(const Today& today, const wave::Wave& wave, const Explanation& why, model::AlertReason reason,
                        const Params& params) {
  const auto* leader = leader_in(today, why);
  const model::Burst& burst = wave.burst;
  if (reason == model::AlertReason::Ended) return burst.label + end_of(wave, params);
  const std::string headline =
      burst.label + formatted(": %.0f papers in %d weeks, %s expected (x%s, 95 %% %s to %s)", burst.observed,
                              wave.window_weeks, expected_text(burst.expected).c_str(), ratio_text(burst.ratio).c_str(),
                              ratio_text(burst.ratio_low).c_str(), ratio_text(burst.ratio_high).c_str());
  if (!leader) return headline + "; " + without_leader(today, why);
  return headline + "; began after " + leader->name + " (" + leader->lab + ", " + leader->released.iso() +
         (leader->status == model::ReleaseStatus::Candidate ? ", a candidate)" : ")");
}

std::optional<model::AlertReason> reason_to_tell(const Today& today, const wave::Wave& wave, const WaveNews& news,
                                                 const std::vector<wave::Wave>& waves, const Explanation& why,
                                                 const Params& params) {
  const model::Burst& burst = wave.burst;
  const auto* leader = leader_in(today, why);
  const std::string release = leader ? leader->id : "";
  const auto& rules = params.alerts;
  if (burst.state == "ended") return wave.alerted ? std::optional(model::AlertReason::Ended) : std::nullopt;
  if (!wave.alerted) {
    const bool sure = (burst.observed >= rules.unexplained_papers && burst.q_value <= rules.unexplained_q) ||
                      (burst.observed >= rules.unexplained_many && burst.q_value <= rules.sure_q);
    const bool unexplained_but_sure = burst.kind == model::BurstKind::Topical && sure && wave.flagged_closes >= 2;
    const bool large =
        burst.observed >= params.screen.least_papers && wave.author_groups >= params.fold.least_author_groups;
    const bool to_tell = large && (why.leader || unexplained_but_sure) && !told_elsewhere(wave, waves, release);
    return to_tell ? std::optional(model::AlertReason::New) : std::nullopt;
  }
  if (why.leader && release != wave.alerted_release) return model::AlertReason::Revised;
  if (news.as_told >= rules.growth * wave.alerted_observed) return model::AlertReason::Grew;
  return std::nullopt;
}

model::Alert alert_of(const corpus::Window& window, const Today& today, const wave::Wave& wave, const Explanation& why,
                      model::AlertReason reason, const Params& params) {
  const auto* leader = leader_in(today, why);
  std::optional<std::string> named;
  if (leader)
    named = leader->id;
  else if (reason == model::AlertReason::Ended && !wave.alerted_release.empty())
    named = wave.alerted_release;
  return {.burst = wave.burst.id,
          .release = named,
          .reason = reason,
          .raised = today.closed,
          .headline = headline_of(today, wave, why, reason, params),
          .evidence = evidence_of(window, today, wave, why)};
}

}  // namespace bandwagon::close

#include "analyzers/close/course.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "analyzers/burst/onset.hpp"
#include "analyzers/close/names_screen.hpp"

namespace bandwagon::close {
namespace {

constexpr int kCohesionWeeks = 8;

const model::Release* namesake(const Today& today, const wave::Wave& wave) {
  const auto named = wave.names_release ? today.index_of.find(*wave.names_release) : today.index_of.end();
  return named == today.index_of.end() ? nullptr : &(*today.releases)[named->second].release;
}

// From here on papers may belong to the wave: its onset, or for a release's name the days before it in which texts that
// were revised later name it, if these are earlier.
model::Day began_by(const Today& today, const wave::Wave& wave, const Params& params) {
  const auto* release = namesake(today, wave);
  if (!release) return wave.burst.onset;
  return std::min(wave.burst.onset, (release->released - params.coinage.stray_days).monday());
}

// Papers a week from `first` on, those in quarantine left out.
std::vector<double> observed_since(int first, std::size_t weeks, const std::vector<burst::SubjectCount>& counts,
                                   const burst::Quarantine& quarantine) {
  std::vector<double> observed(weeks, 0);
  for (const auto& count : counts)
    if (count.week >= first && !burst::is_quarantined(quarantine, count.stratum))
      observed[static_cast<std::size_t>(count.week - first)] += count.papers;
  return observed;
}

// Trained on the weeks before this one alone.
burst::Baseline baseline_before(const corpus::Window& window, const Today& today, int week, const Params& params) {
  return burst::Baseline(window.exposure(), std::min(window.latest(), week + params.expectation.guard_weeks),
                         today.quarantine, params.expectation);
}

// (observed + 1/2) / (expected + 1/2) in the weeks under test.
double rise_of(const corpus::Window& window, const Today& today, const burst::Rates& rates,
               const std::vector<burst::SubjectCount>& counts, const Params& params) {
  const auto weeks = static_cast<std::size_t>(std::min(params.screen.long_window, window.size()));
  const std::span exposure(window.exposure());
  const auto expected = burst::expected_total(rates, exposure.last(weeks), today.quarantine, params.expectation);
  const auto observed = observed_since(window.size() - static_cast<int>(weeks), weeks, counts, today.quarantine);
  return std::accumulate(observed.begin(), observed.end(), 0.5) / (expected.mean + 0.5);
}

// Shares by what was before, raised where they make of a topic a greater rise than any phrase of its label had.
burst::Rates bounded_rates(const corpus::Window& window, const Today& today, const burst::Baseline& before,
                           const std::vector<burst::SubjectCount>& counts, const std::vector<text::TermId>& label,
                           const Params& params) {
  auto rates = before.rates(counts);
  if (label.empty()) return rates;
  const auto words = window.counts();
  double most = 0;
  for (const auto term : label) {
    const auto said = counts_of(words, term);
    most = std::max(most, rise_of(window, today, before.rates(said), said, params));
  }
  const double raised = std::max(1.0, rise_of(window, today, rates, counts, params) / most);
  for (double& share : rates.stratum) share *= raised;
  rates.pooled *= raised;
  return rates;
}

void date_onset(const corpus::Window& window, const Today& today, wave::Wave& wave,
                const std::vector<burst::SubjectCount>& counts, const std::vector<text::TermId>& label,
                const Params& params) {
  const int now = window.latest();
  model::Burst& burst = wave.burst;
  int first = std::max(0, now - params.alerts.onset_weeks + 1);
  const auto* release = namesake(today, wave);
  // a name that came into use with its release did not do so before
  if (release && !today.named_papers[today.index_of.at(release->id)]->empty())
    first = std::clamp(window.index_of(release->released.monday()), first, now);
  const burst::Baseline before = baseline_before(window, today, first, params);
  const burst::Rates rates = bounded_rates(window, today, before, counts, label, params);
  const auto means = before.expected(rates, first, now);
  const auto observed = observed_since(first, means.size(), counts, today.quarantine);
  const auto onset = burst::find_onset(observed, means, before.forecast(rates, 1).weekly_size);
  burst.onset = window.monday(first + onset.week);
  burst.onset_low = window.monday(first + onset.low);
  burst.onset_high = window.monday(first + onset.high);
  wave.began_early = window.monday(first + onset.early);
  wave.began_late = window.monday(first + onset.late);
  wave.onset_fixed =
      burst.confirmed && today.closed - *burst.confirmed > params.alerts.onset_settles_weeks * model::kDaysPerWeek;
}

// What the time before the wave leads to expect. When that time leaves the window, what it had said is kept: less of it
// knows less. New terms bring a past of their own.
void take_past(const corpus::Window& window, const Today& today, wave::Wave& wave,
               const std::vector<burst::SubjectCount>& counts, const std::vector<text::TermId>& label,
               const Params& params) {
  const auto before =
      baseline_before(window, today, std::max(0, window.index_of(began_by(today, wave, params))), params);
  const bool learned = !wave.before.stratum.empty();
  if (before.training_weeks() < params.least_training_weeks) {
    if (!learned) wave.before = bounded_rates(window, today, *today.past, counts, label, params);
    return;
  }
  auto rates = bounded_rates(window, today, before, counts, label, params);
  if (!learned || !wave.onset_fixed || wave.widened || rates.exposure >= wave.before.exposure)
    wave.before = std::move(rates);
}

// Papers of the last weeks against those expected.
void compare(const corpus::Window& window, const Today& today, wave::Wave& wave, WaveNews& news,
             const std::vector<burst::SubjectCount>& counts, const std::vector<text::TermId>& label,
             const Params& params) {
  model::Burst& burst = wave.burst;
  const auto papers_within = [&](int weeks) {
    const auto length = static_cast<std::size_t>(std::min(weeks, window.size()));
    const auto observed = observed_since(window.size() - static_cast<int>(length), length, counts, today.quarantine);
    return std::accumulate(observed.begin(), observed.end(), 0.0);
  };
  news.as_told = papers_within(wave.alerted_weeks);
  wave.window_weeks = params.screen.long_window;
  if (wave.names_release && papers_within(wave.window_weeks) < params.screen.least_papers)
    wave.window_weeks = params.screen.names_window;
  burst.observed = papers_within(wave.window_weeks);
  take_past(window, today, wave, counts, label, params);
  const std::span exposure(window.exposure());
  const auto length = static_cast<std::size_t>(std::min(wave.window_weeks, window.size()));
  const auto expected = burst::expected_total(wave.before, exposure.last(length), today.quarantine, params.expectation);
  burst.expected = expected.mean;
  burst.ratio = expected.mean > 0 ? burst.observed / expected.mean : 0;
  const auto interval = burst::ratio_interval(expected, burst.observed, 0.025);
  burst.ratio_low = interval.low;
  burst.ratio_high = interval.high;
}

}  // namespace

Course course_of(const corpus::Window& window, const Today& today, const wave::Wave& wave, const Params& params) {
  Course course{.first = std::max(0, window.size() - params.alerts.onset_weeks)};
  const auto counts = wave::counts_of(window, wave.papers);
  course.expected = today.past->expected(wave.before, course.first, window.latest());
  course.observed = observed_since(course.first, course.expected.size(), counts, today.quarantine);
  return course;
}

void measure(const corpus::Window& window, const Today& today, wave::Wave& wave, const std::vector<text::TermId>& label,
             WaveNews& news, const Params& params) {
  const auto counts = wave::counts_of(window, wave.papers);
  model::Burst& burst = wave.burst;
  if (news.flagged) burst.q_value = news.q;
  if (!wave.onset_fixed) date_onset(window, today, wave, counts, label, params);
  compare(window, today, wave, news, counts, label, params);
  if (burst.confirmed && wave.follows.empty())
    news.usual = burst.observed < params.screen.margin * today.past->forecast(counts, wave.window_weeks).total.mean;
  std::vector<wave::Place> recent;
  std::vector<const corpus::Reading*> tested;
  for (const auto& place : wave.papers) {
    const int age = window.latest() - window.index_of(place.monday);
    if (age < kCohesionWeeks) recent.push_back(place);
    if (age < wave.window_weeks) tested.push_back(&wave::reading(window, place));
  }
  wave.author_groups = corpus::author_groups(tested);
  if (burst.confirmed && !news.flagged) return;
  wave.cohesion =
      today.background_cohesion > 0 ? wave::cohesion(window, recent, wave.terms) / today.background_cohesion : 0;
  auto kind = wave::kind_of(window, wave, params.kinds);
  if (wave.alerted && !model::is_told(kind)) kind = burst.kind;  // readers who were told of it are told of its end, too
  news.turned = kind != burst.kind;
  burst.kind = kind;
}

bool exceeds_past(const model::Burst& burst, const Params& params) {
  return burst.observed >= params.screen.margin * burst.expected && 2 * burst.observed >= params.screen.least_papers;
}

void step_state(const Today& today, wave::Wave& wave, const WaveNews& news, const Params& params) {
  if (!today.is_seen) return;  // no papers is not none of the wave's
  model::Burst& burst = wave.burst;
  wave.flagged_closes = news.flagged ? wave.flagged_closes + 1 : 0;
  const bool rises = burst.confirmed ? exceeds_past(burst, params) && !news.usual : news.flagged;
  wave.quiet_closes = news.flagged || rises ? 0 : wave.quiet_closes + 1;
  const bool worn_out = today.week - burst.onset > params.alerts.longest_weeks * model::kDaysPerWeek;
  if (news.flagged && !burst.confirmed &&
      (burst.q_value <= params.alerts.sure_q || wave.flagged_closes >= params.alerts.sure_closes))
    burst.confirmed = today.closed;
  burst.state = !burst.confirmed ? "candidate" : wave.quiet_closes == 0 ? "confirmed" : "cooling";
  if (wave.quiet_closes >= params.alerts.cooling_closes || worn_out) {
    burst.state = "ended";
    burst.ended = today.closed;
  }
}

}  // namespace bandwagon::close

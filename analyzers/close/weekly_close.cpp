#include "analyzers/close/weekly_close.hpp"

#include <algorithm>
#include <cmath>

#include "analyzers/burst/onset.hpp"
#include "analyzers/close/memory.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kBackgroundTerms = 4000;
constexpr std::size_t kProfileTerms = 80;
constexpr int kCohesionWeeks = 8;

}  // namespace

Analysis::Analysis(std::vector<std::string> watched, Params params, PriorWork prior_work)
    : params_(params),
      prior_work_(std::move(prior_work)),
      window_(std::move(watched), params.window),
      topics_(params) {}

model::WeekFindings Analysis::close(model::Day monday, std::vector<model::StoredPaper> papers,
                                    const Releases& releases) {
  model::WeekFindings findings{.week = monday, .closed = monday + model::kDaysPerWeek, .method = kMethod};
  std::vector<model::StoredPaper> background;
  for (const auto& stored : papers)
    if (!window_.strata().watches(stored.paper)) background.push_back(stored);
  window_.add_week(monday, std::move(papers));
  remember_ids();
  topics_.read_week(window_, findings);
  findings.background_topics = topics_.place_background(window_, background);
  const Today today = look_at(monday, releases);

  for (auto& wave : waves_) {  // this week's papers first: a new word of a wave is one by the papers they share
    WaveNews known;
    grow(today, wave, known);
  }
  std::vector<WaveNews> news = fold_discoveries(today, findings);
  for (std::size_t w = 0; w < waves_.size(); ++w) {
    grow(today, waves_[w], news[w]);
    measure(today, waves_[w], news[w]);
    step_state(today, waves_[w], news[w]);
  }
  for (std::size_t w = 0; w < waves_.size(); ++w) record(today, waves_[w], news[w], findings);
  unite(findings);
  expect_topics(today, findings);
  save(today, findings);
  std::erase_if(waves_, [](const wave::Wave& wave) { return wave.burst.state == "ended"; });
  return findings;
}

void Analysis::remember_ids() {
  for (const auto& paper : window_.papers(window_.latest())) arxiv_ids_[paper.source.key] = paper.source.paper.id.str();
}

Analysis::Today Analysis::look_at(model::Day week, const Releases& releases) {
  Today today{.week = week,
              .closed = week + model::kDaysPerWeek,
              .quarantine = window_.strata().quarantine(week, params_.quarantine_weeks),
              .releases = &releases};
  today.cluster_counts = topics_.counts(window_);
  const auto background = wave::background(window_, params_.screen.long_window);
  today.background = background.unit(kBackgroundTerms);
  today.background_cohesion = background.mean_cosine();
  for (const auto& known : releases) {
    today.names.emplace_back(known.release);
    const auto& names = today.names.back();
    const auto terms =
        text::without(text::terms_of(known.title, known.abstract + " . " + known.release.about), names.terms());
    today.profiles.push_back(represent::paper_vector(terms, window_.frequencies(), {.strongest = kProfileTerms}));
  }
  today.named_papers.resize(releases.size());
  for (std::size_t r = 0; r < releases.size(); ++r)
    today.named_papers[r] = &named_.papers(window_, releases[r].release.id, today.names[r]);
  return today;
}

// The week's papers that belong to the wave.
void Analysis::grow(const Today& today, wave::Wave& wave, WaveNews& news) {
  const int now = window_.latest();
  const auto& papers = window_.papers(now);
  if (wave.cluster) {  // what stands in a topic may have changed
    wave.cluster = topics_.heir(*wave.cluster);
    wave.papers = cluster_papers(wave);
  }
  for (std::size_t p = 0; p < papers.size(); ++p)
    if (wave::is_member(wave, papers[p]) || (wave.cluster && topics_.cluster_of(now, p) == wave.cluster))
      news.new_papers.push_back({today.week, p});
  std::vector<wave::Place> merged;
  std::set_union(wave.papers.begin(), wave.papers.end(), news.new_papers.begin(), news.new_papers.end(),
                 std::back_inserter(merged));
  wave.papers = std::move(merged);
  std::erase_if(wave.papers, [&](const wave::Place& place) { return place.monday < window_.monday(0); });
}

std::vector<wave::Place> Analysis::cluster_papers(const wave::Wave& wave) const {
  const auto named = wave::places_using(window_, wave::defining_terms(wave), 0);
  const auto own = topics_.places(window_, *wave.cluster, 0);
  std::vector<wave::Place> papers;
  std::set_union(named.begin(), named.end(), own.begin(), own.end(), std::back_inserter(papers));
  return papers;
}

// Size, expectation, onset and kind as of this week.
void Analysis::measure(const Today& today, wave::Wave& wave, const WaveNews& news) {
  const int now = window_.latest(), length = params_.screen.long_window;
  const auto counts = wave::counts_of(window_, wave.papers);
  const burst::Baseline baseline(window_.exposure(), now, today.quarantine, params_.expectation);
  const auto excess = burst::test(0, counts, now, baseline, today.quarantine, params_.screen);
  const auto expected = baseline.forecast(counts, length).total;
  model::Burst& burst = wave.burst;
  burst.observed = excess.observed;
  burst.expected = expected.mean;
  burst.ratio = expected.mean > 0 ? excess.observed / expected.mean : 0;
  const auto interval = burst::ratio_interval(expected, excess.observed, 0.025);
  burst.ratio_low = interval.low;
  burst.ratio_high = interval.high;
  if (news.flagged) burst.q_value = news.q;

  const bool settled =
      burst.confirmed && today.closed - *burst.confirmed > params_.alerts.onset_settles_weeks * model::kDaysPerWeek;
  if (!wave.onset_fixed) {
    const int first = std::max(0, now - params_.alerts.onset_weeks + 1);
    const burst::Baseline before(window_.exposure(), std::min(now, first + params_.expectation.guard_weeks),
                                 today.quarantine, params_.expectation);
    const auto forecast = before.forecast(counts, 1);
    const auto means = before.expected(counts, first, now);
    std::vector<double> observed(means.size(), 0);
    for (const auto& count : counts)
      if (count.week >= first && !burst::is_quarantined(today.quarantine, count.stratum))
        observed[static_cast<std::size_t>(count.week - first)] += count.papers;
    const auto onset = burst::find_onset(observed, means, forecast.weekly_size);
    burst.onset = window_.monday(first + onset.week);
    burst.onset_low = window_.monday(first + onset.low);
    burst.onset_high = window_.monday(first + onset.high);
    wave.onset_fixed = settled;
  }
  std::vector<wave::Place> recent;
  std::vector<const corpus::Reading*> tested;
  for (const auto& place : wave.papers) {
    const int age = now - window_.index_of(place.monday);
    if (age < kCohesionWeeks) recent.push_back(place);
    if (age < length) tested.push_back(&wave::reading(window_, place));
  }
  wave.author_groups = corpus::author_groups(tested);
  if (!burst.confirmed || news.flagged) {
    wave.cohesion =
        today.background_cohesion > 0 ? wave::cohesion(window_, recent, wave.terms) / today.background_cohesion : 0;
    burst.kind = wave::kind_of(window_, wave, params_.kinds);
  }
}

void Analysis::step_state(const Today& today, wave::Wave& wave, const WaveNews& news) {
  model::Burst& burst = wave.burst;
  wave.flagged_closes = news.flagged ? wave.flagged_closes + 1 : 0;
  wave.quiet_closes = news.flagged ? 0 : wave.quiet_closes + 1;
  if (news.flagged) {
    if (!burst.confirmed && (burst.q_value <= params_.alerts.sure_q || wave.flagged_closes >= 2))
      burst.confirmed = today.closed;
    burst.state = burst.confirmed ? "confirmed" : "candidate";
    return;
  }
  const bool worn_out = today.week - burst.onset > params_.alerts.longest_weeks * model::kDaysPerWeek;
  if (burst.confirmed) burst.state = "cooling";
  if (wave.quiet_closes >= params_.alerts.cooling_closes || worn_out) {
    burst.state = "ended";
    burst.ended = today.closed;
  }
}

}  // namespace bandwagon::close

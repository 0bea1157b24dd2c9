#include "analyzers/close/weekly_close.hpp"

#include <algorithm>
#include <cmath>

#include "analyzers/burst/onset.hpp"
#include "analyzers/close/memory.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kBackgroundTerms = 4000;
constexpr std::size_t kProfileTerms = 80;
constexpr int kCohesionWeeks = 8;
constexpr std::size_t kComparators = 1000;
constexpr std::size_t kAtOnce = 8;  // papers
constexpr int kOwnPaperDays = 180;  // a paper further from the release day does not speak for the release

}  // namespace

Analysis::Analysis(std::vector<std::string> watched, Params params, PriorWork prior_work, herding::Chronicle chronicle)
    : params_(params),
      prior_work_(std::move(prior_work)),
      chronicle_(std::move(chronicle)),
      window_(std::move(watched), params.window),
      topics_(params),
      named_(params.coinage) {}

model::WeekFindings Analysis::close(model::Day monday, std::vector<model::StoredPaper> papers,
                                    const Releases& releases) {
  model::WeekFindings findings{.week = monday, .closed = monday + model::kDaysPerWeek, .method = kMethod};
  window_.add_week(monday, std::move(papers));
  findings.window_from = window_.monday(0);
  remember_ids();
  Today today;
  parallel::both(
      [&] {
        topics_.read_week(window_, findings);
        findings.background_topics = topics_.place_background(window_);
      },
      [&] {
        today = look_at(monday, releases);
        if (month_to_look_back_on(today.closed)) today.decided = chronicle_(window_.monday(0));
      });
  today.cluster_counts = topics_.counts(window_);

  // this week's papers first: a new word of a wave is one by the papers they share
  parallel::each(waves_.size(), 1, [&](std::size_t w) {
    WaveNews known;
    grow(waves_[w], known);
  });
  std::vector<WaveNews> news = fold_discoveries(today, findings);
  parallel::each(waves_.size(), 1, [&](std::size_t w) {
    grow(waves_[w], news[w]);
    measure(today, waves_[w], news[w]);
    step_state(today, waves_[w], news[w]);
    gather_kin(today, waves_[w], news[w]);
  });
  stake_claims();
  std::vector<std::optional<Explanation>> reasons(waves_.size());
  parallel::each(waves_.size(), 1, [&](std::size_t w) { reasons[w] = find_reasons(today, waves_[w], news[w]); });
  for (std::size_t w = 0; w < waves_.size(); ++w)
    record(today, waves_[w], news[w], reasons[w] ? &*reasons[w] : nullptr, findings);
  unite(findings);
  expect_topics(today, findings);
  find_concurrent_work(findings);
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
  const auto background = wave::background(window_, params_.screen.long_window);
  today.background = background.unit(kBackgroundTerms);
  today.background_cohesion = background.mean_cosine();
  for (const auto& known : releases) {
    today.index_of[known.release.id] = today.names.size();
    today.names.emplace_back(known.release);
  }
  for (const auto& known : releases) told_[known.release.id];
  today.own_terms.resize(releases.size());
  today.profiles.resize(releases.size());
  parallel::each(releases.size(), kAtOnce, [&](std::size_t r) {
    const auto& known = releases[r];
    const bool own_paper =
        !known.title.empty() && std::abs(known.paper_announced - known.release.released) <= kOwnPaperDays;
    if (own_paper) today.own_terms[r] = told_by(known.release.id, known.title, known.abstract);
    const auto terms = text::without(
        own_paper ? today.own_terms[r] : told_by(known.release.id, "", known.release.about), today.names[r].terms());
    today.profiles[r] = represent::paper_vector(terms, window_.frequencies(), {.strongest = kProfileTerms});
  });
  today.comparators = std::make_unique<const Comparators>(window_, kComparators, kProfileTerms);
  today.named_papers.resize(releases.size());
  for (const auto& known : releases) named_.expect(known.release.id);
  parallel::each(releases.size(), kAtOnce, [&](std::size_t r) {
    today.named_papers[r] = &named_.papers(window_, releases[r].release, today.names[r]);
  });
  for (std::size_t r = 0; r < releases.size(); ++r) today.may_lead.push_back(may_lead(today, r));
  return today;
}

// What a release's own text says, read again only where it has changed. There must be room for the release; different
// ones may be asked for at the same time.
const text::TermCounts& Analysis::told_by(const std::string& release, const std::string& title,
                                          const std::string& text) {
  Told& told = told_.at(release);
  if (told.terms.empty() || told.title != title || told.text != text)
    told = {.title = title, .text = text, .terms = text::terms_of(title, text)};
  return told.terms;
}

// The week's papers that belong to the wave.
void Analysis::grow(wave::Wave& wave, WaveNews& news) {
  const int now = window_.latest();
  if (wave.cluster) {  // what stands in a topic may have changed
    wave.cluster = topics_.heir(*wave.cluster);
    wave.papers = cluster_papers(wave);
  }
  news.new_papers = wave::places_using(window_, wave::defining_terms(wave), now);
  if (wave.cluster) news.new_papers = wave::united(news.new_papers, topics_.places(window_, *wave.cluster, now));
  wave.papers = wave::united(wave.papers, news.new_papers);
  std::erase_if(wave.papers, [&](const wave::Place& place) { return place.monday < window_.monday(0); });
}

std::vector<wave::Place> Analysis::cluster_papers(const wave::Wave& wave) const {
  return wave::united(wave::places_using(window_, wave::defining_terms(wave), 0),
                      topics_.places(window_, *wave.cluster, 0));
}

// Size, expectation, onset and kind as of this week. What is expected is what the time before the onset leads to, so
// that a wave does not become its own past.
void Analysis::measure(const Today& today, wave::Wave& wave, WaveNews& news) {
  const int now = window_.latest();
  const auto counts = wave::counts_of(window_, wave.papers);
  model::Burst& burst = wave.burst;
  if (news.flagged) burst.q_value = news.q;
  if (!wave.onset_fixed) {
    int first = std::max(0, now - params_.alerts.onset_weeks + 1);
    const auto named = wave.names_release ? today.index_of.find(*wave.names_release) : today.index_of.end();
    // a name that came into use with its release did not do so before
    if (named != today.index_of.end() && !today.named_papers[named->second]->empty())
      first = std::clamp(window_.index_of((*today.releases)[named->second].release.released.monday()), first, now);
    const burst::Baseline before = baseline_before(today, first);
    const burst::Rates rates = before.rates(counts);
    const auto means = before.expected(rates, first, now);
    std::vector<double> observed(means.size(), 0);
    for (const auto& count : counts)
      if (count.week >= first && !burst::is_quarantined(today.quarantine, count.stratum))
        observed[static_cast<std::size_t>(count.week - first)] += count.papers;
    const auto onset = burst::find_onset(observed, means, before.forecast(rates, 1).weekly_size);
    burst.onset = window_.monday(first + onset.week);
    burst.onset_low = window_.monday(first + onset.low);
    burst.onset_high = window_.monday(first + onset.high);
    wave.onset_fixed =
        burst.confirmed && today.closed - *burst.confirmed > params_.alerts.onset_settles_weeks * model::kDaysPerWeek;
  }
  const auto papers_within = [&](int weeks) {
    double papers = 0;
    for (const auto& count : counts)
      if (count.week > now - weeks && !burst::is_quarantined(today.quarantine, count.stratum)) papers += count.papers;
    return papers;
  };
  wave.window_weeks = params_.screen.long_window;
  if (wave.names_release && papers_within(wave.window_weeks) < params_.screen.least_papers)
    wave.window_weeks = params_.screen.names_window;
  const int length = wave.window_weeks;
  burst.observed = papers_within(length);
  const burst::Baseline before = baseline_before(today, std::max(0, window_.index_of(began_by(today, wave))));
  if (before.training_weeks() >= params_.least_training_weeks)
    wave.before = before.rates(counts);
  else if (wave.before.stratum.empty())
    wave.before = baseline_before(today, now).rates(counts);
  const std::span exposure(window_.exposure());
  const auto expected =
      burst::expected_total(wave.before, exposure.last(static_cast<std::size_t>(std::min(length, window_.size()))),
                            today.quarantine, params_.expectation);
  burst.expected = expected.mean;
  burst.ratio = expected.mean > 0 ? burst.observed / expected.mean : 0;
  const auto interval = burst::ratio_interval(expected, burst.observed, 0.025);
  burst.ratio_low = interval.low;
  burst.ratio_high = interval.high;
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
    const auto kind = wave::kind_of(window_, wave, params_.kinds);
    news.turned = kind != burst.kind;
    burst.kind = kind;
  }
}

// From here on papers may belong to the wave: its onset, or for a release's name the days before it in which texts that
// were revised later name it, if these are earlier.
model::Day Analysis::began_by(const Today& today, const wave::Wave& wave) const {
  const auto named = wave.names_release ? today.index_of.find(*wave.names_release) : today.index_of.end();
  if (named == today.index_of.end()) return wave.burst.onset;
  const auto released = (*today.releases)[named->second].release.released;
  return std::min(wave.burst.onset, (released - params_.coinage.stray_days).monday());
}

// Trained on the weeks before this one alone.
burst::Baseline Analysis::baseline_before(const Today& today, int week) const {
  return burst::Baseline(window_.exposure(), std::min(window_.latest(), week + params_.expectation.guard_weeks),
                         today.quarantine, params_.expectation);
}

void Analysis::step_state(const Today& today, wave::Wave& wave, const WaveNews& news) {
  model::Burst& burst = wave.burst;
  wave.flagged_closes = news.flagged ? wave.flagged_closes + 1 : 0;
  const bool rises = burst.confirmed ? burst.observed >= params_.screen.margin * burst.expected &&
                                           2 * burst.observed >= params_.screen.least_papers
                                     : news.flagged;
  wave.quiet_closes = news.flagged || rises ? 0 : wave.quiet_closes + 1;
  const bool worn_out = today.week - burst.onset > params_.alerts.longest_weeks * model::kDaysPerWeek;
  if (news.flagged && !burst.confirmed &&
      (burst.q_value <= params_.alerts.sure_q || wave.flagged_closes >= params_.alerts.sure_closes))
    burst.confirmed = today.closed;
  burst.state = !burst.confirmed ? "candidate" : wave.quiet_closes == 0 ? "confirmed" : "cooling";
  if (wave.quiet_closes >= params_.alerts.cooling_closes || worn_out) {
    burst.state = "ended";
    burst.ended = today.closed;
  }
}

}  // namespace bandwagon::close

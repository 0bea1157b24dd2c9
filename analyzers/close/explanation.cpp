#include "analyzers/close/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <span>
#include <sstream>

#include "analyzers/attribute/coinage.hpp"
#include "analyzers/close/contrast.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kKeptRivals = 8;
constexpr int kLongEnoughDays = 182;  // of the window before a paper, to tell from it alone what came before
constexpr double kSoFewByChance = 0.05;
constexpr double kNormal95 = 1.96;

bool writes(const Today& today, std::size_t release, text::TermId term) {  // in its own paper
  return today.has_own_paper[release] && text::uses(today.own_texts[release]->terms, term);
}

// When these papers were announced, in order.
std::vector<model::Day> days_of(const corpus::Window& window, std::span<const wave::Place> papers) {
  std::vector<model::Day> days;
  for (const auto& place : papers) days.push_back(wave::reading(window, place).source.paper.announced);
  std::sort(days.begin(), days.end());
  return days;
}

// Of the watched papers of the window.
attribute::PhraseUses uses_of(const corpus::Window& window, text::TermId term, model::Day day) {
  attribute::PhraseUses uses;
  for (int week = 0; week < window.size(); ++week) {
    const auto& papers = window.papers(week);
    const auto is_before = [&](const corpus::Reading& paper) { return paper.source.paper.announced < day; };
    const bool after = window.monday(week) >= day;
    const auto before = after ? 0.0 : static_cast<double>(std::count_if(papers.begin(), papers.end(), is_before));
    uses.papers_before += before;
    uses.papers_after += static_cast<double>(papers.size()) - before;
    for (const auto position : window.terms(week).papers(term))
      (is_before(papers[position]) ? uses.before : uses.after) += 1;
  }
  return uses;
}

// The first week in which a list was watched.
model::Day begin_of(const corpus::Window& window) {
  model::Day begin = window.monday(0);
  for (const auto& [list, began] : window.strata().memory().began) begin = std::min(begin, began);
  return begin;
}

}  // namespace

// What a wave is about, in its own words: the term that founded it, or of what it goes by the phrases that most of its
// papers use, and the names in them ("VLA" of "VLA models"); a plain word may mean anything ("Internet").
std::vector<Phrase> Explainer::own_phrases(const wave::Wave& wave, const Explanation& why) const {
  if (!wave.cluster && wave.terms.empty()) return {};
  if (!wave.cluster) return {{wave.terms.front().term, wave.terms.front().written}};
  std::vector<Phrase> phrases;
  const auto add = [&](const std::string& written) {
    const auto term = text::term_id(text::normal_form(written));
    if (std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& known) { return known.term == term; })) return;
    if (2 * users_of(window_, why.papers, term) >= why.papers.size()) phrases.push_back({term, written});
  };
  for (const auto& [label_term, phrase] : why.label) {
    if (phrase.find_first_of(" -") != std::string::npos) add(phrase);
    std::istringstream words(phrase);
    for (std::string word; words >> word;)
      if (!text::squashed_name(word).empty()) add(word);
  }
  return phrases;
}

// Whether the release's own paper brought up a phrase of the wave: hardly a paper before it used it, in the window or
// among all that is stored; none where only papers vouch for the release. Another release's name is not brought up, nor
// what the paper of an earlier release used.
bool Explainer::is_coined(const Today& today, const wave::Wave& wave, std::size_t release, const Phrase& phrase) const {
  const auto& known = (*today.releases)[release];
  if (!writes(today, release, phrase.term)) return false;
  if (wave.names_release && *wave.names_release != known.release.id) return false;
  if (wave.burst.onset - known.release.released > params_.attribution.coined_lag_days) return false;
  for (std::size_t other = 0; other < today.releases->size(); ++other)
    if ((*today.releases)[other].paper_announced < known.paper_announced && writes(today, other, phrase.term))
      return false;
  const auto uses = uses_of(window_, phrase.term, known.paper_announced);
  const auto are_strays = [&](double before) {
    if (known.voucher != attribute::Voucher::Somebody) return before == 0;
    return attribute::chance_of_so_many_strays(before, uses.after) > kSoFewByChance;
  };
  if (!are_strays(uses.before)) return false;
  if (known.paper_announced - window_.monday(0) >= kLongEnoughDays) return true;
  const bool is_name = !text::squashed_name(phrase.written).empty();
  if (!is_name && known.paper_announced - begin_of(window_) < kLongEnoughDays &&
      attribute::chance_of_so_few_before(uses) > kSoFewByChance)
    return false;  // the first papers there are could as well have come before anybody had occasion to write it
  const auto stored = prior_work_({phrase.written}, known.paper_announced);  // those of the window, too
  return are_strays(static_cast<double>(std::count_if(stored.begin(), stored.end(), [&](const auto& earlier) {
    return text::uses(text::terms_of(earlier.paper.title, earlier.paper.abstract), phrase.term);
  })));
}

// The first of the wave's phrases that the release's paper brought up.
std::optional<text::TermId> Explainer::coined_term(const Today& today, const wave::Wave& wave, const Explanation& why,
                                                   std::size_t release) const {
  for (const auto& phrase : why.phrases)
    if (is_coined(today, wave, release, phrase)) return phrase.term;
  return std::nullopt;
}

std::vector<attribute::Evidence> Explainer::evidence_for(const Today& today, const wave::Wave& wave,
                                                         const Explanation& why) const {
  const auto& papers = why.papers;
  const auto& coined = why.coined;
  double all_papers = 0;
  for (int week = std::max(0, window_.index_of(wave.burst.onset)); week <= window_.latest(); ++week)
    all_papers += static_cast<double>(window_.papers(week).size());
  const auto comparable = today.comparators->likeness(why.own_words, wave.burst.onset);
  const int least = params_.attribution.least_placebos;
  std::vector<attribute::Evidence> evidence(today.releases->size());
  const auto users = wave.names_release ? named_.users(*wave.names_release) : std::vector<wave::Place>();
  const auto announced = days_of(window_, papers);
  const int youngest = window_.latest() - wave.window_weeks + 1;
  const auto recent =
      std::lower_bound(papers.begin(), papers.end(), wave::Place{window_.monday(std::max(0, youngest)), 0});
  const auto announced_recently = days_of(window_, {recent, papers.end()});
  parallel::each(evidence.size(), parallel::kAtOnce, [&](std::size_t r) {
    const auto& known = (*today.releases)[r];
    auto& named = evidence[r].named;
    named.wave_papers = static_cast<double>(papers.size());
    named.other_papers = all_papers - named.wave_papers;
    evidence[r].coined = coined[r].has_value();
    evidence[r].led = wave::leader_of(wave) == known.release.id;
    evidence[r].own_wave = wave.names_release == known.release.id;
    const auto& judged = evidence[r].own_wave ? announced_recently : announced;
    named.judged = static_cast<double>(judged.size());
    named.after_release =
        static_cast<double>(judged.end() - std::lower_bound(judged.begin(), judged.end(), known.release.released));
    // there all its names mean it, also those that papers used before
    const auto& naming = evidence[r].own_wave ? users : *today.named_papers[r];
    const auto since = std::lower_bound(naming.begin(), naming.end(), wave::Place{wave.burst.onset, 0});
    named.in_wave = static_cast<double>(std::count_if(since, naming.end(), [&](const wave::Place& place) {
      return std::binary_search(papers.begin(), papers.end(), place);
    }));
    named.elsewhere = static_cast<double>(naming.end() - since) - named.in_wave;
    if (coined[r])
      for (const auto& place : wave::places_using(window_, {*coined[r]}, window_.index_of(wave.burst.onset))) {
        if (std::binary_search(since, naming.end(), place)) continue;
        ++(std::binary_search(papers.begin(), papers.end(), place) ? named.in_wave : named.elsewhere);
      }
    evidence[r].cosine = represent::dot(today.profiles[r], why.own_words);
    if (!today.profiles[r].empty()) evidence[r].likeness_p = likeness_p(comparable, evidence[r].cosine, least);
  });
  return evidence;
}

bool Explainer::may_lead(const Today& today, std::size_t release) const {
  const auto& known = (*today.releases)[release];
  if (known.voucher != attribute::Voucher::Papers) return true;
  if (today.closed - known.release.released > std::max(params_.alerts.name_days, params_.attribution.coined_lag_days))
    return false;  // too old to found a wave
  const model::Day since = window_.monday(std::max(0, window_.latest() - params_.screen.names_window + 1));
  std::vector<wave::Place> recent;
  for (const auto& place : *today.named_papers[release])
    if (place.monday >= since) recent.push_back(place);
  if (today.profiles[release].empty() || static_cast<double>(recent.size()) < params_.screen.least_papers) return false;
  const auto own_words = contrast(centre_of(window_, recent, {}), today.background);
  const auto comparable = today.comparators->likeness(own_words, since);
  const double cosine = represent::dot(today.profiles[release], own_words);
  constexpr double kAllNameIt = 1;
  return attribute::speaks_of(known, kAllNameIt, likeness_p(comparable, cosine, params_.attribution.least_placebos),
                              params_.attribution);
}

model::Attribution Explainer::attribution_of(const Today& today, const wave::Wave& wave, const attribute::Rival& rival,
                                             const Course& course) const {
  const auto& release = (*today.releases)[rival.release].release;
  model::Attribution attribution{.burst = wave.burst.id,
                                 .release = release.id,
                                 .decided = today.closed,
                                 .posterior = rival.posterior,
                                 .placebo_p = rival.placebo_p,
                                 .verdict = rival.verdict};
  if (rival.verdict != model::Verdict::Rejected) {
    double observed = 0, expected = 0;
    std::size_t weeks = 0;  // since the release, of the wave
    for (std::size_t w = 0; w < course.observed.size(); ++w) {
      const model::Day monday = window_.monday(course.first + static_cast<int>(w));
      if (monday + model::kDaysPerWeek <= release.released || monday < wave.began_early) continue;
      observed += course.observed[w];
      expected += course.expected[w];
      ++weeks;
    }
    const auto total = burst::expected_total(wave.before, std::span(window_.exposure()).last(weeks), today.quarantine,
                                             params_.expectation);
    const double sd = std::sqrt(expected + expected * expected / total.size);
    attribution.excess = observed - expected;
    attribution.excess_low = observed - (expected + kNormal95 * sd);
    attribution.excess_high = observed - std::max(0.0, expected - kNormal95 * sd);
  }
  const nlohmann::json terms{{"names", rival.names},
                             {"vocabulary", rival.vocabulary},
                             {"timing", rival.timing},
                             {"named_share", rival.named_share},
                             {"background_share", rival.background_share},
                             {"cosine", rival.cosine},
                             {"likeness_p", rival.likeness_p ? nlohmann::json(*rival.likeness_p) : nlohmann::json()},
                             {"coined", rival.coined}};
  attribution.evidence = terms.dump();
  return attribution;
}

Explanation Explainer::explain(const Today& today, const wave::Wave& wave) const {
  Explanation why;
  for (const auto& place : wave.papers)
    if (place.monday >= wave.burst.onset) why.papers.push_back(place);
  why.own_words = contrast(centre_of(window_, why.papers, {}), today.background);
  if (wave.cluster) why.label = label_of_wave(window_, why.papers, why.own_words, params_.topics.label_phrases);
  why.phrases = own_phrases(wave, why);
  for (std::size_t r = 0; r < today.releases->size(); ++r)  // one after the other: the store is asked
    why.coined.push_back(coined_term(today, wave, why, r));
  why.scored = attribute::score(*today.releases, evidence_for(today, wave, why), wave.burst.onset, wave.began_late,
                                params_.attribution);
  why.course = course_of(window_, today, wave, params_);
  for (const auto& rival : why.scored.rivals)
    if (rival.verdict != model::Verdict::Rejected || why.attributions.size() < kKeptRivals)
      why.attributions.push_back(attribution_of(today, wave, rival, why.course));
  if (!why.scored.rivals.empty() && why.scored.rivals.front().verdict == model::Verdict::Attributed)
    why.leader = &why.scored.rivals.front();
  return why;
}

}  // namespace bandwagon::close

// Why a wave rose: attribution to releases, roles of its papers, who was there before.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "analyzers/close/contrast.hpp"
#include "analyzers/close/weekly_close.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kCentrePapers = 400;  // the newest of a large wave stand for it
constexpr std::size_t kShownRivals = 8;
constexpr std::size_t kAtOnce = 16;   // releases
constexpr double kMostStrays = 20;    // papers that use a term before the paper that coined it
constexpr int kLongEnoughDays = 182;  // of the window before a paper, to tell from it alone what came before
constexpr double kNormal95 = 1.96;

bool uses(const text::TermCounts& terms, text::TermId term) {
  return std::binary_search(terms.begin(), terms.end(), text::TermCount{term, 0, 0},
                            [](const auto& a, const auto& b) { return a.term < b.term; });
}

bool alertable(model::BurstKind kind) {
  return kind == model::BurstKind::Topical || kind == model::BurstKind::Mention;
}

bool may_be_told(const wave::Wave& wave) {
  return alertable(wave.burst.kind) && wave.burst.confirmed;
}

}  // namespace

represent::SparseVector Analysis::centre(const std::vector<wave::Place>& places,
                                         const std::vector<text::TermId>& hidden) const {
  represent::Centroid centroid;
  const std::size_t from = places.size() > kCentrePapers ? places.size() - kCentrePapers : 0;
  for (std::size_t p = from; p < places.size(); ++p) {
    const auto terms = text::without(wave::reading(window_, places[p]).terms, hidden);
    centroid.add(represent::paper_vector(terms, window_.frequencies(), params_.vectors));
  }
  return centroid.unit(kContrastTerms);
}

// What a wave is about, in its own words: the term that founded it, or of the label of its cluster topic the phrases
// that most of its papers use; a plain word may mean anything ("Internet").
std::vector<Phrase> Analysis::own_phrases(const wave::Wave& wave) const {
  if (!wave.cluster && wave.terms.empty()) return {};
  if (!wave.cluster) return {{wave.terms.front().term, wave.terms.front().written}};
  auto phrases = topics_.label_phrases(*wave.cluster);
  for (auto& phrase : phrases)
    phrase.term = text::term_id(text::normal_form(phrase.written));  // as it is shown, joined
  std::erase_if(phrases, [&](const Phrase& phrase) {
    const auto since = std::lower_bound(wave.papers.begin(), wave.papers.end(), wave::Place{wave.burst.onset, 0});
    const auto users = std::count_if(since, wave.papers.end(), [&](const wave::Place& place) {
      return wave::reading(window_, place).uses(phrase.term);
    });
    const bool plain =
        phrase.written.find_first_of(" -") == std::string::npos && text::squashed_name(phrase.written).empty();
    return plain || 2 * users < wave.papers.end() - since;
  });
  return phrases;
}

// Whether the release's own paper brought up a phrase of the wave: hardly a paper before it used it, in the window or
// among all that is stored; none where only papers vouch for the release. Another release's name is not brought up, nor
// what the paper of an earlier release used.
bool Analysis::is_coined(const Today& today, const wave::Wave& wave, std::size_t release, const Phrase& phrase) const {
  const auto& known = (*today.releases)[release];
  if (!uses(today.own_terms[release], phrase.term)) return false;
  if (wave.names_release && *wave.names_release != known.release.id) return false;
  if (wave.burst.onset - known.release.released > params_.attribution.coined_lag_days) return false;
  for (std::size_t other = 0; other < today.own_terms.size(); ++other)
    if ((*today.releases)[other].paper_announced < known.paper_announced && uses(today.own_terms[other], phrase.term))
      return false;
  double before = 0, after = 0;
  for (const auto& place : wave.papers) {
    const auto& paper = wave::reading(window_, place);
    if (paper.uses(phrase.term)) (paper.source.paper.announced < known.paper_announced ? before : after) += 1;
  }
  const double stray_share = known.voucher == attribute::Voucher::Somebody ? 0.05 : 0;  // texts are revised later
  const double most = std::min(stray_share * after, kMostStrays);
  if (before > most) return false;
  if (known.paper_announced - window_.monday(0) >= kLongEnoughDays) return true;
  for (const auto& earlier : prior_work_({phrase.written}, known.paper_announced))
    before += uses(text::terms_of(earlier.paper.title, earlier.paper.abstract), phrase.term);
  return before <= most;
}

// The first of the wave's phrases that the release's paper brought up.
std::optional<text::TermId> Analysis::coined_term(const Today& today, const wave::Wave& wave,
                                                  const std::vector<Phrase>& phrases, std::size_t release) const {
  for (const auto& phrase : phrases)
    if (is_coined(today, wave, release, phrase)) return phrase.term;
  return std::nullopt;
}

std::vector<attribute::Evidence> Analysis::evidence_for(const Today& today, const wave::Wave& wave,
                                                        const std::vector<wave::Place>& papers) const {
  double all_papers = 0;
  for (int week = std::max(0, window_.index_of(wave.burst.onset)); week <= window_.latest(); ++week)
    all_papers += static_cast<double>(window_.papers(week).size());
  const auto own_words = contrast(centre(papers, {}), today.background);
  const auto comparable = today.comparators->likeness(own_words, wave.burst.onset);

  std::vector<attribute::Evidence> evidence(today.releases->size());
  const auto phrases = own_phrases(wave);
  std::vector<std::optional<text::TermId>> coined;  // asked for one after the other: the store is
  for (std::size_t r = 0; r < evidence.size(); ++r) coined.push_back(coined_term(today, wave, phrases, r));
  parallel::each(evidence.size(), kAtOnce, [&](std::size_t r) {
    const auto& known = (*today.releases)[r];
    auto& named = evidence[r].named;
    named.wave_papers = static_cast<double>(papers.size());
    named.other_papers = all_papers - named.wave_papers;
    evidence[r].coined = coined[r].has_value();
    evidence[r].led = wave::leader_of(wave) == known.release.id;
    evidence[r].own_wave = wave.names_release == known.release.id;
    for (const auto& place : papers) {
      const auto& paper = wave::reading(window_, place);
      const int age = window_.latest() - window_.index_of(place.monday);
      if (!evidence[r].own_wave || age < wave.window_weeks) {
        ++named.judged;
        named.after_release += paper.source.paper.announced >= known.release.released;
      }
      named.in_wave += std::binary_search(today.named_papers[r]->begin(), today.named_papers[r]->end(), place) ||
                       (coined[r] && paper.uses(*coined[r]));
    }
    for (const auto& place : *today.named_papers[r])
      named.elsewhere += place.monday >= wave.burst.onset && !std::binary_search(papers.begin(), papers.end(), place);
    evidence[r].cosine = represent::dot(today.profiles[r], own_words);
    if (!today.profiles[r].empty()) evidence[r].likeness_p = likeness_p(comparable, evidence[r].cosine);
  });
  return evidence;
}

std::optional<double> Analysis::likeness_p(const std::vector<double>& comparable, double cosine) const {
  const auto others = static_cast<double>(comparable.size());
  if (others < params_.attribution.least_placebos) return std::nullopt;
  const auto reach = static_cast<double>(
      std::count_if(comparable.begin(), comparable.end(), [&](double other) { return other >= cosine; }));
  return (1 + reach) / (1 + others);
}

// Whether the release's name may found a wave: see attribute::Voucher.
bool Analysis::may_lead(const Today& today, std::size_t release) const {
  const auto& known = (*today.releases)[release];
  if (known.voucher != attribute::Voucher::Papers) return true;
  const model::Day since = window_.monday(std::max(0, window_.latest() - params_.screen.names_window + 1));
  std::vector<wave::Place> recent;
  for (const auto& place : *today.named_papers[release])
    if (place.monday >= since) recent.push_back(place);
  if (today.profiles[release].empty() || static_cast<double>(recent.size()) < params_.screen.least_papers) return false;
  const auto own_words = contrast(centre(recent, {}), today.background);
  const auto comparable = today.comparators->likeness(own_words, since);
  const double cosine = represent::dot(today.profiles[release], own_words);
  constexpr double kAllNameIt = 1;
  return attribute::speaks_of(known, kAllNameIt, likeness_p(comparable, cosine), params_.attribution);
}

Analysis::Explanation Analysis::explain(const Today& today, const wave::Wave& wave) const {
  Explanation why;
  for (const auto& place : wave.papers)
    if (place.monday >= wave.burst.onset) why.papers.push_back(place);
  const int onset = std::max(0, window_.index_of(wave.burst.onset));
  why.scored = attribute::score(*today.releases, evidence_for(today, wave, why.papers), wave.burst.onset,
                                wave.burst.onset_high, params_.attribution);

  // the course of the wave against what its past before the onset made expected
  const int first = std::max(0, window_.size() - params_.alerts.onset_weeks);
  const burst::Baseline before = baseline_before(today, onset);
  const auto series = wave::counts_of(window_, wave.papers);
  const burst::Rates rates = before.rates(series);
  why.weekly_expected = before.expected(rates, first, window_.latest());
  why.weekly_observed.assign(why.weekly_expected.size(), 0);
  for (const auto& count : series)
    if (count.week >= first && !burst::is_quarantined(today.quarantine, count.stratum))
      why.weekly_observed[static_cast<std::size_t>(count.week - first)] += count.papers;
  const double inverse_size = 1 / before.forecast(rates, 1).total.size;

  for (const auto& rival : why.scored.rivals) {
    const auto& release = (*today.releases)[rival.release].release;
    if (rival.verdict == model::Verdict::Rejected && why.attributions.size() >= kShownRivals) continue;
    model::Attribution attribution{.burst = wave.burst.id,
                                   .release = release.id,
                                   .decided = today.closed,
                                   .posterior = rival.posterior,
                                   .placebo_p = rival.placebo_p,
                                   .verdict = rival.verdict};
    if (rival.verdict != model::Verdict::Rejected) {
      double observed = 0, expected = 0;
      for (int week = first; week <= window_.latest(); ++week) {
        if (window_.monday(week) + model::kDaysPerWeek <= release.released) continue;
        observed += why.weekly_observed[static_cast<std::size_t>(week - first)];
        expected += why.weekly_expected[static_cast<std::size_t>(week - first)];
      }
      const double sd = std::sqrt(expected + expected * expected * inverse_size);
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
    why.attributions.push_back(std::move(attribution));
  }
  if (!why.scored.rivals.empty() && why.scored.rivals.front().verdict == model::Verdict::Attributed)
    why.leader = &why.scored.rivals.front();
  return why;
}

namespace {

// The chance that a paper is there because of the wave. What stands in a cluster topic stood there before, too: its
// words tell.
double belongs(const wave::Wave& wave, const corpus::Reading& paper, double as_kin) {
  return as_kin < 1 ? as_kin : wave::probability(wave.vocabulary, paper);
}

}  // namespace

void Analysis::give_roles(const Today& today, const wave::Wave& wave, const std::vector<wave::Kin>& papers,
                          model::WeekFindings& findings) const {
  const double excess_share = wave.burst.ratio > 1 ? 1 - 1 / wave.burst.ratio : 0;
  const auto phrases = wave.cluster ? own_phrases(wave) : std::vector<Phrase>();
  for (const auto& followed : wave.follows) {
    const auto at = today.index_of.find(followed.release);
    if (at == today.index_of.end()) continue;
    const auto& release = (*today.releases)[at->second].release;
    const CoinedNames names = named_.coined(release.id, today.names[at->second]);
    const auto coined = coined_term(today, wave, phrases, at->second);
    std::vector<attribute::Candidate> candidates;
    for (const auto& paper : papers) {
      const auto& reading = wave::reading(window_, paper);
      const bool late = reading.source.paper.announced - wave.burst.onset > params_.roles.words_days;
      const bool of_coined = coined && reading.uses(*coined);
      const bool of_terms = paper.probability == 1 && (!wave.cluster || of_coined || wave.vocabulary.steps.empty());
      candidates.push_back({.key = reading.source.key,
                            .id = reading.source.paper.id,
                            .submitted = reading.source.paper.submitted,
                            .announced = reading.source.paper.announced,
                            .named = names.in(reading),
                            .belongs = late       ? 0
                                       : of_terms ? excess_share
                                                  : belongs(wave, reading, paper.probability)});
    }
    for (auto& role : attribute::give_roles(release, wave.burst.id, candidates, followed.posterior, params_.roles))
      findings.roles.push_back(std::move(role));
  }
}

// What explains a wave that has news, whom it follows by that and who had been there before. Touches no other wave.
std::optional<Analysis::Explanation> Analysis::find_reasons(const Today& today, wave::Wave& wave,
                                                            const WaveNews& news) const {
  const bool ended = wave.burst.state == "ended";
  if (!may_be_told(wave) || !(news.flagged || news.relearned || ended)) return std::nullopt;
  auto why = explain(today, wave);
  if (ended) return why;
  take_lead(today, wave, why);
  if (why.leader) find_pioneers(today, wave, why);
  return why;
}

// Everything a close says of one live wave.
void Analysis::record(const Today& today, wave::Wave& wave, const WaveNews& news, const Explanation* why,
                      model::WeekFindings& findings) {
  for (const auto& core : wave.terms) {
    if (!core.defines) continue;
    std::vector<model::PaperKey> fresh;
    for (const auto& place : news.new_papers)
      if (const auto& paper = wave::reading(window_, place); paper.uses(core.term)) fresh.push_back(paper.source.key);
    const auto topic = topics_.term_topic(window_, core, wave.burst.topic, {}, findings);
    topics_.grow_term_topic(topic, fresh, findings);
  }
  tell(today, wave, news, why, findings);
}

// Its papers, whom they follow and in which role, and whether that is news.
void Analysis::tell(const Today& today, wave::Wave& wave, const WaveNews& news, const Explanation* why,
                    model::WeekFindings& findings) {
  const bool first_time = news.flagged && wave.flagged_closes == 1;
  const bool anew = wave.widened || first_time || news.relearned || news.turned;
  wave.widened = false;
  if (why && wave.burst.state != "ended") {
    for (const auto& pioneer : wave.pioneers) arxiv_ids_[pioneer.key] = pioneer.arxiv_id;
    findings.reattributed.push_back(wave.burst.id);
    findings.attributions.insert(findings.attributions.end(), why->attributions.begin(), why->attributions.end());
  }
  // what shares a way of writing, a date or a name that no release explains ("LLMs") shares no subject
  const bool listed =
      wave.burst.kind == model::BurstKind::Topical || (alertable(wave.burst.kind) && !wave.follows.empty());
  const auto papers =
      listed ? members(wave, anew || why ? wave.burst.onset_low : today.week) : std::vector<wave::Kin>();
  if (anew || why) findings.repopulated.push_back(wave.burst.id);
  for (const auto& paper : papers)
    findings.burst_papers.push_back({wave.burst.id, wave::reading(window_, paper).source.key});
  if (may_be_told(wave) && wave.burst.state != "ended") {
    give_roles(today, wave, papers, findings);
    if (why) credit_pioneers(today, wave, findings);
  }
  if (why && (news.flagged || wave.burst.state == "ended")) alert(today, wave, *why, findings);
  findings.bursts.push_back(wave.burst);
}

// Remembers whom the wave follows.
void Analysis::take_lead(const Today& today, wave::Wave& wave, const Explanation& why) const {
  const std::string before = wave::leader_of(wave);
  wave.follows.clear();
  wave.led_since.reset();
  for (const auto& rival : why.scored.rivals)
    if (rival.verdict != model::Verdict::Rejected)
      wave.follows.push_back(
          {(*today.releases)[rival.release].release.id, rival.posterior, rival.verdict == model::Verdict::Attributed});
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

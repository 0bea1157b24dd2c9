#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/attribute/names.hpp"
#include "analyzers/model/findings.hpp"
#include "analyzers/represent/vectors.hpp"

namespace bandwagon::attribute {

// Who says that it is a release: somebody (the catalogue, its lab's own channel, the reader), or only how papers that
// we read speak of it. The latter must be like the wave that it explains, by its own paper's words, for names are
// ambiguous, and be named, for words are, too. Witnesses: it has no paper, but several name the lab that made it, so
// that its name is no accident; by every second paper it must be named.
enum class Voucher { Somebody, Papers, Witnesses };

// A release as the attribution sees it on the day of a close.
struct KnownRelease {
  model::Release release;
  std::vector<model::StoredPaper> own_papers;  // those that are announced and stored, the main one first
  std::string title, abstract;                 // of the first of them; else empty
  model::Day paper_announced{};
  Voucher voucher = Voucher::Somebody;
};

struct ScoreParams {
  int longest_lag_days = 270;      // from a release to the onset of a burst that it may explain …
  int coined_lag_days = 730;       // … or, where its own paper coined the wave's words: a delayed trigger
  double least_share_after = 0.6;  // of the wave's papers: with fewer, the wave came before the release
  double effective_papers = 12;    // papers of a wave are no independent witnesses: counted as of so many
  // A release that a wave does not follow may still be named by its papers more than by others: they share a subject.
  // So often that is, and these papers name it by a share of Beta(subject_named, subject_unnamed).
  double of_subject = 0.008, subject_named = 3.5, subject_unnamed = 5.6;
  double vocabulary_cap = 4.5;                    // log odds: the most that likeness of words alone can say
  double timing_cap = 1.5;                        // timing alone decides nothing
  double median_lag_days = 45, log_sd_lag = 1.1;  // of onsets after releases …
  int span_days = 540;                            // … against a release on any day of so many
  double none_prior = 0.5;
  double least_alike = 0.05;       // likeness p up to which a release that only papers vouch for may explain a wave …
  double least_named = 0.25;       // … and share of the wave's papers that name it
  double least_named_alone = 0.5;  // the same where nothing but the name speaks for it: others' waves compare with it
  double attributed_posterior = 0.8, shared_posterior = 0.25, placebo_level = 0.05;
  int least_placebos = 19;  // below it a placebo p of 0.05 cannot be reached and none is given
};

// What speaks for one release.
struct Rival {
  std::size_t release = 0;                       // index into the releases given
  double named_share = 0, background_share = 0;  // of the wave's papers, of the others of the same weeks
  double names = 0, vocabulary = 0, timing = 0;  // log odds
  double cosine = 0;
  std::optional<double> likeness_p;  // of the comparable texts, the share as near to the wave as the release's own
  bool coined = false;               // its own paper brought up a word that defines the wave
  double posterior = 0;
  std::optional<double> placebo_p;
  model::Verdict verdict = model::Verdict::Rejected;
  double text() const { return names + vocabulary; }
};

struct Scored {
  std::vector<Rival> rivals;  // candidates, best posterior first
  double none_posterior = 1;
};

// How often a release is named, or a word that its own paper coined is used: in the wave's papers since its onset, and
// in all other watched papers of the same weeks.
struct NamedCounts {
  double in_wave = 0, wave_papers = 0, elsewhere = 0, other_papers = 0;
  double judged = 0, after_release = 0;  // of the wave's papers that timing is judged by, those since the release
};

// What a wave shows of one release.
struct Evidence {
  NamedCounts named;
  double cosine = 0;  // of the release's own words and what the wave says more than others
  std::optional<double>
      likeness_p;  // (1 + comparable texts whose cosine reaches it) / (1 + all of them); absent: too few
  bool coined = false;
  bool led = false;       // the wave was told after it: it stays a rival however unlike the wave grows
  bool own_wave = false;  // its name founded the wave: strays that date the onset too early do not rule it out
};

// Posterior over the candidate releases and "none".
//   names:      log [ BetaBinomial(k; n, 1, 1) / Binomial(k; n, q) ] with k of n wave papers naming the release and q
//               the share of other papers that do, scaled to `effective_papers`
//   vocabulary: log of the bound 1 / (-e p ln p) on the Bayes factor of likeness_p (Sellke, Bayarri & Berger, Am. Stat.
//               55, 2001, formula 3), at most `vocabulary_cap`; -1 where every second text is nearer
//   timing:     log (lognormal density of onset - release / uniform density), within ± cap; far below 0 for a release
//               that most of the wave came before
//   posterior:  pi_r e^score over pi_0 + the sum over rivals, pi_0 = none_prior, the rest shared equally
// Releases that do not speak of the wave (speaks_of) are left out.
//   placebo p:  (1 + releases outside the time gate whose names + vocabulary reach this one's) / (1 + all of them):
//               in-space placebos after Abadie, Diamond & Hainmueller, JASA 105 (2010), section 3.4
// `evidence` is parallel to `releases`. `onset` and `began_late`, the last week in which the wave most likely began,
// are Mondays.
Scored score(std::span<const KnownRelease> releases, std::span<const Evidence> evidence, model::Day onset,
             model::Day began_late, const ScoreParams& params);

// Whether a release may explain papers of which such a share names it and that its own paper is so much alike: see
// Voucher.
bool speaks_of(const KnownRelease& known, double named_share, std::optional<double> likeness_p,
               const ScoreParams& params);

// Lognormal density, per day, of the lag between a release and what follows it. From day 1 on.
double lag_density(int lag_days, double median_days, double log_sd);

}  // namespace bandwagon::attribute

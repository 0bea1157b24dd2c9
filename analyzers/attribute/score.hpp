#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/attribute/names.hpp"
#include "analyzers/model/findings.hpp"
#include "analyzers/represent/vectors.hpp"

namespace bandwagon::attribute {

// A release as the attribution sees it on the day of a close.
struct KnownRelease {
  model::Release release;
  std::string title, abstract;  // of its own paper, if that is announced and in the store; else empty
};

struct ScoreParams {
  int longest_lag_days = 540;  // a release may be taken up late; older ones are no candidates
  int head_start_days = 35;  // a release may come so long after the dated onset if most of the wave still came after it
  double least_share_after = 0.6;   // of the wave's papers: with fewer, the wave came before the release
  double effective_papers = 12;     // papers of a wave are no independent witnesses: counted as of so many
  double vocabulary_weight = 14;    // log odds per unit of cosine to the release's own words …
  double vocabulary_origin = 0.12;  // … beyond this cosine, which any two texts of a field reach
  double vocabulary_cap = 6;
  double timing_cap = 1.5;  // timing alone decides nothing
  double median_lag_days = 45, log_sd_lag = 1.1;
  double none_prior = 0.5;
  double attributed_posterior = 0.8, shared_posterior = 0.25, placebo_level = 0.05;
  int least_placebos = 19;  // below it a placebo p of 0.05 cannot be reached and none is given
};

// What speaks for one release.
struct Rival {
  std::size_t release = 0;                       // index into the releases given
  double named_share = 0, background_share = 0;  // of the wave's papers, of the others of the same weeks
  double names = 0, vocabulary = 0, timing = 0;  // log odds
  double cosine = 0;
  double posterior = 0;
  std::optional<double> placebo_p;
  model::Verdict verdict = model::Verdict::Rejected;
  double text() const { return names + vocabulary; }
};

struct Scored {
  std::vector<Rival> rivals;  // candidates, best posterior first
  double none_posterior = 1;
};

// How often each release is named: in the wave's papers since its onset, and in all watched papers of the same weeks.
struct NamedCounts {
  double in_wave = 0, wave_papers = 0, elsewhere = 0, other_papers = 0;
  double after_release = 0;  // of the wave's papers, announced on the release day or later
};

// Posterior over the candidate releases and "none".
//   names:      log [ BetaBinomial(k; n, 1, 1) / Binomial(k; n, q) ] with k of n wave papers naming the release and q
//   the share of
//               other papers that do, scaled to `effective_papers`
//   vocabulary: weight * (cosine(own words, what the wave says more than others) - origin), within [-1, cap]
//   timing:     log (lognormal density of onset - release / uniform density), within ± cap; far below 0 for a release
//   that most of the wave
//               came before
//   posterior:  pi_r e^score over pi_0 + the sum over rivals, pi_0 = none_prior, the rest shared equally
//   placebo p:  (1 + releases outside the time gate whose names + vocabulary reach this one's) / (1 + all of them):
//   in-space placebos
//               after Abadie, Diamond & Hainmueller, JASA 105 (2010), section 3.4
// `counts` and `cosines` are parallel to `releases`. `onset` and `onset_high` are Mondays.
Scored score(std::span<const KnownRelease> releases, std::span<const NamedCounts> counts,
             std::span<const double> cosines, model::Day onset, model::Day onset_high, const ScoreParams& params);

}  // namespace bandwagon::attribute

#pragma once
#include "analyzers/represent/vectors.hpp"
#include "analyzers/wave/wave.hpp"

namespace bandwagon::wave {

struct KindParams {
  double topical_cohesion = 3.5;   // times the cohesion of all papers, from which papers are about one subject
  double stays_topical = 0.8;      // a wave told as about one subject stays so down to this share of it
  double contest_share = 0.4;      // of papers that speak of a shared task, from which a burst is one
  double least_title_share = 0.1;  // of papers with the phrase in the title, below which it is a turn of phrase
  int calendar_slack_weeks = 3;    // the same season last year: 52 weeks ago, give or take
  double calendar_ratio = 0.5;     // last season's papers, in this season's
};

// Mean pairwise cosine of the papers without the wave's own terms, so that they do not vouch for themselves; of an even
// sample of up to 600. O(sample x terms).
double cohesion(const corpus::Window& window, const std::vector<Place>& places, const std::vector<CoreTerm>& own_terms);

// An even sample of all papers of the last `weeks`, whatever their subject: its mean cosine is what any papers have in
// common.
represent::Centroid background(const corpus::Window& window, int weeks);

// Tells the four look-alikes apart: a surge of shared-task papers or the season of last year (calendar), papers about
// one subject (topical), a name used by papers about many subjects, as tool or baseline (mention), a turn of phrase
// (style).
model::BurstKind kind_of(const corpus::Window& window, const Wave& wave, const KindParams& params);

// Whether a paper uses what organisers and competitors call a contest, whatever the year. O(length of the paper).
bool speaks_of_contest(const corpus::Reading& paper);

}  // namespace bandwagon::wave

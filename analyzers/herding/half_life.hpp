#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "analyzers/herding/sight.hpp"

namespace bandwagon::herding {

struct HalfLifeParams {
  int window_weeks = 4;  // papers are counted in so many
  int splits = 16;       // of the papers into halves; at most 64
  int least_waves = 5;
};

struct HalfLife {
  double weeks = 0;
  std::optional<double> low, high;  // 95 %; an end is absent where the draws do not tell it, high also where it is open
};

// Weeks from the window of most papers of a wave to the first with at most half as many, of the waves together that
// began from `first_seen` on, the day from which `papers` are: of older ones only those that last would be there.
// Absent where fewer than half are not reached while `least_waves` are still seen.
//   The largest of many counts is large by chance, too, and what follows it is smaller even if nothing fades. So the
//   papers are split in halves A and B by a hash of their ids; a wave's peak is where A has most, and is read in B:
//     R(h) = sum of B(peak + h) / sum of B(peak), over waves, splits and both directions, of those seen at peak + h;
//   the half-life is the first h with R(h) <= 1/2. The halves of Poisson counts are independent (thinning).
//   A wave that ended is seen until `closed`, with the papers of its last window: few if it faded, but a wave also ends
//   when its subject has become usual. Left out, only what lasts would be seen.
//   Papers, not their excess: what was expected is kept of a wave's last test alone, which is of other weeks.
// Interval: percentiles of a bootstrap over waves. O(splits * papers + draws * waves * weeks).
std::optional<HalfLife> half_life_of_waves(std::span<const SeenPaper> papers, const Decided& decided,
                                           model::Day first_seen, model::Day closed, std::uint64_t seed, int draws,
                                           const HalfLifeParams& params);

}  // namespace bandwagon::herding

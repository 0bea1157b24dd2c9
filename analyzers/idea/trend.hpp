#pragma once
// How many papers come near an idea lately, against the year before.
#include <cstdint>
#include <optional>
#include <span>

#include "analyzers/model/day.hpp"

namespace bandwagon::idea {

struct WeekTally {
  model::Day week;          // Monday
  std::int64_t near = 0;    // watched papers near the idea
  std::int64_t volume = 0;  // all watched papers
};

struct TrendParams {
  int recent_weeks = 8, past_weeks = 52;
  std::int64_t least_papers = 5;  // below it no ratio is given: it would say nothing
};

struct Trend {
  int recent_weeks = 0, past_weeks = 0;    // as far as there are weeks
  std::int64_t recent = 0, past = 0;       // papers
  std::optional<double> ratio, low, high;  // of the shares of all papers, recent to past, with its 95 % interval

  double recent_per_week() const { return recent_weeks > 0 ? static_cast<double>(recent) / recent_weeks : 0; }
  double past_per_week() const { return past_weeks > 0 ? static_cast<double>(past) / past_weeks : 0; }
};

// `weeks`: oldest first, the last one is now. ratio = ((a + 1/2) / N_a) / ((b + 1/2) / N_b) for a recent and b past
// papers among N_a and N_b, so arXiv's growth is no trend; its logarithm has variance phi (1 / (a + 1/2) + 1 / (b +
// 1/2)) with phi = max(1, Pearson's chi square / (weeks - 2)): quasi-Poisson, McCullagh & Nelder, Generalized Linear
// Models, 2nd ed. 1989, section 9.2. Absent with fewer papers than `least_papers` or without weeks on either side.
// O(weeks).
Trend trend(std::span<const WeekTally> weeks, const TrendParams& params = {});

}  // namespace bandwagon::idea

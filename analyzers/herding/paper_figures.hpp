#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analyzers/herding/proportion.hpp"
#include "analyzers/herding/sight.hpp"

namespace bandwagon::herding {

// A figure of some papers by its name in the view, with its 95 % interval where there are enough groups of authors.
struct PaperFigure {
  const char* metric;
  double value;
  std::optional<Interval> interval;
};

// The shares of papers in topics and waves and of those that follow a release, how concentrated entries are, the
// effective number of topics in a sample of `sample_papers`, and the quartiles of the lags: of the papers at these
// places of `papers`, each figure where it can be said. Intervals by a bootstrap over groups (papers with the same last
// author): value ± 1.96 deviations, or percentiles for lags, which are skew. The draws follow from the seed.
// O(draws * (places + their topics)).
std::vector<PaperFigure> figures_of_papers(std::span<const SeenPaper> papers, std::span<const std::size_t> places,
                                           int sample_papers, std::uint64_t seed, int draws);

}  // namespace bandwagon::herding

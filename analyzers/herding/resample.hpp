#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace bandwagon::herding {

// A set of figures of some papers, given by their places; a figure that cannot be said of them is absent.
using Statistics = std::function<std::vector<std::optional<double>>(std::span<const std::size_t>)>;

// Standard deviation of each figure when groups of papers are drawn anew with replacement (the bootstrap: Efron &
// Tibshirani 1993, chapter 6; by group, because the papers of one group are no independent witnesses). The draws follow
// from the seed alone, on every machine. Absent where there are fewer than 10 groups or half of the draws lack the
// figure. O(draws * cost of the figures).
std::vector<std::optional<double>> bootstrap_deviations(const std::vector<std::vector<std::size_t>>& groups,
                                                        const Statistics& statistics, std::uint64_t seed, int draws);

}  // namespace bandwagon::herding

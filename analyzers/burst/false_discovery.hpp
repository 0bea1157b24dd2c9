#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace bandwagon::burst {

// Benjamini-Hochberg adjusted p-values (q-values), in the order of `p_values`: rejecting q <= alpha keeps the expected
// share of false discoveries among the rejected below alpha under independence or positive dependence. Benjamini &
// Hochberg, JRSS B 57 (1995), section 3.1. `family` >= p_values.size() counts hypotheses that were not listed because
// their p-values are larger than all listed ones could matter for (terms seen too rarely to be tested); they enter with
// p = 1. O(n log n).
std::vector<double> adjusted_p_values(std::span<const double> p_values, std::size_t family);

}  // namespace bandwagon::burst

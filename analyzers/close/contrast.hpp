#pragma once
#include "analyzers/represent/vectors.hpp"

namespace bandwagon::close {

inline constexpr std::size_t kContrastTerms = 400;

// What the first says more than the second, length 1, the strongest kContrastTerms. O(a + b).
represent::SparseVector contrast(const represent::SparseVector& own, const represent::SparseVector& background);

}  // namespace bandwagon::close

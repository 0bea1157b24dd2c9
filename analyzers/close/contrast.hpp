#pragma once
#include <optional>
#include <span>
#include <vector>

#include "analyzers/represent/vectors.hpp"
#include "analyzers/wave/wave.hpp"

namespace bandwagon::close {

inline constexpr std::size_t kContrastTerms = 400;

// What papers say together: the mean of the newest 400 of them (`places` are in order), length 1, its strongest
// kContrastTerms; `hidden` terms (ordered) left out. O(terms of the papers).
represent::SparseVector centre_of(const corpus::Window& window, std::span<const wave::Place> places,
                                  std::span<const text::TermId> hidden);

// What the first says more than the second, length 1, the strongest kContrastTerms. O(a + b).
represent::SparseVector contrast(const represent::SparseVector& own, const represent::SparseVector& background);

// The chance that an earlier paper is as near, by rank among those compared; absent where they are fewer than `least`.
std::optional<double> likeness_p(const std::vector<double>& comparable, double cosine, int least);

}  // namespace bandwagon::close

#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analyzers/herding/proportion.hpp"

namespace bandwagon::herding {

// A set of figures of some papers, given by their places; a figure that cannot be said of them is absent.
using Statistics = std::function<std::vector<std::optional<double>>(std::span<const std::size_t>)>;

// Each figure when groups of papers are drawn anew with replacement (the bootstrap: Efron & Tibshirani 1993, chapter 6;
// by group, because the papers of one group are no independent witnesses), in the draws that have it. The draws follow
// from the seed alone, on every machine. Empty where there are fewer than 10 groups or half of the draws lack the
// figure. O(draws * cost of the figures).
std::vector<std::vector<double>> bootstrap(const std::vector<std::vector<std::size_t>>& groups,
                                           const Statistics& statistics, std::uint64_t seed, int draws);

// Standard deviation; absent of fewer than two values.
std::optional<double> deviation(std::span<const double> drawn);

// From the 2.5th to the 97.5th percentile (Efron & Tibshirani, chapter 13): 95 %, and nowhere outside the range of the
// figure, however skew. Absent of fewer than two values. O(n log n).
std::optional<Interval> percentile_interval(std::vector<double> drawn);

// The bits of a number scattered, each as good as a coin's toss; the same on every machine.
std::uint64_t scattered(std::uint64_t number);

// FNV-1a of a text, another one for each `salt`; the same on every machine. O(length).
std::uint64_t hash_of(std::string_view text, std::uint64_t salt = 0);

}  // namespace bandwagon::herding

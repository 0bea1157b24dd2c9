#pragma once
#include <functional>
#include <string>
#include <vector>

#include "analyzers/model/paper.hpp"

namespace bandwagon::close {

inline constexpr std::size_t kMostOfOnePhrase = 100;  // enough to tell that it was common

// What is stored (background too), was announced before `before` and contains at least two of these phrases, in
// singular or plural, or the only one: some hundred papers (of only one phrase the kMostOfOnePhrase oldest), those with
// most of them first. Whatever the order of import, the same papers in the same order. Asked by several threads at
// once.
using PriorWork =
    std::function<std::vector<model::StoredPaper>(const std::vector<std::string>& phrases, model::Day before)>;

}  // namespace bandwagon::close

#pragma once
#include <vector>

#include "analyzers/close/params.hpp"
#include "analyzers/corpus/window.hpp"
#include "analyzers/model/findings.hpp"

namespace bandwagon::close {

// Of how many weeks, the latest one included, the papers are compared.
int weeks_compared(const concurrent::PairParams& params);

// Which papers of the latest week do much the same as one of another team in the last weeks (docs/METHODS.md,
// concurrent work). O(papers of those weeks · terms).
std::vector<model::ConcurrentPair> find_concurrent_work(const corpus::Window& window,
                                                        const concurrent::PairParams& params);

}  // namespace bandwagon::close

#pragma once
// Private to the room: whether two papers speak of the same thing, told without a corpus, so that the answer never
// depends on what else was read.
#include <cstdint>
#include <vector>

#include "analyzers/model/paper.hpp"

namespace bandwagon::candidate {

using Subject =
    std::vector<std::uint64_t>;  // stems of title and abstract, their letters as a number; ordered, each once

Subject subject_of(const model::Paper& paper);
int shared_words(const Subject& a, const Subject& b);

}  // namespace bandwagon::candidate

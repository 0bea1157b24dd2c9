#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyzers/close/explanation.hpp"

namespace bandwagon::close {

// What is told of a wave this week, without its number: that it is new, grew, is tied to another release, or ended;
// absent: nothing. `waves`: all live ones, for one wave is told once. O(papers of the waves).
std::optional<model::Alert> alert_of(const corpus::Window& window, const Today& today, const wave::Wave& wave,
                                     const std::vector<wave::Wave>& waves, const Explanation& why,
                                     const Params& params);

// The evidence of an alert, one JSON object: docs/DIGEST.md. O(papers of the wave · terms).
std::string evidence_of(const corpus::Window& window, const Today& today, const wave::Wave& wave,
                        const Explanation& why);

}  // namespace bandwagon::close

#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyzers/close/explanation.hpp"

namespace bandwagon::close {

// Why a wave is told this week: it is new, grew, is tied to another release, or ended; absent: it is not. `waves`: all
// live ones, for one wave is told once. O(papers of the waves).
std::optional<model::AlertReason> reason_to_tell(const Today& today, const wave::Wave& wave, const WaveNews& news,
                                                 const std::vector<wave::Wave>& waves, const Explanation& why,
                                                 const Params& params);

// A wave in a line: "GRPO: 41 papers in 4 weeks, 9.8 expected (x4.2, 95 % 3.0 to 5.8); began after DeepSeek-R1 …".
std::string headline_of(const Today& today, const wave::Wave& wave, const Explanation& why, model::AlertReason reason,
                        const Params& params);

// What is told of it, without its number.
model::Alert alert_of(const corpus::Window& window, const Today& today, const wave::Wave& wave, const Explanation& why,
                      model::AlertReason reason, const Params& params);

// The evidence of an alert, one JSON object: docs/DIGEST.md. O(papers of the wave · terms).
std::string evidence_of(const corpus::Window& window, const Today& today, const wave::Wave& wave,
                        const Explanation& why);

}  // namespace bandwagon::close

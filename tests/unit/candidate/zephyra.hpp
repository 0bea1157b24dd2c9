#pragma once
// The invented papers of these tests: the first day of them, and of what everyone writes who takes Zephyra up.
#include "analyzers/model/day.hpp"

namespace bandwagon::candidate {

inline const model::Day kFirst = model::Day::from_civil(2024, 1, 1);
inline constexpr const char* kSubject = "selective recurrence kernels hardware sequence throughput memory attention";

}  // namespace bandwagon::candidate

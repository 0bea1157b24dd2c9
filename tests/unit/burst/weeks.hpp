#pragma once
// The weeks of these tests: a history of 80, the last of them under test, nothing left out.
#include "analyzers/burst/strata.hpp"

namespace bandwagon::burst {

inline constexpr int kNow = 79;
inline const Quarantine kNone(8, 0);

}  // namespace bandwagon::burst

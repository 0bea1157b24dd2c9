#pragma once
// Any negative binomial law that a Baseline can forecast, for tests of properties. Call it within one.
#include <rapidcheck.h>

#include "analyzers/burst/negative_binomial.hpp"

namespace bandwagon::burst {

inline NegativeBinomial any_law() {
  return {.mean = *rc::gen::inRange(1, 400) / 10.0, .size = *rc::gen::inRange(4, 300) / 10.0};
}

}  // namespace bandwagon::burst

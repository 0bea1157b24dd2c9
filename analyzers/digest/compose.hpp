#pragma once
#include <string>
#include <vector>

#include "analyzers/digest/digest.hpp"

namespace bandwagon::digest {

struct Period {
  model::Day since, until;  // both included
};

// Chooses, groups, orders and caps: alerts outside the period are left out, but what the last one before it told of a
// wave is not told again; several alerts of one burst become one wave
// in its latest state; waves that one release explains come first, then those that several share, then the others;
// within each the stronger (ratio), the larger, the older id. A burst that ended in the period is told once, among the
// ended. A paper is cited once in a wave.
// The order of the alerts given does not matter. O(n log n).
Digest compose(std::vector<RaisedAlert> alerts, Period period, Footing footing, Params params);

// One or two sentences: how many waves began, grew, were revised, ended, and what they are tied to.
std::string summary_of(const std::vector<Wave>& waves, const std::vector<Wave>& ended);

}  // namespace bandwagon::digest

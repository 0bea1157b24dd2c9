#pragma once
#include <functional>
#include <vector>

#include "analyzers/model/findings.hpp"

namespace bandwagon::herding {

// What the closes have decided of waves, as the public views show it; only roles of followers.
struct Decided {
  std::vector<model::Burst> bursts;
  std::vector<model::BurstPaper> wave_papers;
  std::vector<model::Attribution> attributions;
  std::vector<model::Role> followers;
};

// What the closes before this one decided of the waves that had not ended before `from`: history is long.
using Chronicle = std::function<Decided(model::Day from)>;

// Adds what a close decides, by the rules by which the store writes it (see model::WeekFindings). O((all decided) log).
void add(Decided& decided, const model::WeekFindings& findings);

}  // namespace bandwagon::herding

#include "analyzers/represent/rises.hpp"

#include <algorithm>

namespace bandwagon::represent {

double rise(const Use& latest, const Use& whole, const RiseParams& params) {
  if (latest.with_term < params.papers) return 1;
  return std::max(1.0, latest.share() / whole.share());
}

Rises::Rises(std::span<const Rise> terms) {
  times_.make_room(terms.size());
  for (const auto& [term, times] : terms) times_[term] = times;
}

}  // namespace bandwagon::represent

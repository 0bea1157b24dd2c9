#include "analyzers/represent/frequencies.hpp"

namespace bandwagon::represent {

void LiveFrequencies::add(const text::TermCounts& paper) {
  for (const auto& entry : paper) ++count_[entry.term];
  ++papers_;
}

void LiveFrequencies::remove(const text::TermCounts& paper) {
  for (const auto& entry : paper) {
    const auto at = count_.find(entry.term);
    if (at == count_.end()) continue;
    if (at->second == 1)
      count_.erase(at);
    else
      --at.value();
  }
  --papers_;
}

std::uint32_t LiveFrequencies::of(text::TermId term) const {
  const auto at = count_.find(term);
  return at == count_.end() ? 0 : at->second;
}

double LiveFrequencies::inverse_document_frequency(text::TermId term) const {
  return std::log((static_cast<double>(papers_) + 1) / (static_cast<double>(of(term)) + 0.5));
}

}  // namespace bandwagon::represent

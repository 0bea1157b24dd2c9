#include "analyzers/close/contrast.hpp"

namespace bandwagon::close {

represent::SparseVector contrast(const represent::SparseVector& own, const represent::SparseVector& background) {
  std::vector<represent::Weighted> more;
  auto other = background.begin();
  for (const auto& entry : own) {
    while (other != background.end() && other->term < entry.term) ++other;
    const float common = other != background.end() && other->term == entry.term ? other->weight : 0;
    if (entry.weight > common) more.push_back({entry.term, entry.weight - common});
  }
  return represent::unit_vector(std::move(more), kContrastTerms);
}

}  // namespace bandwagon::close

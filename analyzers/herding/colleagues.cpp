#include "analyzers/herding/colleagues.hpp"

#include <optional>

namespace bandwagon::herding {

void Colleagues::wrote_together(std::span<const std::uint64_t> authors) {
  std::optional<std::uint64_t> first;
  for (const auto author : authors) {
    if (!above_.contains(author)) continue;
    const auto group = group_of(author);
    if (first)
      above_.at(group) = group_of(*first);
    else
      first = group;
  }
}

std::uint64_t Colleagues::group_of(std::uint64_t author) {
  auto& above = above_.at(author);
  while (above != above_.at(above)) above = above_.at(above);
  return above;
}

std::map<std::uint64_t, int> Colleagues::sizes() {
  std::map<std::uint64_t, int> sizes;
  for (const auto& [author, above] : above_) ++sizes[group_of(author)];
  return sizes;
}

}  // namespace bandwagon::herding

#pragma once
#include <cstdint>
#include <map>
#include <span>

namespace bandwagon::herding {

// Authors in groups of those that wrote together, directly or by a chain of others of them: they decide together where
// to go, and are one witness.
class Colleagues {
 public:
  void add(std::uint64_t author) { above_.try_emplace(author, author); }
  // Those of the paper's authors that were added are one group from now on. O(authors log all).
  void wrote_together(std::span<const std::uint64_t> authors);

  int authors() const { return static_cast<int>(above_.size()); }
  std::uint64_t group_of(std::uint64_t author);  // one of its members; of an author that was added
  std::map<std::uint64_t, int> sizes();          // authors of each group

 private:
  std::map<std::uint64_t, std::uint64_t> above_;  // union-find: a member of the same group, itself at the top
};

}  // namespace bandwagon::herding

#pragma once
// What names_in() found in the papers of a week, kept so that a restart need not read their text again.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/candidate/given_names.hpp"

namespace bandwagon::candidate {

// How names are found. What was kept by another way is not believed, so a change of names_in() gets a new number.
inline constexpr std::uint64_t kWayOfNaming = 1;

// The names in papers, known by their text. Not thread safe.
class KeptNames {
 public:
  void add(std::string_view title, std::string_view abstract, NamesInPaper names);
  // The names in this text, if they are kept; valid until the next add().
  const NamesInPaper* find(std::string_view title, std::string_view abstract) const;
  std::size_t size() const { return names_.size(); }

  // For keeping: about 0.2 kB a paper before compression. unpack() gives nothing kept where pack() did not make the
  // bytes, or made them by another way.
  std::string pack() const;
  static KeptNames unpack(std::string_view bytes);

 private:
  std::vector<std::uint64_t> texts_;
  std::vector<NamesInPaper> names_;                       // parallel to texts_
  std::unordered_map<std::uint64_t, std::size_t> place_;  // of a text
};

}  // namespace bandwagon::candidate

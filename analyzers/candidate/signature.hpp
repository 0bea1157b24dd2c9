#pragma once
// Who signs a paper: a lab by its collective name, or people.
#include <optional>
#include <span>
#include <string>

#include "analyzers/candidate/lab.hpp"

namespace bandwagon::candidate {

struct Signature {
  std::string lab;       // the listed lab's name; else the collective name itself without "Team"
  bool listed = false;   // whether config/labs.toml knows it
  std::string spelling;  // as it stands among the authors
};

// The collective name among the first authors ("Qwen Team", "Team GLM", "WanTeam", "DeepSeek-AI", also followed by a
// lone ":"); absent: people sign. A name counts as collective if a lab lists it, or if it says "Team" itself.
// O(authors looked at * labs).
std::optional<Signature> signature_of(std::span<const std::string> authors, std::span<const Lab> labs);

}  // namespace bandwagon::candidate

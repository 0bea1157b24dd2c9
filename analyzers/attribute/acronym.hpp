#pragma once
// Acronyms mean many things: what does this text mean by one?
#include <string>
#include <string_view>
#include <vector>

namespace bandwagon::attribute {

// What a text spells an acronym out as, squashed: "singularvaluedecomposition" where it says "singular value
// decomposition (SVD)". Empty: nowhere. The words before the parenthesis must begin with the letters, whatever their
// case. O(length of the text).
std::string spelled_out(std::string_view text, std::string_view acronym);

// Three capitals or more and nothing else.
bool is_acronym(std::string_view name);

// Whether the words of a name begin with the acronym's letters: "Stable Video Diffusion" for "SVD".
bool abbreviates(std::string_view acronym, std::string_view name);

// What a text that uses a name means by it, as far as it says.
enum class Sense { Unsaid, Own, Other };

// One acronym among a release's names, with the full names that it abbreviates, squashed.
struct Acronym {
  std::string letters;
  std::vector<std::string> full;

  // What the text means by the acronym. Without a full name nothing can be said.
  Sense sense_in(std::string_view text) const;
};

}  // namespace bandwagon::attribute

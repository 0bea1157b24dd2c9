#pragma once
// Acronyms mean many things: what does this text mean by one?
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace bandwagon::attribute {

// The words in which a plain text (text/latex.hpp) spells an acronym out, lower case: "singular", "value",
// "decomposition" where it says "singular value decomposition (SVD)". Empty: nowhere. The words before the parenthesis
// must begin with the letters, whatever their case. O(length of the text).
std::vector<std::string> spelled_out(std::string_view plain, std::string_view acronym);

// Three capitals or more and nothing else.
bool is_acronym(std::string_view name);

// Whether the words of a name begin with the acronym's letters: "Stable Video Diffusion" for "SVD".
bool abbreviates(std::string_view acronym, std::string_view name);

// What a text that uses a name means by it, as far as it says.
enum class Sense { Unsaid, Own, Other };

// One acronym among a release's names, with the words of the full names that it abbreviates, lower case.
struct Acronym {
  std::string letters;
  std::vector<std::vector<std::string>> full;

  // Takes a name up among the full ones if the acronym abbreviates it.
  void learn(std::string_view name);
  // What the first of the submitted texts that says so means by the acronym: its own full name, in whatever forms of
  // its words ("optimisation", "models"; the first five letters tell) and but for one of them ("direct policy
  // optimization (DPO)", as authors misremember it), or another. Without a full name nothing can be said.
  Sense sense_in(std::initializer_list<std::string_view> texts) const;
};

}  // namespace bandwagon::attribute

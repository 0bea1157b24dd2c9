#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/tokenize.hpp"

namespace bandwagon::text {

struct PaperText {
  std::string_view title, abstract;  // as submitted
};

inline constexpr std::size_t kLongestFuller = 6;  // tokens of a fuller phrase

// Papers read once, to ask what they write around phrases. Const members may be called concurrently.
class Passages {
 public:
  explicit Passages(std::span<const PaperText> papers);  // O(length of the texts)

  // The phrase that a term (in normal form) is cut from, written as most papers write it: "relative policy
  // optimization" is "Group Relative Policy Optimization". A neighbour belongs to it if at least `share` (0 to 1) of
  // the papers that use the term have that neighbour in one place or another, in the same sentence, and there are four
  // such papers; at most kLongestFuller tokens. The nesting of C-value (Frantzi, Ananiadou & Mima, Int. J. Digital
  // Libraries 3, 2000), asked outwards. It is written with the whole of the hyphenated words that it begins and ends
  // in, however few papers write the same ("inference-time scaling"). Empty where no paper uses the term as whole
  // tokens. Ties go to the spelling that sorts first. O(tokens).
  std::string fuller_phrase(std::string_view normal, double share) const;

  // How many of the papers write a phrase (in normal form) as whole tokens of one sentence. O(tokens).
  std::size_t papers_with(std::string_view normal) const;

  struct Text {  // a title or an abstract
    std::size_t paper;
    std::string plain;
    std::vector<Token> tokens;
  };

 private:
  std::vector<Text> texts_;
};

}  // namespace bandwagon::text

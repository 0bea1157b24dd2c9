#pragma once
#include <span>
#include <string>
#include <string_view>

namespace bandwagon::text {

struct PaperText {
  std::string_view title, abstract;  // as submitted
};

// The phrase that a term (in normal form) is cut from, written as most papers write it: "relative policy optimization"
// is "Group Relative Policy Optimization", "time scaling" is "test-time scaling". A neighbour belongs to it if at least
// `share` (0 to 1) of the papers that use the term have that neighbour in one place or another, in the same sentence,
// and there are two such papers; at most kLongestFuller tokens. The nesting of C-value (Frantzi, Ananiadou & Mima, Int.
// J. Digital Libraries 3, 2000), asked outwards. Empty where no paper uses the term as whole tokens. Ties go to the
// spelling that sorts first. O(length of the texts).
inline constexpr std::size_t kLongestFuller = 6;
std::string fuller_phrase(std::span<const PaperText> papers, std::string_view normal, double share);

}  // namespace bandwagon::text

#pragma once
#include <string>
#include <string_view>

namespace bandwagon::text {

// Title or abstract as submitted -> plain words: mathematics keeps its letters ("$\tau$-bench" -> "tau-bench"),
// commands keep their arguments ("\textbf{o1}" -> "o1"), accents keep their base letter ("Poincar\'e" -> "Poincare"),
// typographic quotes, dashes and spaces become ASCII, addresses (http…) go. Never fails; unbalanced TeX is read as far
// as it makes sense. O(length).
std::string plain_text(std::string_view submitted);

}  // namespace bandwagon::text

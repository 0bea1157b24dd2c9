#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bandwagon::parse {

// The names in an author line as submitted ("A. Author (1), B. Other (2) and C. Third ((1) Here, (2) There)"): split at commas and
// at "and" outside of brackets, affiliations in round brackets left out, "Jr." and the like kept with their name. TeX is kept.
std::vector<std::string> split_author_line(std::string_view line);

}  // namespace bandwagon::parse

#pragma once
#include <string>
#include <string_view>

namespace bandwagon::parse {

// The text on one line: runs of white space and ASCII control characters become one space, none at either end.
std::string one_line(std::string_view text);

}  // namespace bandwagon::parse

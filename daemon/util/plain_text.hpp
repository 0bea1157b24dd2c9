#pragma once
// Text of strangers made harmless. Pure; thread safe.
#include <cstddef>
#include <string>
#include <string_view>

namespace bandwagon::util {

// For a terminal or plain text: one line of valid UTF-8 without control characters (C0, C1), terminal escape sequences
// or characters that turn the direction of writing; broken bytes become U+FFFD, white space is folded to single blanks.
std::string plain(std::string_view text);

// One character of UTF-8. A broken sequence gives U+FFFD of length 1.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};
CodePoint code_point_at(std::string_view text, std::size_t at);

}  // namespace bandwagon::util

#pragma once
// Text as it may be sent. Private to the room. Pure.
#include <string>
#include <string_view>

namespace bandwagon::deliver {

// One line of valid UTF-8 without control characters or characters that turn the direction of writing.
std::string one_line(std::string_view text);

bool begins_character(char byte);               // in UTF-8
std::size_t characters(std::string_view text);  // of valid UTF-8, as UTF-16 counts them

}  // namespace bandwagon::deliver

#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bandwagon::parse {

// Where the text stops being well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF),
// counted in bytes from 0; nullopt: it is well formed throughout.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// The text with U+FFFD in place of each byte that does not belong to well-formed UTF-8.
std::string with_replacements(std::string_view text);

}  // namespace bandwagon::parse

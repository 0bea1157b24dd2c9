#include "daemon/parse/zone.hpp"

#include <algorithm>

namespace bandwagon::parse {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

bool ends_in_zone(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return false;
  text = text.substr(0, last + 1);
  const auto begin = text.find_last_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  text.remove_prefix(begin + 1);
  if (text.front() != '+' && text.front() != '-') return std::ranges::all_of(text, is_letter);
  text.remove_prefix(1);
  const bool has_colon = text.size() == 5 && text[2] == ':';
  return (text.size() == 4 || has_colon) && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[text.size() - 2]) &&
         is_digit(text.back());
}

}  // namespace bandwagon::parse

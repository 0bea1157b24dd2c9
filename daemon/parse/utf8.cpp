#include "daemon/parse/utf8.hpp"

#include <algorithm>

namespace bandwagon::parse {
namespace {

using Byte = unsigned char;

// Length of a sequence and the range of its second byte, by its first byte: the Unicode standard's table 3-7.
struct Form {
  std::size_t length;
  Byte second_low, second_high;
};

Form form_of(Byte first) {
  if (first < 0x80) return {1, 0, 0};
  if (first >= 0xC2 && first <= 0xDF) return {2, 0x80, 0xBF};
  if (first == 0xE0) return {3, 0xA0, 0xBF};
  if (first == 0xED) return {3, 0x80, 0x9F};
  if (first >= 0xE1 && first <= 0xEF) return {3, 0x80, 0xBF};
  if (first == 0xF0) return {4, 0x90, 0xBF};
  if (first >= 0xF1 && first <= 0xF3) return {4, 0x80, 0xBF};
  if (first == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

bool is_well_formed(std::string_view sequence, const Form& form) {
  if (form.length == 0 || sequence.size() < form.length) return false;
  if (form.length == 1) return true;
  const auto second = static_cast<Byte>(sequence[1]);
  if (second < form.second_low || second > form.second_high) return false;
  return std::all_of(sequence.begin() + 2, sequence.begin() + static_cast<std::ptrdiff_t>(form.length),
                     [](char c) { return (static_cast<Byte>(c) & 0xC0) == 0x80; });
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Form form = form_of(static_cast<Byte>(text[at]));
    if (form.length != 1 && !is_well_formed(text.substr(at), form)) return at;
    at += form.length;
  }
  return std::nullopt;
}

std::string with_replacements(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string out;
  while (const auto at = first_invalid_utf8(text)) {
    out.append(text.substr(0, *at)).append(kReplacement);
    text.remove_prefix(*at + 1);
  }
  return out.append(text);
}

}  // namespace bandwagon::parse

#include "daemon/deliver/plain.hpp"

#include "daemon/deliver/webhooks.hpp"
#include "daemon/util/plain_text.hpp"

namespace bandwagon::deliver {
namespace {

constexpr std::string_view kEllipsis = "…";

}  // namespace

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

std::string one_line(std::string_view text) {
  return util::plain(text);
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    constexpr unsigned char kFourBytes = 0xF0;
    if (begins_character(c)) count += static_cast<unsigned char>(c) >= kFourBytes ? 2 : 1;
  }
  return count;
}

std::string cut_bytes(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most - kEllipsis.size();
  while (end > 0 && !begins_character(text[end])) --end;
  return text.substr(0, end) + std::string(kEllipsis);
}

std::string cut_characters(const std::string& text, std::size_t most) {
  if (characters(text) <= most) return text;
  std::size_t end = 0, count = 0;
  while (end < text.size()) {
    std::size_t next = end + 1;
    while (next < text.size() && !begins_character(text[next])) ++next;
    count += next - end == 4 ? 2 : 1;
    if (count > most - 1) break;
    end = next;
  }
  return text.substr(0, end) + std::string(kEllipsis);
}

}  // namespace bandwagon::deliver

#include "daemon/render/escape.hpp"

#include <algorithm>
#include <array>

namespace bandwagon::render {
namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t N>
bool in(const std::array<Range, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return c >= r.first && c <= r.last; });
}

// Unicode 15, the blocks that occur in titles: not every combining mark of every script.
constexpr std::array<Range, 13> kNoWidth{{{0x300, 0x36F},
                                          {0x483, 0x489},
                                          {0x591, 0x5BD},
                                          {0x610, 0x61A},
                                          {0x64B, 0x65F},
                                          {0x93C, 0x93C},
                                          {0x941, 0x948},
                                          {0xE31, 0xE31},
                                          {0xE34, 0xE3A},
                                          {0x1AB0, 0x1AFF},
                                          {0x1DC0, 0x1DFF},
                                          {0x20D0, 0x20FF},
                                          {0xFE00, 0xFE0F}}};
constexpr std::array<Range, 11> kDouble{{{0x1100, 0x115F},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0x33FF},
                                         {0x3400, 0x4DBF},
                                         {0x4E00, 0x9FFF},
                                         {0xA000, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60},
                                         {0x1F300, 0x1FAFF}}};
std::size_t width_of(char32_t c) {
  return in(kNoWidth, c) ? 0U : in(kDouble, c) ? 2U : 1U;
}

// The longest beginning of `text` that is at most `columns` wide, in bytes.
std::size_t bytes_within(std::string_view text, std::size_t columns) {
  std::size_t at = 0, used = 0;
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (used + width_of(c.value) > columns) break;
    used += width_of(c.value);
    at += c.bytes;
  }
  return at;
}

}  // namespace

std::string html(std::string_view text) {
  std::string out;
  for (const char c : plain(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string markdown(std::string_view text) {
  const std::string clean = plain(text);
  std::string out;
  for (std::size_t at = 0; at < clean.size(); ++at) {
    const char c = clean[at];
    if (c == '<' || c == '>' || c == '&') {  // entities, because not every Markdown knows the backslash before these
      out += html(clean.substr(at, 1));
      continue;
    }
    const std::string_view rest = std::string_view(clean).substr(at);
    const bool special = std::string_view("\\`*_[]|~#$^@").find(c) != std::string_view::npos;
    const bool link = rest.starts_with("://") || (c == '.' && at >= 3 && clean.compare(at - 3, 3, "www") == 0);
    const bool opens_block = at == 0 && (c == '-' || c == '+' || c == '=' || c == '!');
    const bool numbered = (c == '.' || c == ')') && at > 0 && at <= 9 &&
                          std::all_of(clean.begin(), clean.begin() + static_cast<std::ptrdiff_t>(at),
                                      [](char digit) { return digit >= '0' && digit <= '9'; });
    if (special || link || opens_block || numbered) out += '\\';
    out += c;
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    width += width_of(c.value);
    at += c.bytes;
  }
  return width;
}

std::string clipped(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  return std::string(text.substr(0, bytes_within(text, columns - 1))) + "…";
}

std::string wrapped(std::string_view text, std::size_t columns, std::string_view indent) {
  std::string out, line;
  const auto end_line = [&] {
    if (!out.empty()) out += "\n" + std::string(indent);
    out += line;
    line.clear();
  };
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    std::string_view word = text.substr(0, blank);
    text = blank == std::string_view::npos ? std::string_view{} : text.substr(blank + 1);
    if (!line.empty() && display_width(line) + 1 + display_width(word) > columns) end_line();
    if (!line.empty()) line += ' ';
    while (display_width(word) > columns) {  // only ever at the start of a line
      const std::size_t bytes = std::max<std::size_t>(bytes_within(word, columns), 1);
      line = word.substr(0, bytes);
      word = word.substr(bytes);
      end_line();
    }
    line += word;
  }
  if (!line.empty() || out.empty()) end_line();
  return out;
}

std::string paragraph(std::string_view first, std::string_view rest, const std::string& words) {
  const std::string clean = plain(words);
  if (clean.empty()) return {};
  return std::string(first) + wrapped(clean, kColumns - display_width(rest), rest) + "\n";
}

}  // namespace bandwagon::render

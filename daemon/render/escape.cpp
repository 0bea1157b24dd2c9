#include "daemon/render/escape.hpp"

#include <algorithm>
#include <array>

namespace bandwagon::render {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char kEscape = '\x1b';

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
// Characters that are not seen but change what is: C0 and C1 controls, direction, zero width, line separators, tags.
constexpr std::array<Range, 11> kUnseen{{{0x0, 0x1F},
                                         {0x7F, 0x9F},
                                         {0xAD, 0xAD},
                                         {0x61C, 0x61C},
                                         {0x180E, 0x180E},
                                         {0x200B, 0x200F},
                                         {0x2028, 0x202E},
                                         {0x2060, 0x206F},
                                         {0xFEFF, 0xFEFF},
                                         {0xFFF9, 0xFFFB},
                                         {0xE0000, 0xE007F}}};

// Length of the terminal escape sequence at the start of `text`, which begins with ESC.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2) return text.size();
  const char kind = text[1];
  if (kind == '[') {  // CSI: parameters, then one final byte
    std::size_t at = 2;
    while (at < text.size() && text[at] >= 0x20 && text[at] <= 0x3F) ++at;
    return at < text.size() && text[at] >= 0x40 && text[at] <= 0x7E ? at + 1 : at;
  }
  if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' ||
      kind == 'X') {  // strings, closed by BEL or ESC backslash
    for (std::size_t at = 2; at < text.size(); ++at) {
      if (text[at] == '\a') return at + 1;
      if (text[at] == kEscape && at + 1 < text.size() && text[at + 1] == '\\') return at + 2;
    }
    return 2;  // never closed: drop the opening only, keep the words
  }
  return kind >= 0x20 && kind <= 0x7E ? 2 : 1;
}

void append(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

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

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const char32_t lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {kReplacement, 1};
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {kReplacement, 1};
    value = (value << 6) | (byte(at + i) & 0x3F);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[length] || value > 0x10FFFF || surrogate) return {kReplacement, 1};
  return {value, length};
}

std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == kEscape) {
      at += escape_length(text.substr(at));
      continue;
    }
    const CodePoint c = code_point_at(text, at);
    at += c.bytes;
    if (c.value == ' ' || (c.value >= '\t' && c.value <= '\r') || c.value == 0xA0 || c.value == 0x2028 ||
        c.value == 0x2029) {
      blank = !out.empty();
      continue;
    }
    if (in(kUnseen, c.value)) continue;
    if (blank) out += ' ';
    blank = false;
    append(out, c.value);
  }
  return out;
}

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

}  // namespace bandwagon::render

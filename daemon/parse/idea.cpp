#include "daemon/parse/idea.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "daemon/parse/one_line.hpp"
#include "daemon/parse/utf8.hpp"

namespace bandwagon::parse {
namespace {

constexpr std::size_t kLeastWords = 3;
constexpr std::size_t kLongestTitle = 300;          // bytes; a longer first line is a text without a title
constexpr std::string_view kMark = "\xef\xbb\xbf";  // some editors put it in front of UTF-8

bool is_text(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  });
}

bool is_rule(std::string_view line) {  // "---", "===": under a heading, around front matter
  return line.size() >= 3 && line.find_first_not_of("-=*_ ") == std::string_view::npos;
}

// "## ", "> ", "- ", "1. " in front of a line.
std::string_view without_marks(std::string_view line) {
  while (!line.empty() && std::string_view("#>-*+ ").find(line.front()) != std::string_view::npos)
    line.remove_prefix(1);
  const std::size_t digits = line.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string_view::npos && digits <= 2 && line.substr(digits, 2) == ". ")
    line.remove_prefix(digits + 2);
  return line;
}

// "[words](address)" -> "words"; "**words**", "`words`" -> "words".
std::string plain_words(std::string_view line) {
  std::string words;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '*' || line[at] == '`') continue;
    if (line[at] == '[' && line.find("](", at) != std::string_view::npos) continue;
    if (line[at] == ']' && at + 1 < line.size() && line[at + 1] == '(') {
      const std::size_t end = line.find(')', at);
      if (end != std::string_view::npos) at = end;
      continue;
    }
    words += line[at];
  }
  return words;
}

void drop_prefix(std::string& text, std::string_view name) {
  if (text.size() <= name.size()) return;
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((text[i] | 0x20) != (name[i] | 0x20)) return;
  text = one_line(std::string_view(text).substr(name.size()));
}

}  // namespace

Result<idea::Idea> idea_from(std::string_view text, std::string_view source) {
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  if (!is_text(text) || first_invalid_utf8(text))
    return fail(ErrorKind::Usage,
                fmt::format("{} is no text: an idea is plain text or Markdown in UTF-8, its title on the "
                            "first line",
                            source));
  idea::Idea idea;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string raw = one_line(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (raw.empty() || is_rule(raw)) continue;
    std::string line = one_line(plain_words(without_marks(raw)));
    if (line.empty()) continue;
    const bool first = idea.title.empty() && idea.abstract.empty();
    if (first) drop_prefix(line, "title:");
    if (idea.abstract.empty() && !first) drop_prefix(line, "abstract:");
    if (first && line.size() <= kLongestTitle)
      idea.title = std::move(line);
    else
      idea.abstract += (idea.abstract.empty() ? "" : " ") + line;
  }
  const std::size_t words = idea::telling_words(idea);
  if (words == 0)
    return fail(ErrorKind::Usage, fmt::format("{} holds no words; write a title and a few sentences", source));
  if (words < kLeastWords)
    return fail(
        ErrorKind::Usage,
        fmt::format("{} holds too few words to compare ({}); write a title and a few sentences", source, words));
  return idea;
}

}  // namespace bandwagon::parse

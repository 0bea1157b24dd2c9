#include "daemon/parse/record_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "analyzers/model/day.hpp"
#include "daemon/parse/one_line.hpp"

namespace bandwagon::parse {
namespace {

constexpr std::size_t kShownBytes = 60;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(separator, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

// "19:18:42" in seconds of the day; a leap second counts as the next minute's first.
std::optional<int> clock_seconds(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 3) return std::nullopt;
  const auto hour = whole_number(parts[0]), minute = whole_number(parts[1]), second = whole_number(parts[2]);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return *hour * 3600 + *minute * 60 + *second;
}

// "Z", "+00:00", "-04:00" in seconds east of Greenwich.
std::optional<int> zone_seconds(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = whole_number(text.substr(1, 2)), minutes = whole_number(text.substr(4, 2));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (*hours * 3600 + *minutes * 60);
}

}  // namespace

std::string shown(std::string_view text) {
  std::string line = one_line(text.substr(0, kShownBytes));
  std::replace_if(
      line.begin(), line.end(), [](char byte) { return byte < ' ' || byte > '~'; }, '?');
  return fmt::format("\"{}{}\"", line, text.size() > kShownBytes ? "..." : "");
}

std::optional<int> whole_number(std::string_view digits) {
  int value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || digits.front() == '-' || problem != std::errc{} || end != digits.data() + digits.size())
    return std::nullopt;
  return value;
}

// Lower-case words with hyphens, then perhaps a subject of letters.
bool is_category(std::string_view text) {
  constexpr std::size_t kLongest = 32;
  const auto words = [](std::string_view part, auto is_letter) {
    return !part.empty() && part.front() != '-' && part.back() != '-' &&
           std::all_of(part.begin(), part.end(), [&](char c) { return c == '-' || is_letter(c); });
  };
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto letter = [&](char c) { return lower(c) || (c >= 'A' && c <= 'Z'); };
  const auto dot = text.find('.');
  return text.size() <= kLongest && words(text.substr(0, dot), lower) &&
         (dot == std::string_view::npos || words(text.substr(dot + 1), letter));
}

Result<std::vector<std::string>> category_list(std::string_view text) {
  const auto list = one_line(text);
  std::vector<std::string> categories;
  if (list.empty()) return fail(ErrorKind::Parse, "categories is empty");
  for (const std::string_view name : split(list, ' ')) {
    if (!is_category(name)) return fail(ErrorKind::Parse, fmt::format("{} is not an arXiv category", shown(name)));
    if (std::find(categories.begin(), categories.end(), name) == categories.end()) categories.emplace_back(name);
  }
  return categories;
}

std::optional<std::int64_t> http_moment(std::string_view text) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto words = split(text, ' ');
  if (words.size() != 6 || words[0].size() != 4 || words[0][3] != ',' || words[2].size() != 3 || words[3].size() != 4 ||
      words[5] != "GMT")
    return std::nullopt;
  const auto month = kMonths.find(words[2]);
  const auto day = whole_number(words[1]);
  const auto clock = clock_seconds(words[4]);
  if (month == std::string_view::npos || month % 3 != 0 || !day || words[1].size() > 2 || !clock) return std::nullopt;
  const auto date = model::Day::parse(fmt::format("{}-{:02}-{:02}", words[3], month / 3 + 1, *day));
  if (!date) return std::nullopt;
  return date->midnight() + *clock;
}

std::optional<std::int64_t> iso_moment(std::string_view text) {
  constexpr std::size_t kDate = 10, kClock = 8;
  if (text.size() < kDate + 1 + kClock + 1 || text[kDate] != 'T') return std::nullopt;
  const auto date = model::Day::parse(text.substr(0, kDate));
  const auto clock = clock_seconds(text.substr(kDate + 1, kClock));
  std::string_view zone = text.substr(kDate + 1 + kClock);
  if (zone.front() == '.') {
    const auto end = zone.find_first_not_of("0123456789", 1);
    zone = end == std::string_view::npos ? std::string_view{} : zone.substr(end);
  }
  const auto east = zone_seconds(zone);
  if (!date || !clock || !east) return std::nullopt;
  return date->midnight() + *clock - *east;
}

bool says_withdrawn(std::string_view comment) {
  std::string line = one_line(comment);
  std::transform(line.begin(), line.end(), line.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::string_view rest = line;
  const auto skip = [&](std::initializer_list<std::string_view> words) {
    for (const auto word : words)
      if (rest.starts_with(word)) return rest.remove_prefix(word.size()), true;
    return false;
  };
  skip({"this ", "the "});
  skip({"arxiv "});
  skip({"paper ", "submission ", "article ", "manuscript ", "preprint ", "work ", "note ", "version "});
  skip({"has been ", "is being ", "is ", "was "});
  return rest.starts_with("withdrawn") && !rest.starts_with("withdrawn from ");  // from a conference, not from arXiv
}

}  // namespace bandwagon::parse

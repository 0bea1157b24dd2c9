#include "config/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace bandwagon::config {
namespace {

constexpr std::size_t kShownProblems = 20;
constexpr std::size_t kShownBytes = 80;

bool is_c1(std::string_view text, std::size_t at) {  // U+0080 … U+009F
  return text[at] == '\xc2' && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xa0;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}

// Levenshtein distance, O(|a| |b|).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

Problems::Problems(const std::filesystem::path& file) : file_(escape_controls(file.string())) {}

void Problems::add(Place place, std::string message) {
  found_.push_back({place, std::move(message)});
}

std::string Problems::at(Place place) const {
  return fmt::format("{}:{}:{}", file_, place.line, place.column);
}

Error Problems::as_error(ErrorKind kind) const {
  auto sorted = found_;
  std::ranges::stable_sort(sorted, {}, &Problem::place);
  std::string message;
  for (std::size_t i = 0; i < std::min(sorted.size(), kShownProblems); ++i)
    message += fmt::format("{}{}: {}", i == 0 ? "" : "\n", at(sorted[i].place), sorted[i].message);
  if (sorted.size() > kShownProblems)
    message += fmt::format("\n{}: and {} more problems", file_, sorted.size() - kShownProblems);
  return {kind, std::move(message)};
}

Error as_chosen(const std::string& place, std::string_view key, Error error) {
  if (error.kind != ErrorKind::Parse && !place.empty())
    error.message = fmt::format("{}: {}: {}", place, key, error.message);
  error.kind = ErrorKind::Config;
  return error;
}

std::string escape_controls(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_c1(text, i)) {
      shown += fmt::format("\\u{:04x}", static_cast<unsigned char>(text[++i]));
    } else if (is_control(text[i])) {
      shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[i]));
    } else {
      shown += text[i];
    }
  }
  return shown;
}

std::string in_quotes(std::string_view text) {
  const bool cut = text.size() > kShownBytes;
  if (cut) {
    std::size_t end = kShownBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;  // not inside a character
    text = text.substr(0, end);
  }
  return '"' + escape_controls(text) + (cut ? "…\"" : "\"");
}

bool has_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_control(text[i]) || is_c1(text, i)) return true;
  return false;
}

std::string suggestion(std::string_view unknown, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongestName = 64;  // bounds the cost of nonsense
  if (unknown.size() > kLongestName) return "";
  const std::string* nearest = nullptr;
  std::size_t smallest = std::max<std::size_t>(2, unknown.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    const auto distance = edit_distance(unknown, candidate);
    if (distance < smallest && distance < candidate.size()) {
      smallest = distance;
      nearest = &candidate;
    }
  }
  return nearest ? fmt::format(" (did you mean {}?)", *nearest) : "";
}

}  // namespace bandwagon::config

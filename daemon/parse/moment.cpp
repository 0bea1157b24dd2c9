#include "daemon/parse/moment.hpp"

#include <date/date.h>

#include <array>
#include <sstream>
#include <string>

#include "daemon/parse/one_line.hpp"

namespace bandwagon::parse {
namespace {

struct Zone {
  std::string_view name, offset;
};
constexpr std::array kZones{Zone{"GMT", "+0000"}, Zone{"UTC", "+0000"}, Zone{"UT", "+0000"},  Zone{"Z", "+0000"},
                            Zone{"EST", "-0500"}, Zone{"EDT", "-0400"}, Zone{"CST", "-0600"}, Zone{"CDT", "-0500"},
                            Zone{"MST", "-0700"}, Zone{"MDT", "-0600"}, Zone{"PST", "-0800"}, Zone{"PDT", "-0700"}};

std::string with_numeric_zone(std::string text) {
  for (const auto& [name, offset] : kZones)
    if (text.size() > name.size() && text.ends_with(name)) {
      text.resize(text.size() - name.size());
      while (text.ends_with(' ')) text.pop_back();
      return text + " " + std::string(offset);
    }
  return text;
}

std::optional<std::int64_t> read(const std::string& text, const char* form) {
  std::istringstream in{text};
  in.imbue(std::locale::classic());
  date::sys_seconds moment;
  in >> date::parse(form, moment);
  if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
  return moment.time_since_epoch().count();
}

// "2026-08-20T09:30:39.512Z" → "2026-08-20T09:30:39Z".
std::string without_fraction(const std::string& text) {
  const auto dot = text.find('.');
  if (dot == std::string::npos) return text;
  const auto end = std::min(text.find_first_not_of("0123456789", dot + 1), text.size());
  return text.substr(0, dot) + text.substr(end);
}

std::optional<std::int64_t> read_any(const std::string& written) {
  const bool is_iso = written.size() >= 10 && written[4] == '-' && written[7] == '-';
  const auto forms = is_iso ? std::array{"%FT%T%Ez", "%F %T %z", "%FT%T %z", "%FT%R %z", "%F"}
                            : std::array{"%a, %d %b %Y %T %z", "%a, %d %b %Y %R %z", "%d %b %Y %T %z", "%d %b %Y %R %z",
                                         "%a, %d %b %Y"};
  const std::string text = with_numeric_zone(is_iso ? without_fraction(written) : written);
  for (const char* form : forms)
    if (const auto moment = read(text, form)) return moment;
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> parse_moment(std::string_view text) {
  constexpr std::int64_t kEarliest = 631152000, kLatest = 4102444800;  // 1990-01-01, 2100-01-01
  constexpr std::size_t kLongest = 64;
  if (text.size() > kLongest) return std::nullopt;
  const auto moment = read_any(one_line(text));
  return moment && *moment >= kEarliest && *moment < kLatest ? moment : std::nullopt;
}

}  // namespace bandwagon::parse

#include "daemon/parse/moment.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace bandwagon::parse {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
struct Zone {
  std::string_view name;
  int hours;
};
constexpr std::array kZones{Zone{"gmt", 0},  Zone{"utc", 0},  Zone{"ut", 0},   Zone{"z", 0},
                            Zone{"est", -5}, Zone{"edt", -4}, Zone{"cst", -6}, Zone{"cdt", -5},
                            Zone{"mst", -7}, Zone{"mdt", -6}, Zone{"pst", -8}, Zone{"pdt", -7}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Reads a text from left to right; what does not fit leaves it where it is.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) { spaces(); }

  bool at_end() const { return rest_.empty(); }
  bool digit_next() const { return !rest_.empty() && is_digit(rest_.front()); }

  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void spaces() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
  }
  std::string word() {  // of letters, in lower case
    std::string letters;
    while (!rest_.empty() && lower(rest_.front()) >= 'a' && lower(rest_.front()) <= 'z') {
      letters += lower(rest_.front());
      rest_.remove_prefix(1);
    }
    return letters;
  }
  std::optional<int> number(std::size_t least_digits, std::size_t most_digits) {
    std::size_t length = 0;
    int value = 0;
    for (; length < most_digits && length < rest_.size() && is_digit(rest_[length]); ++length)
      value = value * 10 + (rest_[length] - '0');
    if (length < least_digits) return std::nullopt;
    rest_.remove_prefix(length);
    return value;
  }
  void digits() {
    while (digit_next()) rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

using Seconds = std::optional<std::int64_t>;

Seconds midnight(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_seconds{std::chrono::sys_days{date}}.time_since_epoch().count();
}

Seconds day_of_iso(Scanner& scanner) {  // 2026-08-20
  const auto year = scanner.number(4, 4);
  if (!scanner.take('-')) return std::nullopt;
  const auto month = scanner.number(2, 2);
  if (!scanner.take('-')) return std::nullopt;
  return midnight(year, month, scanner.number(2, 2));
}

Seconds day_of_mail(Scanner& scanner) {  // Thu, 13 Aug 2026
  if (!scanner.digit_next()) {
    if (scanner.word().empty()) return std::nullopt;
    scanner.take(',');
    scanner.spaces();
  }
  const auto day = scanner.number(1, 2);
  scanner.spaces();
  const std::string name = scanner.word();
  scanner.spaces();
  const auto month = std::ranges::find(kMonths, std::string_view(name).substr(0, 3));
  if (month == kMonths.end()) return std::nullopt;
  return midnight(scanner.number(4, 4), static_cast<int>(month - kMonths.begin()) + 1, day);
}

Seconds time_of_day(Scanner& scanner) {  // 17:04, 17:04:18, 17:04:18.512
  const auto hour = scanner.number(2, 2);
  if (!hour || !scanner.take(':')) return std::nullopt;
  const auto minute = scanner.number(2, 2);
  std::optional<int> second = 0;
  if (scanner.take(':')) {
    second = scanner.number(2, 2);
    if (scanner.take('.')) scanner.digits();
  }
  constexpr int kLeapSecond = 60;
  if (!minute || !second || *hour > 23 || *minute > 59 || *second > kLeapSecond) return std::nullopt;
  return *hour * 3600 + *minute * 60 + *second;
}

Seconds offset(Scanner& scanner) {  // east of Greenwich: -0400, +05:30, -04, GMT
  const int sign = scanner.take('-') ? -1 : scanner.take('+') ? 1 : 0;
  if (sign == 0) {
    const std::string name = scanner.word();
    const auto zone = std::ranges::find(kZones, std::string_view(name), &Zone::name);
    return zone == kZones.end() ? Seconds{} : Seconds{zone->hours * 3600};
  }
  const auto hours = scanner.number(2, 2);
  scanner.take(':');
  const auto minutes = scanner.digit_next() ? scanner.number(2, 2) : 0;
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

Seconds moment_in(std::string_view text) {
  Scanner scanner(text);
  const bool is_iso = text.size() >= 10 && text[4] == '-';
  const auto day = is_iso ? day_of_iso(scanner) : day_of_mail(scanner);
  if (!day) return std::nullopt;
  if (is_iso) scanner.take('T');
  scanner.spaces();
  if (scanner.at_end()) return day;
  const auto time = time_of_day(scanner);
  scanner.spaces();
  const auto east = offset(scanner);
  scanner.spaces();
  if (!time || !east || !scanner.at_end()) return std::nullopt;
  return *day + *time - *east;
}

}  // namespace

std::optional<std::int64_t> parse_moment(std::string_view text) {
  constexpr std::int64_t kEarliest = 631152000, kLatest = 4102444800;  // 1990-01-01, 2100-01-01
  constexpr std::size_t kLongest = 64;
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  if (text.size() > kLongest) return std::nullopt;
  const auto moment = moment_in(text);
  return moment && *moment >= kEarliest && *moment < kLatest ? moment : std::nullopt;
}

}  // namespace bandwagon::parse

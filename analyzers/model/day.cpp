#include "analyzers/model/day.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace bandwagon::model {
namespace {

std::chrono::year_month_day civil(Day day) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.value}}};
}

std::optional<int> digits(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

std::optional<Day> Day::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return from_civil(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

Day Day::at(std::int64_t unix_seconds) {
  const std::int64_t floored = unix_seconds - (unix_seconds < 0 ? kSecondsPerDay - 1 : 0);
  return {static_cast<std::int32_t>(floored / kSecondsPerDay)};
}

Day Day::from_civil(int year, unsigned month, unsigned day) {
  const std::chrono::sys_days days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
  return {static_cast<std::int32_t>(days.time_since_epoch().count())};
}

std::int64_t Day::midnight() const {
  return value * kSecondsPerDay;
}

std::string Day::iso() const {
  const auto date = civil(*this);
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

unsigned Day::weekday() const {
  const int shifted = (value + 3) % kDaysPerWeek;  // 1970-01-01 was a Thursday
  return static_cast<unsigned>(shifted < 0 ? shifted + kDaysPerWeek : shifted);
}

Day Day::monday() const {
  return *this - static_cast<int>(weekday());
}

double weeks_between(Day from, Day until) {
  return static_cast<double>(until - from) / kDaysPerWeek;
}

}  // namespace bandwagon::model

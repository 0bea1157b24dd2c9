#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bandwagon::model {

// A calendar day, counted from 1970-01-01. Every date of the domain (submission, announcement, release, close) is a
// Day; times of day exist only at the edge, where they are turned into announcement days.
struct Day {
  std::int32_t value = 0;

  // Reads exactly "YYYY-MM-DD" of the proleptic Gregorian calendar; nothing else, and no impossible day.
  static std::optional<Day> parse(std::string_view text);
  static Day at(std::int64_t unix_seconds);  // of that moment in UTC
  static Day from_civil(int year, unsigned month, unsigned day);

  std::int64_t midnight() const;  // its first second in UTC, since 1970
  std::string iso() const;        // "2025-01-20"
  unsigned weekday() const;       // 0 = Monday … 6 = Sunday
  Day monday() const;             // the Monday of this day's week, which names the week
  friend auto operator<=>(Day, Day) = default;
  friend Day operator+(Day day, int days) { return {day.value + days}; }
  friend Day operator-(Day day, int days) { return {day.value - days}; }
  friend int operator-(Day late, Day early) { return late.value - early.value; }
};

inline constexpr int kDaysPerWeek = 7;
inline constexpr std::int64_t kSecondsPerDay = 86400;

double weeks_between(Day from, Day until);  // negative where `until` is the earlier one

}  // namespace bandwagon::model

#pragma once
// What reading the papers of a week gave, as bytes that only the readers understand.
#include <optional>
#include <span>
#include <string>

#include "analyzers/model/day.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

struct WeekReading {
  model::Day week;   // Monday
  std::string kind;  // "terms", "names"
  std::string body;
};

// What is kept of a week; nullopt: nothing. Errors: the database's.
Result<std::optional<std::string>> week_reading(const Connection& connection, model::Day week, const std::string& kind);

// Keeps these in place of what was kept of the same week and kind, and nothing of weeks before `from`. One transaction.
// Errors: ErrorKind::Busy, Failed.
Result<void> keep_week_readings(Connection& connection, std::span<const WeekReading> readings, model::Day from);

}  // namespace bandwagon::store

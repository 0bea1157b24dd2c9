#pragma once
// What reading papers gave, as bytes that only the readers understand.
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "analyzers/model/day.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

struct WeekReading {
  model::Day week;   // Monday
  std::string kind;  // "terms"
  std::string body;
};

// What is kept of a week; nullopt: nothing. Errors: the database's.
Result<std::optional<std::string>> week_reading(const Connection& connection, model::Day week, const std::string& kind);

// Keeps these in place of what was kept of the same week and kind, and nothing of weeks before `from`. One transaction.
// Errors: ErrorKind::Busy, Failed.
Result<void> keep_week_readings(Connection& connection, std::span<const WeekReading> readings, model::Day from);

// What the search for releases has learned by the end of a week.
struct ReleaseSearch {
  model::Day week;          // Monday
  std::int64_t papers = 0;  // of the window that ends with the week
  model::Day until;         // of the releases found otherwise those known before it were learned …
  std::string releases;     // … as a hash
  std::string body;
};

// nullopt: nothing is kept. Errors: the database's.
Result<std::optional<ReleaseSearch>> release_search(const Connection& connection);

// Keeps this in place of what was kept. One transaction. Errors: ErrorKind::Busy, Failed.
Result<void> keep_release_search(Connection& connection, const ReleaseSearch& search);

}  // namespace bandwagon::store

#include "daemon/store/week_readings.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {

Result<std::optional<std::string>> week_reading(const Connection& connection, model::Day week,
                                                const std::string& kind) {
  return attempt(connection.path(), "read what is kept of a week", [&]() -> Result<std::optional<std::string>> {
    SQLite::Statement query(connection.database(), "SELECT body FROM week_reading WHERE week_day = ? AND kind = ?");
    Binder(query) << week << kind;
    if (!query.executeStep()) return std::nullopt;
    return query.getColumn(0).getString();
  });
}

Result<void> keep_week_readings(Connection& connection, std::span<const WeekReading> readings, model::Day from) {
  return attempt(connection.path(), "keep what was read", [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement leave(database, "DELETE FROM week_reading WHERE week_day < ?");
    run(leave, from);
    SQLite::Statement keep(database,
                           "INSERT INTO week_reading (week_day, kind, body) VALUES (?, ?, ?) "
                           "ON CONFLICT (week_day, kind) DO UPDATE SET body = excluded.body");
    for (const auto& reading : readings) {
      Binder(keep) << reading.week << reading.kind;
      keep.bindNoCopy(3, reading.body.data(), static_cast<int>(reading.body.size()));
      keep.exec();
      keep.reset();
    }
    transaction.commit();
    return {};
  });
}

}  // namespace bandwagon::store

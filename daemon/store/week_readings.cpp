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

Result<std::optional<ReleaseSearch>> release_search(const Connection& connection) {
  return attempt(connection.path(), "read what the search for releases learned",
                 [&]() -> Result<std::optional<ReleaseSearch>> {
                   SQLite::Statement query(connection.database(),
                                           "SELECT week_day, papers, until_day, releases, body FROM release_search");
                   if (!query.executeStep()) return std::nullopt;
                   return ReleaseSearch{.week = to_day(query.getColumn(0)),
                                        .papers = query.getColumn(1).getInt64(),
                                        .until = to_day(query.getColumn(2)),
                                        .releases = query.getColumn(3).getString(),
                                        .body = query.getColumn(4).getString()};
                 });
}

Result<void> keep_release_search(Connection& connection, const ReleaseSearch& search) {
  return attempt(connection.path(), "keep what the search for releases learned", [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec("DELETE FROM release_search");
    SQLite::Statement keep(database,
                           "INSERT INTO release_search (week_day, papers, until_day, releases, body) "
                           "VALUES (?, ?, ?, ?, ?)");
    Binder(keep) << search.week << search.papers << search.until << search.releases;
    keep.bindNoCopy(5, search.body.data(), static_cast<int>(search.body.size()));
    keep.exec();
    transaction.commit();
    return {};
  });
}

}  // namespace bandwagon::store

#include "daemon/store/harvests.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kHarvest =
    "SELECT from_day, coalesce(token, ''), pages, reached_day, begun_at, completed_at FROM harvest WHERE harvest_id = "
    "?";
constexpr const char* kListed = "SELECT mailed_day FROM mailing WHERE listed_at IS NOT NULL ORDER BY mailed_day";
constexpr const char* kLastConfirmed = "SELECT max(mailed_day) FROM mailing WHERE confirmed_at IS NOT NULL";
constexpr const char* kConfirmHarvest =
    "INSERT INTO mailing (mailed_day, confirmed_at) VALUES (?, ?) ON CONFLICT (mailed_day) DO UPDATE SET "
    "confirmed_at = coalesce(confirmed_at, excluded.confirmed_at)";
constexpr const char* kCount =
    "INSERT INTO mailing_category (mailed_day, category, papers) SELECT announced_day, primary_category, count(*) FROM "
    "paper WHERE announced_day = ? GROUP BY primary_category ON CONFLICT (mailed_day, category) DO UPDATE SET "
    "papers = max(papers, excluded.papers)";
constexpr const char* kLatestRecord = "SELECT max(record_day) FROM paper";

Result<std::optional<model::Day>> one_day(const Connection& connection, const char* sql, std::string_view doing) {
  return attempt(connection.path(), doing, [&]() -> Result<std::optional<model::Day>> {
    SQLite::Statement query(connection.database(), sql);
    query.executeStep();
    return to_optional_day(query.getColumn(0));
  });
}

}  // namespace

Result<std::optional<Harvest>> harvest(const Connection& connection, const std::string& id) {
  return attempt(connection.path(), "read how far a harvest came", [&]() -> Result<std::optional<Harvest>> {
    SQLite::Statement query(connection.database(), kHarvest);
    Binder(query) << id;
    if (!query.executeStep()) return std::optional<Harvest>{};
    return std::optional(Harvest{.id = id,
                                 .from = to_day(query.getColumn(0)),
                                 .token = query.getColumn(1).getString(),
                                 .pages = query.getColumn(2).getInt64(),
                                 .reached = to_optional_day(query.getColumn(3)),
                                 .begun_at = to_optional_moment(query.getColumn(4)),
                                 .completed_at = to_optional_moment(query.getColumn(5))});
  });
}

Result<std::vector<model::Day>> listed_mailings(const Connection& connection) {
  return attempt(connection.path(), "read which mailings were seen", [&]() -> Result<std::vector<model::Day>> {
    SQLite::Statement query(connection.database(), kListed);
    std::vector<model::Day> days;
    while (query.executeStep()) days.push_back(to_day(query.getColumn(0)));
    return days;
  });
}

Result<void> confirm_mailings(Connection& connection, const std::vector<model::Day>& days, std::int64_t at) {
  return attempt(connection.path(), "confirm mailings", [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement confirm(database, kConfirmHarvest), count(database, kCount);
    for (const model::Day day : days) {
      run(confirm, day, at);
      run(count, day);
    }
    transaction.commit();
    return {};
  });
}

Result<std::optional<model::Day>> last_confirmed(const Connection& connection) {
  return one_day(connection, kLastConfirmed, "read which mailings are confirmed");
}

Result<std::optional<model::Day>> latest_record_day(const Connection& connection) {
  return one_day(connection, kLatestRecord, "look up the last change of a record");
}

}  // namespace bandwagon::store

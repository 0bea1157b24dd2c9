#include "daemon/store/deliveries.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr std::int64_t kLongestPause = 3 * 86400;  // seconds; nothing is postponed by as much

constexpr const char* kLayOut =
    "INSERT INTO delivery (channel, subject_key, status, message, created_at, due_from) "
    "VALUES (?1, ?2, 'due', ?3, ?4, ?4) ON CONFLICT (channel, subject_key) DO NOTHING";
constexpr const char* kLastDigest =
    "SELECT substr(max(subject_key), 8) FROM delivery WHERE channel = ? AND subject_key GLOB 'digest/[0-9]*'";
constexpr const char* kDueDeliveries =
    "SELECT delivery_id, channel, subject_key, coalesce(message, ''), created_at, attempts FROM delivery "
    "WHERE status = 'due' AND (due_from <= ?1 OR due_from > ?1 + ?2) ORDER BY delivery_id";
constexpr const char* kOvertaken =
    "SELECT EXISTS (SELECT * FROM delivery WHERE channel = ?1 AND delivery_id > ?2 AND status = 'sent' "
    "AND subject_key LIKE 'digest/%')";
constexpr const char* kNext = "SELECT min(due_from) FROM delivery WHERE status = 'due'";
constexpr const char* kBegin =
    "UPDATE delivery SET last_error = 'an attempt began, and what became of it is not known' WHERE delivery_id = ?1";
constexpr const char* kSent =
    "UPDATE delivery SET status = 'sent', attempts = attempts + 1, delivered_at = ?2, last_error = nullif(?3, ''), "
    "message = NULL "
    "WHERE delivery_id = ?1";
constexpr const char* kOwed = "UPDATE delivery SET message = ?2 WHERE delivery_id = ?1";
constexpr const char* kPostpone =
    "UPDATE delivery SET attempts = attempts + 1, due_from = ?2, last_error = ?3 WHERE delivery_id = ?1";
constexpr const char* kFailed =
    "UPDATE delivery SET status = 'failed', attempts = attempts + 1, last_error = ?2, message = NULL "
    "WHERE delivery_id = ?1";
constexpr const char* kGiveUp =
    "UPDATE delivery SET status = 'failed', last_error = ?2, message = NULL WHERE delivery_id = ?1";
constexpr const char* kHold = "UPDATE delivery SET due_from = ?2 WHERE delivery_id = ?1";

template <class... Values>
Result<void> change(Connection& connection, const char* sql, const Values&... values) {
  return attempt(connection.path(), "keep what became of a delivery", [&]() -> Result<void> {
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement statement(connection.database(), sql);
    run(statement, values...);
    transaction.commit();
    return {};
  });
}

}  // namespace

Result<int> lay_out(Connection& connection, const std::vector<NewDelivery>& deliveries, std::int64_t now) {
  return attempt(connection.path(), "lay deliveries into the outbox", [&]() -> Result<int> {
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement insert(connection.database(), kLayOut);
    int added = 0;
    for (const auto& delivery : deliveries)
      added += run(insert, delivery.channel, delivery.subject_key, delivery.message, now);
    transaction.commit();
    return added;
  });
}

Result<std::optional<model::Day>> last_digest(const Connection& connection, const std::string& channel) {
  return attempt(connection.path(), "read the deliveries", [&]() -> Result<std::optional<model::Day>> {
    SQLite::Statement query(connection.database(), kLastDigest);
    Binder(query) << channel;
    query.executeStep();
    const auto day = query.getColumn(0);
    return day.isNull() ? std::nullopt : model::Day::parse(day.getString());
  });
}

Result<std::vector<DueDelivery>> due_deliveries(const Connection& connection, std::int64_t now) {
  return attempt(connection.path(), "read the outbox", [&]() -> Result<std::vector<DueDelivery>> {
    SQLite::Statement query(connection.database(), kDueDeliveries);
    Binder(query) << now << kLongestPause;
    std::vector<DueDelivery> due;
    while (query.executeStep())
      due.push_back({.id = query.getColumn(0).getInt64(),
                     .channel = query.getColumn(1).getString(),
                     .subject_key = query.getColumn(2).getString(),
                     .message = query.getColumn(3).getString(),
                     .created_at = query.getColumn(4).getInt64(),
                     .attempts = query.getColumn(5).getInt()});
    return due;
  });
}

Result<bool> is_overtaken(const Connection& connection, const DueDelivery& due) {
  return attempt(connection.path(), "read the outbox", [&]() -> Result<bool> {
    SQLite::Statement query(connection.database(), kOvertaken);
    Binder(query) << due.channel << due.id;
    query.executeStep();
    return query.getColumn(0).getInt() != 0;
  });
}

Result<std::optional<std::int64_t>> next_delivery(const Connection& connection) {
  return attempt(connection.path(), "read the outbox", [&]() -> Result<std::optional<std::int64_t>> {
    SQLite::Statement query(connection.database(), kNext);
    query.executeStep();
    const auto next = query.getColumn(0);
    return next.isNull() ? std::nullopt : std::optional<std::int64_t>(next.getInt64());
  });
}

Result<void> begin_attempt(Connection& connection, std::int64_t delivery) {
  return change(connection, kBegin, delivery);
}
Result<void> record_sent(Connection& connection, std::int64_t delivery, std::int64_t now, const std::string& note) {
  return change(connection, kSent, delivery, now, note);
}
Result<void> keep_owed(Connection& connection, std::int64_t delivery, const std::string& message) {
  return change(connection, kOwed, delivery, message);
}
Result<void> postpone(Connection& connection, std::int64_t delivery, std::int64_t due_from, const std::string& reason) {
  return change(connection, kPostpone, delivery, due_from, reason);
}
Result<void> record_failed(Connection& connection, std::int64_t delivery, const std::string& reason) {
  return change(connection, kFailed, delivery, reason);
}
Result<void> give_up(Connection& connection, std::int64_t delivery, const std::string& reason) {
  return change(connection, kGiveUp, delivery, reason);
}
Result<void> hold_back(Connection& connection, std::int64_t delivery, std::int64_t due_from) {
  return change(connection, kHold, delivery, due_from);
}

}  // namespace bandwagon::store

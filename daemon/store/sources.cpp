#include "daemon/store/sources.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/row.hpp"
#include "daemon/store/source_rows.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kValidators =
    "SELECT coalesce(etag, ''), coalesce(last_modified, '') FROM source WHERE source_id = ? AND url = ?";
constexpr const char* kSuccess =
    "INSERT INTO source (source_id, kind, url, state, last_success, last_attempt, failures, last_error, etag, "
    "last_modified) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?5, 0, NULL, nullif(?6, ''), nullif(?7, '')) ON CONFLICT (source_id) DO UPDATE SET "
    "kind = excluded.kind, url = excluded.url, state = excluded.state, last_success = excluded.last_success, "
    "last_attempt = excluded.last_attempt, failures = 0, last_error = NULL, etag = excluded.etag, "
    "last_modified = excluded.last_modified";
constexpr const char* kFailure =
    "INSERT INTO source (source_id, kind, url, state, last_attempt, failures, last_error) VALUES (?1, ?2, ?3, ?4, ?5, "
    "1, ?6) "
    "ON CONFLICT (source_id) DO UPDATE SET kind = excluded.kind, url = excluded.url, state = excluded.state, "
    "last_attempt = excluded.last_attempt, failures = failures + 1, last_error = excluded.last_error, "
    "etag = iif(url = excluded.url, etag, NULL), last_modified = iif(url = excluded.url, last_modified, NULL)";
constexpr const char* kGate = "SELECT open_from_ms, refusals, asked_at_ms FROM gate WHERE host_group = ?";
constexpr const char* kKeepGate =
    "INSERT INTO gate (host_group, open_from_ms, refusals, asked_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT (host_group) "
    "DO "
    "UPDATE SET open_from_ms = excluded.open_from_ms, refusals = excluded.refusals, asked_at_ms = excluded.asked_at_ms";
constexpr const char* kBeginCycle = "INSERT INTO cycle (started_at) VALUES (?)";
constexpr const char* kFinishCycle =
    "UPDATE cycle SET finished_at = ?, outcome = ?, new_papers = ?, new_alerts = ? WHERE cycle_id = ?";

// Runs `body` as a transaction of its own.
template <class Body>
Result<void> commit(Connection& connection, std::string_view doing, Body&& body) {
  return attempt(connection.path(), doing, [&]() -> Result<void> {
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    body(connection.database());
    transaction.commit();
    return {};
  });
}

template <class... Values>
Result<void> write(Connection& connection, std::string_view doing, const char* sql, const Values&... values) {
  return commit(connection, doing, [&](SQLite::Database& database) {
    SQLite::Statement statement(database, sql);
    run(statement, values...);
  });
}

}  // namespace

Result<Validators> validators(const Connection& connection, const std::string& source_id, const std::string& url) {
  return attempt(connection.path(), "read a source's validators", [&]() -> Result<Validators> {
    SQLite::Statement query(connection.database(), kValidators);
    Binder(query) << source_id << url;
    if (!query.executeStep()) return Validators{};
    return Validators{.etag = query.getColumn(0).getString(), .last_modified = query.getColumn(1).getString()};
  });
}

void write_attempt(SQLite::Database& database, const Attempt& attempt, std::string_view state) {
  if (attempt.tried == Attempt::Tried::LeftAlone) return;
  SQLite::Statement statement(database, attempt.error ? kFailure : kSuccess);
  const std::string said(state);
  if (attempt.error)
    run(statement, attempt.source_id, attempt.kind, attempt.url, said, attempt.at, *attempt.error);
  else
    run(statement, attempt.source_id, attempt.kind, attempt.url, said, attempt.at, attempt.validators.etag,
        attempt.validators.last_modified);
}

void write_attempt(SQLite::Database& database, const Attempt& attempt) {
  write_attempt(database, attempt, attempt.error ? "failing" : "ok");
}

void write_gate(SQLite::Database& database, const std::string& host_group, const GateRecord& gate) {
  SQLite::Statement statement(database, kKeepGate);
  run(statement, host_group, gate.open_from_ms, gate.refusals, gate.asked_at_ms);
}

Result<void> record_attempt(Connection& connection, const Attempt& attempt) {
  return commit(connection, "record how a source answered",
                [&](SQLite::Database& database) { write_attempt(database, attempt); });
}

Result<GateRecord> gate(const Connection& connection, const std::string& host_group) {
  return attempt(connection.path(), "read when a source may be asked", [&]() -> Result<GateRecord> {
    SQLite::Statement query(connection.database(), kGate);
    Binder(query) << host_group;
    if (!query.executeStep()) return GateRecord{};
    GateRecord kept{.open_from_ms = query.getColumn(0).getInt64(), .refusals = query.getColumn(1).getInt()};
    if (!query.getColumn(2).isNull()) kept.asked_at_ms = query.getColumn(2).getInt64();
    return kept;
  });
}

Result<void> keep_gate(Connection& connection, const std::string& host_group, const GateRecord& gate) {
  return commit(connection, "keep when a source may be asked",
                [&](SQLite::Database& database) { write_gate(database, host_group, gate); });
}

Result<std::int64_t> begin_cycle(Connection& connection, std::int64_t started_at) {
  const auto begun = write(connection, "begin a cycle", kBeginCycle, started_at);
  if (!begun) return tl::unexpected(begun.error());
  return connection.database().getLastInsertRowid();
}

Result<void> finish_cycle(Connection& connection, const FinishedCycle& cycle) {
  return write(connection, "finish a cycle", kFinishCycle, cycle.finished_at, cycle.outcome, cycle.new_papers,
               cycle.new_alerts, cycle.cycle_id);
}

}  // namespace bandwagon::store

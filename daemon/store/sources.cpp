#include "daemon/store/sources.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kValidators =
    "SELECT coalesce(etag, ''), coalesce(last_modified, '') FROM source WHERE source_id = ?";
constexpr const char* kSuccess =
    "INSERT INTO source (source_id, kind, url, state, last_success, last_attempt, failures, last_error, etag, "
    "last_modified) "
    "VALUES (?1, ?2, ?3, 'ok', ?4, ?4, 0, NULL, nullif(?5, ''), nullif(?6, '')) ON CONFLICT (source_id) DO UPDATE SET "
    "kind = excluded.kind, url = excluded.url, state = 'ok', last_success = excluded.last_success, "
    "last_attempt = excluded.last_attempt, failures = 0, last_error = NULL, etag = excluded.etag, "
    "last_modified = excluded.last_modified";
constexpr const char* kFailure =
    "INSERT INTO source (source_id, kind, url, state, last_attempt, failures, last_error) VALUES (?1, ?2, ?3, "
    "'failing', ?4, 1, ?5) "
    "ON CONFLICT (source_id) DO UPDATE SET kind = excluded.kind, url = excluded.url, state = 'failing', "
    "last_attempt = excluded.last_attempt, failures = failures + 1, last_error = excluded.last_error";
constexpr const char* kGate = "SELECT open_from_ms, refusals FROM gate WHERE host_group = ?";
constexpr const char* kKeepGate =
    "INSERT INTO gate (host_group, open_from_ms, refusals) VALUES (?, ?, ?) ON CONFLICT (host_group) DO UPDATE SET "
    "open_from_ms = excluded.open_from_ms, refusals = excluded.refusals";
constexpr const char* kBeginCycle = "INSERT INTO cycle (started_at) VALUES (?)";
constexpr const char* kFinishCycle =
    "UPDATE cycle SET finished_at = ?, outcome = ?, new_papers = ?, new_alerts = ? WHERE cycle_id = ?";

// Runs one statement as a transaction of its own.
template <class... Values>
Result<void> write(Connection& connection, std::string_view doing, const char* sql, const Values&... values) {
  return attempt(connection.path(), doing, [&]() -> Result<void> {
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement statement(connection.database(), sql);
    run(statement, values...);
    transaction.commit();
    return {};
  });
}

}  // namespace

Result<Validators> validators(const Connection& connection, const std::string& source_id) {
  return attempt(connection.path(), "read a source's validators", [&]() -> Result<Validators> {
    SQLite::Statement query(connection.database(), kValidators);
    Binder(query) << source_id;
    if (!query.executeStep()) return Validators{};
    return Validators{.etag = query.getColumn(0).getString(), .last_modified = query.getColumn(1).getString()};
  });
}

Result<void> record_attempt(Connection& connection, const Attempt& attempt) {
  constexpr std::string_view kDoing = "record how a source answered";
  if (attempt.error) {
    return write(connection, kDoing, kFailure, attempt.source_id, attempt.kind, attempt.url, attempt.at,
                 *attempt.error);
  }
  return write(connection, kDoing, kSuccess, attempt.source_id, attempt.kind, attempt.url, attempt.at,
               attempt.validators.etag, attempt.validators.last_modified);
}

Result<GateRecord> gate(const Connection& connection, const std::string& host_group) {
  return attempt(connection.path(), "read when a source may be asked", [&]() -> Result<GateRecord> {
    SQLite::Statement query(connection.database(), kGate);
    Binder(query) << host_group;
    if (!query.executeStep()) return GateRecord{};
    return GateRecord{.open_from_ms = query.getColumn(0).getInt64(), .refusals = query.getColumn(1).getInt()};
  });
}

Result<void> keep_gate(Connection& connection, const std::string& host_group, const GateRecord& gate) {
  return write(connection, "keep when a source may be asked", kKeepGate, host_group, gate.open_from_ms, gate.refusals);
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

#include "daemon/store/feeds.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/found_release.hpp"
#include "daemon/store/row.hpp"
#include "daemon/store/source_rows.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kState =
    "SELECT due_at, newest_at, median_gap, answers, validated_at, coalesce(failures, 0), coalesce(url, '') "
    "FROM feed_state LEFT JOIN source USING (source_id) WHERE source_id = ?";
constexpr const char* kKeepState =
    "INSERT INTO feed_state (source_id, due_at, newest_at, median_gap, answers, validated_at) VALUES (?, ?, ?, ?, ?, "
    "?) "
    "ON CONFLICT (source_id) DO UPDATE SET due_at = excluded.due_at, newest_at = excluded.newest_at, median_gap = "
    "excluded.median_gap, answers = excluded.answers, validated_at = excluded.validated_at";
constexpr const char* kDue =
    "INSERT INTO feed_state (source_id, due_at) VALUES (?, ?) ON CONFLICT (source_id) DO UPDATE SET due_at = "
    "excluded.due_at";
constexpr const char* kUnmet =  // at this address
    "UPDATE feed_state SET answers = 0, validated_at = NULL "
    "WHERE source_id = ?1 AND EXISTS (SELECT 1 FROM source WHERE source_id = ?1 AND url <> ?2)";
constexpr const char* kSeen =
    "SELECT key FROM release_signal WHERE source_id = ?1 UNION SELECT link FROM release_signal WHERE source_id = ?1 "
    "AND link <> '' "
    "UNION SELECT title || char(10) || coalesce(published_at, '') FROM release_signal WHERE source_id = ?1";
constexpr const char* kSignal =
    "INSERT INTO release_signal (source_id, key, link, title, text, lab, published_at, first_seen, verdict, name, "
    "arxiv_ids, release_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, '')) ON CONFLICT DO NOTHING";

const char* name_of(FeedHealth health) {
  switch (health) {
    case FeedHealth::Ok:
      return "ok";
    case FeedHealth::Quiet:
      return "quiet";
    case FeedHealth::Failing:
      return "failing";
    case FeedHealth::Moved:
      return "moved";
  }
  return "ok";
}

void put_signals(SQLite::Database& database, const FeedAnswer& answer) {
  SQLite::Statement put(database, kSignal);
  for (const auto& signal : answer.signals) {
    std::vector<std::string> ids;
    for (const auto& id : signal.arxiv_ids) ids.push_back(id.str());
    const std::string arxiv_ids = json_list(ids);
    run(put, answer.attempt.source_id, signal.key, signal.link, signal.title, signal.text, signal.lab,
        signal.published_at, answer.attempt.at, signal.verdict, signal.name, arxiv_ids, signal.release_id);
  }
}

}  // namespace

Result<FeedState> feed_state(const Connection& connection, const std::string& source_id) {
  return attempt(connection.path(), "read the pace of a source", [&]() -> Result<FeedState> {
    SQLite::Statement query(connection.database(), kState);
    Binder(query) << source_id;
    FeedState state;
    if (!query.executeStep()) return state;
    state.due_at = query.getColumn(0).getInt64();
    state.newest_at = to_optional_moment(query.getColumn(1));
    state.median_gap = to_optional_moment(query.getColumn(2));
    state.answers = query.getColumn(3).getInt64();
    state.validated_at = to_optional_moment(query.getColumn(4));
    state.failures = query.getColumn(5).getInt();
    state.url = query.getColumn(6).getString();
    return state;
  });
}

std::string title_and_time(const std::string& title, std::optional<std::int64_t> published_at) {  // as kSeen has it
  return title + '\n' + (published_at ? std::to_string(*published_at) : std::string());
}

Result<std::set<std::string>> seen_entries(const Connection& connection, const std::string& source_id) {
  return attempt(connection.path(), "read the entries of a source", [&]() -> Result<std::set<std::string>> {
    SQLite::Statement query(connection.database(), kSeen);
    Binder(query) << source_id;
    std::set<std::string> seen;
    while (query.executeStep()) seen.insert(query.getColumn(0).getString());
    return seen;
  });
}

Result<void> store_answer(Connection& connection, const FeedAnswer& answer) {
  return attempt(connection.path(), "store the entries of a source", [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& found : answer.found) put_found(database, found.release, found.event);
    put_signals(database, answer);
    write_attempt(database, answer.attempt, name_of(answer.health));
    SQLite::Statement keep(database, kKeepState);
    run(keep, answer.attempt.source_id, answer.state.due_at, answer.state.newest_at, answer.state.median_gap,
        answer.state.answers, answer.state.validated_at);
    transaction.commit();
    return {};
  });
}

Result<void> store_failure(Connection& connection, const Attempt& made, FeedHealth health, std::int64_t due_at) {
  return attempt(connection.path(), "store how a source failed", [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement unmet(database, kUnmet), due(database, kDue);
    run(unmet, made.source_id, made.url);
    write_attempt(database, made, name_of(health));
    run(due, made.source_id, due_at);
    transaction.commit();
    return {};
  });
}

}  // namespace bandwagon::store

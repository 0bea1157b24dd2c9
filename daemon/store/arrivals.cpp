#include "daemon/store/arrivals.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/papers_batch.hpp"
#include "daemon/store/row.hpp"
#include "daemon/store/source_rows.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kKeep = "INSERT INTO response (source_id, url, fetched_at, bytes, body) VALUES (?, ?, ?, ?, ?)";
constexpr const char* kForgetBodies =
    "DELETE FROM response WHERE response_id IN (SELECT response_id FROM response WHERE fetched_at < ? ORDER BY "
    "fetched_at LIMIT 50)";
constexpr const char* kList =
    "INSERT INTO mailing (mailed_day, listed_at) VALUES (?, ?) ON CONFLICT (mailed_day) DO UPDATE SET "
    "listed_at = coalesce(listed_at, excluded.listed_at)";
constexpr const char* kListCategory =
    "INSERT INTO mailing_category (mailed_day, category, papers) VALUES (?, ?, ?) ON CONFLICT (mailed_day, category) "
    "DO "
    "UPDATE SET papers = max(papers, excluded.papers)";
constexpr const char* kKeepHarvest =
    "INSERT INTO harvest (harvest_id, from_day, token, pages, reached_day, begun_at, completed_at) VALUES (?, ?, "
    "nullif(?, ''), ?, ?, ?, ?) ON CONFLICT (harvest_id) DO UPDATE SET from_day = excluded.from_day, "
    "token = excluded.token, pages = excluded.pages, reached_day = excluded.reached_day, begun_at = excluded.begun_at, "
    "completed_at = excluded.completed_at";
constexpr const char* kWithdraw = "UPDATE paper SET withdrawn = 1 WHERE arxiv_id = ?";

void keep_response(SQLite::Database& database, const Attempt& attempt, const KeptResponse& response) {
  if (!response.body.empty()) {
    SQLite::Statement keep(database, kKeep);
    keep.bind(1, attempt.source_id);
    keep.bind(2, attempt.url);
    keep.bind(3, attempt.at);
    keep.bind(4, response.bytes);
    keep.bind(5, response.body.data(), static_cast<int>(response.body.size()));
    keep.exec();
  }
  SQLite::Statement forget(database, kForgetBodies);
  run(forget, response.keep_from);
}

void list_mailing(SQLite::Database& database, const Listing& listing, std::int64_t at) {
  SQLite::Statement list(database, kList), list_category(database, kListCategory);
  run(list, listing.mailed, at);
  for (const auto& [category, papers] : listing.papers) run(list_category, listing.mailed, category, papers);
}

void keep_harvest(SQLite::Database& database, const Harvest& harvest) {
  SQLite::Statement keep(database, kKeepHarvest);
  run(keep, harvest.id, harvest.from, harvest.token, harvest.pages, harvest.reached, harvest.begun_at,
      harvest.completed_at);
}

}  // namespace

Result<StoredBatch> commit_arrival(Connection& connection, const Arrival& arrival) {
  return attempt(connection.path(), "store what a source told", [&]() -> Result<StoredBatch> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const StoredBatch stored = write_papers(database, arrival.papers);
    SQLite::Statement withdraw(database, kWithdraw);
    for (const auto& id : arrival.deleted) run(withdraw, id.str());
    if (arrival.listing) list_mailing(database, *arrival.listing, arrival.attempt.at);
    if (arrival.harvest) keep_harvest(database, *arrival.harvest);
    if (arrival.response) keep_response(database, arrival.attempt, *arrival.response);
    write_attempt(database, arrival.attempt);
    write_gate(database, arrival.host_group, arrival.gate);
    transaction.commit();
    return stored;
  });
}

Result<std::vector<std::string>> kept_responses(const Connection& connection) {
  return attempt(connection.path(), "read kept answers", [&]() -> Result<std::vector<std::string>> {
    SQLite::Statement query(connection.database(), "SELECT body FROM response ORDER BY response_id");
    std::vector<std::string> bodies;
    while (query.executeStep()) {
      const auto body = query.getColumn(0);
      bodies.emplace_back(static_cast<const char*>(body.getBlob()), static_cast<std::size_t>(body.getBytes()));
    }
    return bodies;
  });
}

}  // namespace bandwagon::store

#include "daemon/store/release_events.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/found_release.hpp"
#include "daemon/store/names.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kPutFound =
    "INSERT INTO release (release_id, name, lab, kind, openness, about, released_day, known_day, arxiv_ids, aliases, "
    "origin, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (release_id) DO NOTHING";
constexpr const char* kConfirmFound =
    "UPDATE release SET status = ?2 WHERE release_id = ?1 AND status = 'candidate' AND NOT EXISTS (SELECT 1 FROM "
    "release_decision WHERE release_decision.release_id = ?1)";
constexpr const char* kEvent =
    "INSERT INTO release_event (release_id, day, status, weight, evidence) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO "
    "NOTHING";
constexpr const char* kEvents =
    "SELECT release_id, day, status, weight, evidence FROM release_event ORDER BY release_id, day, event_id";

}  // namespace

void put_found(SQLite::Database& database, const model::Release& release, const ReleaseEvent& event) {
  std::vector<std::string> ids;
  for (const auto& id : release.arxiv_ids) ids.push_back(id.str());
  const auto arxiv_ids = json_list(ids), aliases = json_list(release.aliases), evidence = json_list(event.evidence);
  SQLite::Statement put(database, kPutFound), confirm(database, kConfirmFound), log(database, kEvent);
  run(put, release.id, release.name, release.lab, release.kind, release.openness, release.about, release.released,
      release.known_since, arxiv_ids, aliases, name_of(release.origin), name_of(release.status));
  if (event.status == model::ReleaseStatus::Confirmed) run(confirm, release.id, name_of(event.status));
  run(log, event.release_id, event.day, name_of(event.status), event.weight, evidence);
}

Result<void> put_found(Connection& connection, const model::Release& release, const ReleaseEvent& event) {
  return attempt(connection.path(), "store a found release", [&]() -> Result<void> {
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    put_found(connection.database(), release, event);
    transaction.commit();
    return {};
  });
}

Result<std::vector<std::string>> decided_releases(const Connection& connection) {
  return attempt(connection.path(), "read decisions about releases", [&]() -> Result<std::vector<std::string>> {
    SQLite::Statement query(connection.database(), "SELECT DISTINCT release_id FROM release_decision ORDER BY 1");
    std::vector<std::string> ids;
    while (query.executeStep()) ids.push_back(query.getColumn(0).getString());
    return ids;
  });
}

Result<std::vector<ReleaseEvent>> release_events(const Connection& connection) {
  return attempt(connection.path(), "read what became known of releases", [&]() -> Result<std::vector<ReleaseEvent>> {
    SQLite::Statement query(connection.database(), kEvents);
    std::vector<ReleaseEvent> events;
    while (query.executeStep()) {
      ReleaseEvent event;
      event.release_id = query.getColumn(0).getString();
      event.day = to_day(query.getColumn(1));
      event.status = from_name<model::ReleaseStatus>(query.getColumn(2).getString());
      event.weight = query.getColumn(3).getInt();
      event.evidence = parse_json_list(to_text(query.getColumn(4)));
      events.push_back(std::move(event));
    }
    return events;
  });
}

}  // namespace bandwagon::store

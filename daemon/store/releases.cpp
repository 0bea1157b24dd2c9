#include "daemon/store/releases.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/names.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kPut =
    "INSERT INTO release (release_id, name, lab, kind, openness, about, released_day, known_day, arxiv_ids, aliases, "
    "origin, status) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (release_id) DO UPDATE SET name = excluded.name, lab = "
    "excluded.lab, "
    "kind = excluded.kind, openness = excluded.openness, about = excluded.about, released_day = excluded.released_day, "
    "known_day = excluded.known_day, arxiv_ids = excluded.arxiv_ids, aliases = excluded.aliases, origin = "
    "excluded.origin, "
    "status = excluded.status";
constexpr const char* kColumns =
    "SELECT release_id, name, lab, kind, openness, about, released_day, known_day, arxiv_ids, aliases, origin, status "
    "FROM release "
    "WHERE (?1 IS NULL OR known_day <= ?1) AND (?2 IS NULL OR release_id = ?2) ORDER BY released_day, release_id";
constexpr const char* kDecided =
    "SELECT status FROM release_decision WHERE release_id = ? ORDER BY decision_id DESC LIMIT 1";
constexpr const char* kIsReferred =
    "SELECT EXISTS (SELECT 1 FROM attribution WHERE release_id = ?1) OR EXISTS (SELECT 1 FROM role WHERE release_id = "
    "?1) "
    "OR EXISTS (SELECT 1 FROM alert WHERE release_id = ?1) OR EXISTS (SELECT 1 FROM watch_alert WHERE release_id = "
    "?1)";

std::vector<std::string> texts_of(const std::vector<model::PaperId>& ids) {
  std::vector<std::string> texts;
  for (const auto& id : ids) texts.push_back(id.str());
  return texts;
}

void put(SQLite::Statement& statement, const model::Release& release) {
  const auto arxiv_ids = json_list(texts_of(release.arxiv_ids)), aliases = json_list(release.aliases);
  run(statement, release.id, release.name, release.lab, release.kind, release.openness, release.about, release.released,
      release.known_since, arxiv_ids, aliases, name_of(release.origin), name_of(release.status));
}

model::Release release_of(const SQLite::Statement& row) {
  model::Release release;
  release.id = row.getColumn(0).getString();
  release.name = row.getColumn(1).getString();
  release.lab = row.getColumn(2).getString();
  release.kind = row.getColumn(3).getString();
  release.openness = row.getColumn(4).getString();
  release.about = row.getColumn(5).getString();
  release.released = to_day(row.getColumn(6));
  release.known_since = to_day(row.getColumn(7));
  for (const auto& id : parse_json_list(row.getColumn(8).getString())) release.arxiv_ids.push_back(parse_stored_id(id));
  release.aliases = parse_json_list(row.getColumn(9).getString());
  release.origin = from_name<model::ReleaseOrigin>(row.getColumn(10).getString());
  release.status = from_name<model::ReleaseStatus>(row.getColumn(11).getString());
  return release;
}

std::vector<model::Release> read(SQLite::Database& database, std::optional<model::Day> known_on,
                                 const std::optional<std::string>& id) {
  SQLite::Statement query(database, kColumns);
  Binder(query) << known_on << id;
  std::vector<model::Release> found;
  while (query.executeStep()) found.push_back(release_of(query));
  return found;
}

bool same(const model::Release& a, const model::Release& b) {
  return a.id == b.id && a.name == b.name && a.lab == b.lab && a.kind == b.kind && a.openness == b.openness &&
         a.about == b.about && a.released == b.released && a.known_since == b.known_since &&
         a.arxiv_ids == b.arxiv_ids && a.aliases == b.aliases && a.origin == b.origin && a.status == b.status;
}

const model::Release* find(std::span<const model::Release> releases, const std::string& id) {
  for (const auto& release : releases)
    if (release.id == id) return &release;
  return nullptr;
}

// The entry as it is stored: from the catalogue, with the status that somebody decided, if anybody did.
model::Release entry(SQLite::Statement& decided, model::Release release) {
  release.origin = model::ReleaseOrigin::Catalogue;
  decided.bindNoCopy(1, release.id);
  if (decided.executeStep()) release.status = from_name<model::ReleaseStatus>(decided.getColumn(0).getString());
  decided.reset();
  return release;
}

void put_entries(SQLite::Database& database, std::span<const model::Release> catalogue,
                 std::span<const model::Release> stored, CatalogueOutcome& outcome) {
  SQLite::Statement put_statement(database, kPut), decided(database, kDecided);
  for (const auto& listed : catalogue) {
    const auto* before = find(stored, listed.id);
    if (before && before->origin != model::ReleaseOrigin::Catalogue) continue;
    const auto release = entry(decided, listed);
    if (before && same(*before, release)) continue;
    put(put_statement, release);
    ++(before ? outcome.changed : outcome.added);
  }
}

void remove_left(SQLite::Database& database, std::span<const model::Release> catalogue,
                 std::span<const model::Release> stored, CatalogueOutcome& outcome) {
  SQLite::Statement is_referred(database, kIsReferred), remove(database, "DELETE FROM release WHERE release_id = ?");
  for (const auto& before : stored) {
    if (before.origin != model::ReleaseOrigin::Catalogue || find(catalogue, before.id)) continue;
    is_referred.bindNoCopy(1, before.id);
    const bool keep = is_referred.executeStep() && is_referred.getColumn(0).getInt() != 0;
    is_referred.reset();
    if (keep)
      outcome.kept.push_back(before.id);
    else
      outcome.removed += run(remove, before.id);
  }
}

tl::unexpected<Error> no_release(const Connection& connection, const std::string& id) {
  return fail(ErrorKind::NotFound, fmt::format("{}: there is no release '{}'; `bandwagon releases` lists all",
                                               connection.path().string(), id));
}

}  // namespace

Result<CatalogueOutcome> replace_catalogue(Connection& connection, std::span<const model::Release> catalogue) {
  return attempt(connection.path(), "store the catalogue", [&]() -> Result<CatalogueOutcome> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto stored = read(database, std::nullopt, std::nullopt);
    CatalogueOutcome outcome;
    put_entries(database, catalogue, stored, outcome);
    remove_left(database, catalogue, stored, outcome);
    transaction.commit();
    return outcome;
  });
}

Result<void> put_release(Connection& connection, const model::Release& release) {
  return attempt(connection.path(), "store a release", [&]() -> Result<void> {
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement statement(connection.database(), kPut);
    put(statement, release);
    transaction.commit();
    return {};
  });
}

Result<std::vector<model::Release>> releases(const Connection& connection, std::optional<model::Day> known_on) {
  return attempt(connection.path(), "read releases", [&]() -> Result<std::vector<model::Release>> {
    return read(connection.database(), known_on, std::nullopt);
  });
}

Result<model::Release> release(const Connection& connection, const std::string& id) {
  return attempt(connection.path(), "read a release", [&]() -> Result<model::Release> {
    auto found = read(connection.database(), std::nullopt, id);
    if (found.empty()) return no_release(connection, id);
    return std::move(found.front());
  });
}

Result<void> decide_release(Connection& connection, const std::string& id, model::ReleaseStatus status,
                            std::int64_t decided_at) {
  return attempt(connection.path(), "decide about a release", [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement set(database, "UPDATE release SET status = ? WHERE release_id = ?");
    if (run(set, name_of(status), id) == 0) return no_release(connection, id);
    SQLite::Statement log(database, "INSERT INTO release_decision (release_id, status, decided_at) VALUES (?, ?, ?)");
    run(log, id, name_of(status), decided_at);
    transaction.commit();
    return {};
  });
}

}  // namespace bandwagon::store

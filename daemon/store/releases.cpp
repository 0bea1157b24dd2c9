#include "daemon/store/releases.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/names.hpp"
#include "daemon/store/release_rows.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kDecided =
    "SELECT status FROM release_decision WHERE release_id = ? ORDER BY decision_id DESC LIMIT 1";
constexpr const char* kIsReferred =
    "SELECT EXISTS (SELECT 1 FROM attribution WHERE release_id = ?1) OR EXISTS (SELECT 1 FROM role WHERE release_id = "
    "?1) "
    "OR EXISTS (SELECT 1 FROM alert WHERE release_id = ?1) OR EXISTS (SELECT 1 FROM watch_alert WHERE release_id = "
    "?1)";

const model::Release* find(std::span<const model::Release> releases, const std::string& id) {
  for (const auto& release : releases)
    if (release.id == id) return &release;
  return nullptr;
}

// The release with the status that somebody decided, if anybody did.
model::Release as_decided(SQLite::Statement& decided, model::Release release) {
  decided.bindNoCopy(1, release.id);
  if (decided.executeStep()) release.status = from_name<model::ReleaseStatus>(decided.getColumn(0).getString());
  decided.reset();
  return release;
}

void put_entries(SQLite::Database& database, std::span<const model::Release> catalogue,
                 std::span<const model::Release> stored, CatalogueOutcome& outcome) {
  auto writer = release_writer(database);
  SQLite::Statement decided(database, kDecided);
  for (const auto& listed : catalogue) {
    const auto* before = find(stored, listed.id);
    if (before && before->origin != model::ReleaseOrigin::Catalogue) continue;
    auto release = as_decided(decided, listed);
    release.origin = model::ReleaseOrigin::Catalogue;
    if (before && same(*before, release)) continue;
    put(writer, release);
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

}  // namespace

Result<CatalogueOutcome> replace_catalogue(Connection& connection, std::span<const model::Release> catalogue) {
  return attempt(connection.path(), "store the catalogue", [&]() -> Result<CatalogueOutcome> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto stored = read_releases(database, std::nullopt, std::nullopt);
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
    auto writer = release_writer(connection.database());
    SQLite::Statement decided(connection.database(), kDecided);
    put(writer, as_decided(decided, release));
    transaction.commit();
    return {};
  });
}

Result<std::vector<model::Release>> releases(const Connection& connection, std::optional<model::Day> known_on) {
  return attempt(connection.path(), "read releases", [&]() -> Result<std::vector<model::Release>> {
    return read_releases(connection.database(), known_on, std::nullopt);
  });
}

Result<model::Release> release(const Connection& connection, const std::string& id) {
  return attempt(connection.path(), "read a release", [&]() -> Result<model::Release> {
    auto found = read_releases(connection.database(), std::nullopt, id);
    if (found.empty()) return no_release(connection, id);
    return std::move(found.front());
  });
}

}  // namespace bandwagon::store

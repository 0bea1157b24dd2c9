#include "daemon/store/release_rows.hpp"

#include <fmt/format.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/names.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kPutRelease =
    "INSERT INTO release (release_id, name, lab, kind, openness, about, released_day, known_day, arxiv_ids, aliases, "
    "origin, status) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (release_id) DO UPDATE SET name = excluded.name, lab = "
    "excluded.lab, "
    "kind = excluded.kind, openness = excluded.openness, about = excluded.about, released_day = excluded.released_day, "
    "known_day = excluded.known_day, arxiv_ids = excluded.arxiv_ids, aliases = excluded.aliases, origin = "
    "excluded.origin, "
    "status = excluded.status";
constexpr const char* kReleases =
    "SELECT release_id, name, lab, kind, openness, about, released_day, known_day, arxiv_ids, aliases, origin, status "
    "FROM release "
    "WHERE (?1 IS NULL OR known_day <= ?1) AND (?2 IS NULL OR release_id = ?2) ORDER BY released_day, release_id";

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
  for (const auto& id : parse_json_list(to_text(row.getColumn(8)))) release.arxiv_ids.push_back(parse_stored_id(id));
  release.aliases = parse_json_list(to_text(row.getColumn(9)));
  release.origin = from_name<model::ReleaseOrigin>(row.getColumn(10).getString());
  release.status = from_name<model::ReleaseStatus>(row.getColumn(11).getString());
  return release;
}

}  // namespace

SQLite::Statement release_writer(SQLite::Database& database) {
  return {database, kPutRelease};
}

void put(SQLite::Statement& writer, const model::Release& release) {
  const auto arxiv_ids = json_list(texts_of(release.arxiv_ids)), aliases = json_list(release.aliases);
  run(writer, release.id, release.name, release.lab, release.kind, release.openness, release.about, release.released,
      release.known_since, arxiv_ids, aliases, name_of(release.origin), name_of(release.status));
}

std::vector<model::Release> read_releases(SQLite::Database& database, std::optional<model::Day> known_on,
                                          const std::optional<std::string>& id) {
  SQLite::Statement query(database, kReleases);
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

std::vector<std::string> texts_of(const std::vector<model::PaperId>& ids) {
  std::vector<std::string> texts;
  for (const auto& id : ids) texts.push_back(id.str());
  return texts;
}

tl::unexpected<Error> no_release(const Connection& connection, const std::string& id) {
  return fail(ErrorKind::NotFound, fmt::format("{}: there is no release '{}'; `bandwagon releases` lists all",
                                               connection.path().string(), id));
}

}  // namespace bandwagon::store

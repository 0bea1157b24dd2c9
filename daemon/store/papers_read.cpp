#include <SQLiteCpp/Database.h>
#include <fmt/format.h>

#include <sqlite3.h>
#include <limits>
#include <string>
#include <vector>

#include "daemon/store/errors.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr model::Day kNever{std::numeric_limits<std::int32_t>::max()};

constexpr const char* kWindow =
    "SELECT paper_id, arxiv_id, version, title, abstract, authors, primary_category, categories, submitted_at, "
    "announced_day, "
    "withdrawn FROM paper WHERE announced_day BETWEEN ? AND ? ORDER BY announced_day, arxiv_id";
constexpr const char* kById =
    "SELECT paper_id, arxiv_id, version, title, abstract, authors, primary_category, categories, submitted_at, "
    "announced_day, "
    "withdrawn FROM paper WHERE arxiv_id = ?";
constexpr const char* kMatching =
    "SELECT paper_id, arxiv_id, version, paper.title, paper.abstract, authors, primary_category, categories, "
    "submitted_at, "
    "announced_day, withdrawn FROM paper_text JOIN paper ON paper_id = paper_text.rowid "
    "WHERE paper_text MATCH ? AND announced_day < ? ORDER BY announced_day DESC, arxiv_id LIMIT ?";

constexpr const char* kKeysMatching = "SELECT rowid FROM paper_text WHERE paper_text MATCH ? ORDER BY rowid";
// one statement for all keys, so that the database is locked once; CROSS JOIN keeps their order
constexpr const char* kAnnouncements =
    "SELECT paper_id, announced_day FROM json_each(?) CROSS JOIN paper INDEXED BY paper_announcement "
    "ON paper_id = json_each.value";
constexpr const char* kByKeys =
    "SELECT paper_id, arxiv_id, version, title, abstract, authors, primary_category, categories, submitted_at, "
    "announced_day, withdrawn FROM json_each(?) CROSS JOIN paper ON paper_id = json_each.value";

constexpr const char* kLatest =
    "SELECT announced_day FROM paper WHERE announced_day < ?2 AND announced_day - submitted_at / 86400 <= 7 AND EXISTS "
    "(SELECT 1 FROM json_each(paper.categories) AS listed JOIN json_each(?1) AS wanted ON listed.value = wanted.value) "
    "ORDER BY announced_day DESC LIMIT 1";
constexpr const char* kEarliest =
    "SELECT announced_day FROM paper WHERE announced_day < ?2 AND EXISTS (SELECT 1 FROM json_each(paper.categories) AS "
    "listed JOIN json_each(?1) AS wanted ON listed.value = wanted.value) ORDER BY announced_day LIMIT 1";

model::StoredPaper paper_of(const SQLite::Statement& row) {
  const std::int64_t submitted_at = row.getColumn(8).getInt64();
  auto id = parse_stored_id(row.getColumn(1).getString());  // what may throw comes before the braces, see row.hpp
  auto authors = parse_json_list(to_text(row.getColumn(5))), categories = parse_json_list(to_text(row.getColumn(7)));
  return {.key = row.getColumn(0).getInt64(),
          .paper = {.id = std::move(id),
                    .version = row.getColumn(2).getInt(),
                    .title = row.getColumn(3).getString(),
                    .abstract = row.getColumn(4).getString(),
                    .authors = std::move(authors),
                    .primary_category = row.getColumn(6).getString(),
                    .categories = std::move(categories),
                    .submitted_at = submitted_at,
                    .submitted = model::Day::at(submitted_at),
                    .announced = to_day(row.getColumn(9)),
                    .withdrawn = row.getColumn(10).getInt() != 0}};
}

std::vector<model::StoredPaper> papers_of(SQLite::Statement& query) {
  std::vector<model::StoredPaper> papers;
  while (query.executeStep()) papers.push_back(paper_of(query));
  return papers;
}

Result<std::optional<model::Day>> first_day(const Connection& connection, const char* sql,
                                            const std::vector<std::string>& categories, model::Day before) {
  return attempt(connection.path(), "look up an announcement", [&]() -> Result<std::optional<model::Day>> {
    SQLite::Statement query(connection.database(), sql);
    query.bind(1, json_list(categories));
    query.bind(2, before.value);
    if (!query.executeStep()) return std::optional<model::Day>{};
    return std::optional(to_day(query.getColumn(0)));
  });
}

}  // namespace

Result<std::vector<model::StoredPaper>> window(const Connection& connection, model::Day from, model::Day until) {
  return attempt(connection.path(), "read papers", [&]() -> Result<std::vector<model::StoredPaper>> {
    SQLite::Statement query(connection.database(), kWindow);
    Binder(query) << from << until;
    return papers_of(query);
  });
}

Result<std::vector<model::StoredPaper>> week_of_papers(const Connection& connection, model::Day monday) {
  return window(connection, monday, monday + (model::kDaysPerWeek - 1));
}

Result<std::int64_t> count_announced(const Connection& connection, model::Day from, model::Day until) {
  return attempt(connection.path(), "count papers", [&]() -> Result<std::int64_t> {
    SQLite::Statement query(connection.database(), "SELECT count(*) FROM paper WHERE announced_day BETWEEN ? AND ?");
    Binder(query) << from << until;
    query.executeStep();
    return query.getColumn(0).getInt64();
  });
}

Result<std::vector<model::StoredPaper>> by_ids(const Connection& connection, std::span<const model::PaperId> ids) {
  return attempt(connection.path(), "read papers", [&]() -> Result<std::vector<model::StoredPaper>> {
    SQLite::Statement query(connection.database(), kById);
    std::vector<model::StoredPaper> papers;
    for (const auto& id : ids) {
      query.bindNoCopy(1, id.str());
      if (query.executeStep()) papers.push_back(paper_of(query));
      query.reset();
    }
    return papers;
  });
}

Result<std::vector<model::StoredPaper>> matching(const Connection& connection, const std::string& expression,
                                                 model::Day announced_before, int limit) {
  return attempt(connection.path(), "search papers", [&]() -> Result<std::vector<model::StoredPaper>> {
    SQLite::Statement query(connection.database(), kMatching);
    Binder(query) << expression << announced_before << limit;
    try {
      return papers_of(query);
    } catch (const SQLite::Exception& cause) {
      if (cause.getErrorCode() != SQLITE_ERROR) throw;  // FTS5 reports its syntax errors with this code
      return fail(ErrorKind::Usage, fmt::format("'{}' is not a search expression: {}", expression, cause.what()));
    }
  });
}

Result<std::vector<std::int64_t>> keys_matching(const Connection& connection, const std::string& expression) {
  return attempt(connection.path(), "search papers", [&]() -> Result<std::vector<std::int64_t>> {
    SQLite::Statement query(connection.database(), kKeysMatching);
    Binder(query) << expression;
    std::vector<std::int64_t> keys;
    try {
      while (query.executeStep()) keys.push_back(query.getColumn(0).getInt64());
    } catch (const SQLite::Exception& cause) {
      if (cause.getErrorCode() != SQLITE_ERROR) throw;  // FTS5 reports its syntax errors with this code
      return fail(ErrorKind::Usage, fmt::format("'{}' is not a search expression: {}", expression, cause.what()));
    }
    return keys;
  });
}

Result<std::vector<Announced>> announcements(const Connection& connection, std::span<const std::int64_t> keys) {
  return attempt(connection.path(), "read papers", [&]() -> Result<std::vector<Announced>> {
    SQLite::Statement query(connection.database(), kAnnouncements);
    const std::string wanted = json_list(keys);
    Binder(query) << wanted;
    std::vector<Announced> announced;
    while (query.executeStep()) announced.push_back({query.getColumn(0).getInt64(), to_day(query.getColumn(1))});
    return announced;
  });
}

Result<std::vector<model::StoredPaper>> by_keys(const Connection& connection, std::span<const std::int64_t> keys) {
  return attempt(connection.path(), "read papers", [&]() -> Result<std::vector<model::StoredPaper>> {
    SQLite::Statement query(connection.database(), kByKeys);
    const std::string wanted = json_list(keys);
    Binder(query) << wanted;
    return papers_of(query);
  });
}

Result<std::optional<model::Day>> latest_announcement(const Connection& connection,
                                                      const std::vector<std::string>& categories,
                                                      std::optional<model::Day> before) {
  return first_day(connection, kLatest, categories, before.value_or(kNever));
}

Result<std::optional<model::Day>> earliest_announcement(const Connection& connection,
                                                        const std::vector<std::string>& categories) {
  return first_day(connection, kEarliest, categories, kNever);
}

}  // namespace bandwagon::store

#include "daemon/store/connection.hpp"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <system_error>

#include "daemon/store/errors.hpp"
#include "daemon/store/migrations.hpp"
#include "daemon/store/opening.hpp"

namespace bandwagon::store {
namespace {

// A Connection belongs to one thread at a time, so SQLite need not lock it at every call.
const int kWriterFlags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX;
const int kReaderFlags = SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX | SQLite::OPEN_URI;

constexpr const char* kWriterSettings =
    "PRAGMA page_size = 16384;"  // bytes, of a new database: a week of papers lies on a quarter of the pages
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"  // WAL stays consistent after a power cut; the last transactions may be lost
    "PRAGMA foreign_keys = ON;"
    "PRAGMA journal_size_limit = 67108864;"  // bytes; the log that stays behind is cut to this
    "PRAGMA secure_delete = OFF;"            // Debian's default overwrites what is deleted; these are public papers
    "PRAGMA cache_size = -8192;"             // KiB
    "PRAGMA wal_autocheckpoint = 4096;"  // pages, as many as fit into it: a page that many weeks write is copied once
    "PRAGMA temp_store = MEMORY;";

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code problem;
  if (!folder.empty()) std::filesystem::create_directories(folder, problem);
  if (problem)
    return fail(ErrorKind::Failed, fmt::format("{}: cannot make this folder: {}", folder.string(), problem.message()));
  return {};
}

void keep_log_files(SQLite::Database& database) {
  int on = 1;
  database.check(sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_PERSIST_WAL, &on));
}

Error behind(const std::filesystem::path& path, int version, int latest) {
  if (version == 0)
    return {ErrorKind::NotFound,
            fmt::format("{}: the database is empty; fill it with `bandwagon import FILE`", path.string())};
  return {ErrorKind::Config,
          fmt::format(
              "{}: the database has schema version {}, this program reads version {}; any command that writes (such as "
              "`bandwagon analyze`) brings it up to date",
              path.string(), version, latest)};
}

}  // namespace

Connection::Connection(std::filesystem::path path, std::unique_ptr<SQLite::Database> database)
    : path_(std::move(path)), database_(std::move(database)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> open_writer(const std::filesystem::path& path) {
  if (const auto made = make_folder(path.parent_path()); !made) return tl::unexpected(made.error());
  return attempt(path, "open it for writing", [&]() -> Result<Connection> {
    Connection connection{path, std::make_unique<SQLite::Database>(path.string(), kWriterFlags, kBusyTimeoutMs)};
    auto& database = connection.database();
    if (sqlite3_db_readonly(database.getHandle(), "main") != 0)  // SQLite falls back to reading without a word
      return fail(ErrorKind::Failed,
                  fmt::format("{}: the database cannot be written; check the rights of the file and of its folder",
                              path.string()));
    if (const auto version = schema_version(connection, shipped_migrations());
        !version)  // before a foreign file is changed
      return tl::unexpected(version.error());
    database.exec(kWriterSettings);
    keep_log_files(database);
    if (const auto migrated = migrate(connection, shipped_migrations()); !migrated)
      return tl::unexpected(migrated.error());
    if (const auto refreshed = refresh_views(connection); !refreshed) return tl::unexpected(refreshed.error());
    return connection;
  });
}

Result<Connection> open_reader(const std::filesystem::path& path, int cache) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return fail(
        ErrorKind::NotFound,
        fmt::format("{}: there is no such database; make one with `bandwagon import FILE` or name another with --db",
                    path.string()));
  return attempt(path, "open it for reading", [&]() -> Result<Connection> {
    Connection connection{path,
                          std::make_unique<SQLite::Database>(name_for_reading(path), kReaderFlags, kBusyTimeoutMs)};
    connection.database().exec(fmt::format("PRAGMA query_only = ON; PRAGMA cache_size = -{}", cache));
    const auto version = schema_version(connection, shipped_migrations());
    if (!version) return tl::unexpected(version.error());
    if (const auto latest = shipped_migrations().back().version; *version < latest)
      return tl::unexpected(behind(path, *version, latest));
    return connection;
  });
}

}  // namespace bandwagon::store

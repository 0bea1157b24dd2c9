#include "daemon/store/migrations.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <system_error>

#include "daemon/store/errors.hpp"

namespace bandwagon::store {
namespace {

int read_version(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

// Pragmas take no bound values; the numbers come from this program.
void write_pragma(SQLite::Database& database, std::string_view name, int value) {
  database.exec(fmt::format("PRAGMA {} = {}", name, value));
}

// A file that is removed again unless it was finished; SQLite keeps a journal beside it meanwhile.
struct Unfinished {
  std::filesystem::path file;
  explicit Unfinished(std::filesystem::path path) : file(std::move(path)) { remove(); }
  ~Unfinished() { remove(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  void remove() const {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    std::filesystem::remove(file.string() + "-journal", ignored);
  }
};

// Filling a disk to its end harms more than this program.
Result<void> has_room_for_copy(const std::filesystem::path& database) {
  std::error_code unknown;
  const auto size = std::filesystem::file_size(database, unknown);
  if (unknown) return {};
  const auto space = std::filesystem::space(database.parent_path().empty() ? "." : database.parent_path(), unknown);
  if (unknown || space.available >= size) return {};
  constexpr std::uintmax_t kMegabyte = 1 << 20;
  return fail(ErrorKind::Failed,
              fmt::format("{}: the copy before the migration needs {} MB, the disk has {}; free some space and run it "
                          "again, nothing was changed",
                          database.string(), size / kMegabyte + 1, space.available / kMegabyte));
}

Result<void> copy_before_migration(Connection& connection, int version) {
  const std::filesystem::path copy = fmt::format("{}.before-{}", connection.path().string(), version);
  const Unfinished unfinished(copy.string() + ".tmp");
  if (auto room = has_room_for_copy(connection.path()); !room) return room;
  SQLite::Statement vacuum(connection.database(), "VACUUM INTO ?");
  vacuum.bind(1, unfinished.file.string());
  vacuum.exec();
  std::error_code problem;
  std::filesystem::rename(unfinished.file, copy, problem);
  if (problem)
    return fail(ErrorKind::Failed,
                fmt::format("{}: cannot keep a copy before the migration: {}", copy.string(), problem.message()));
  return {};
}

// The version is read again inside the transaction: another program may have migrated while we waited for the lock.
void apply(SQLite::Database& database, const Migration& step) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  if (read_version(database) >= step.version) return;
  database.exec(std::string(step.sql));
  write_pragma(database, "user_version", step.version);
  write_pragma(database, "application_id", kApplicationId);
  transaction.commit();
}

}  // namespace

Result<int> schema_version(const Connection& connection, std::span<const Migration> steps) {
  return attempt(connection.path(), "read its schema version", [&]() -> Result<int> {
    auto& database = connection.database();
    const int version = read_version(database);
    const bool ours = database.execAndGet("PRAGMA application_id").getInt() == kApplicationId;
    if (!ours && (version != 0 || database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() != 0))
      return fail(ErrorKind::Config,
                  fmt::format("{}: this is the database of another program; name another file with --db",
                              connection.path().string()));
    if (const int latest = steps.back().version; version > latest)
      return fail(
          ErrorKind::Config,
          fmt::format(
              "{}: the database has schema version {}, this program knows versions up to {}; use a newer bandwagon or "
              "another database (--db)",
              connection.path().string(), version, latest));
    return version;
  });
}

Result<void> migrate(Connection& connection, std::span<const Migration> steps) {
  const auto version = schema_version(connection, steps);
  if (!version) return tl::unexpected(version.error());
  if (*version == steps.back().version) return {};
  return attempt(connection.path(),
                 fmt::format("bring its schema from version {} to {}", *version, steps.back().version),
                 [&]() -> Result<void> {
                   if (*version > 0)
                     if (const auto copied = copy_before_migration(connection, *version); !copied) return copied;
                   for (const auto& step : steps) apply(connection.database(), step);
                   return {};
                 });
}

}  // namespace bandwagon::store

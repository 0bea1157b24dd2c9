#pragma once
#include <filesystem>
#include <memory>

#include "daemon/util/result.hpp"

namespace SQLite {
class Database;
}

namespace bandwagon::store {

// An open database. Only daemon/store looks inside; the other rooms pass it to the functions of this room. Movable. One
// thread at a time; a second thread opens its own.
class Connection {
 public:
  Connection(std::filesystem::path path, std::unique_ptr<SQLite::Database> database);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  SQLite::Database& database() const { return *database_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  std::unique_ptr<SQLite::Database> database_;
};

// Opens the database for writing and brings its schema up to date (see migrations.hpp); creates it and its folders
// where absent. One writer at a time writes; a second one waits up to 5 s for a transaction to end, then gets
// ErrorKind::Busy. The write-ahead log and its index stay behind when the writer closes, so that readers without the
// right to create them can still read. Errors: ErrorKind::Config (a newer schema, another program's database), Busy,
// Failed (not writable, not a database, disk full).
Result<Connection> open_writer(const std::filesystem::path& path);

inline constexpr int kReaderCache = 32768;  // KiB

// Opens an existing database read-only; of what it reads at most `cache` KiB stay in memory. Errors:
// ErrorKind::NotFound (no such file, nothing imported yet), Config (its schema is not this program's), Failed.
Result<Connection> open_reader(const std::filesystem::path& path, int cache = kReaderCache);

}  // namespace bandwagon::store

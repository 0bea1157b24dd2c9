#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/util/cell.hpp"
#include "daemon/util/result.hpp"

struct sqlite3;

namespace bandwagon::store {

// One SELECT with the values of its parameters ?1, ?2, … . Values are bound, never pasted into the text.
struct Query {
  std::string sql;
  std::vector<Cell> bindings{};
};

// Receives a result row by row, so that a large one never has to fit into memory.
struct RowSink {
  std::function<void(const std::vector<std::string>& columns)> columns;  // once, before the first row
  std::function<bool(const Row& row)> row;                               // false: enough, stop without an error
};

inline constexpr std::chrono::milliseconds kDefaultTimeLimit = std::chrono::seconds(60);

// A database opened for reading only, safe for SQL written by strangers: the file is opened read-only, query_only is
// on, and an authorizer lets nothing pass but SELECT, column reads, functions and recursion; ATTACH, PRAGMA, writes and
// load_extension are refused. Works beside a running writer. Not thread safe.
class ReadOnly {
 public:
  // Errors: NotFound (no such file), Config (no database of bandwagon), Busy, Failed (permissions, damage).
  static Result<ReadOnly> open(const std::filesystem::path& file);

  // Runs exactly one statement. Errors: Usage (the SQL is wrong or not allowed, with SQLite's own words), Busy, Failed
  // (stopped at the time limit).
  Result<void> each(const Query& query, const RowSink& sink, std::chrono::milliseconds time_limit = kDefaultTimeLimit);
  Result<Table> all(const Query& query, std::chrono::milliseconds time_limit = kDefaultTimeLimit);

  // The bytes of one value, which is text or a blob, read without the copies that a query makes of it. `row`: its
  // rowid. Errors: as each(); Usage where there is no such table, column or row.
  Result<std::string> bytes(const std::string& table, const std::string& column, std::int64_t row);

  // From here on everything is read as it stands now, whatever a writer does meanwhile. Errors: Busy, Failed.
  Result<void> hold_still();

  // Version of the schema in the file (PRAGMA user_version).
  std::int64_t schema_version() const { return schema_version_; }
  const std::filesystem::path& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  ReadOnly(sqlite3* handle, std::filesystem::path file) : handle_(handle), file_(std::move(file)) {}
  Result<void> recognise();

  std::unique_ptr<sqlite3, Close> handle_;
  std::filesystem::path file_;
  std::int64_t schema_version_ = 0;
};

// Version of the SQLite library at run time, for --version.
std::string sqlite_version();

}  // namespace bandwagon::store

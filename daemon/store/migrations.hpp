#pragma once
// The schema of the database and its history. Step N brings a database from version N-1 to N; the version is SQLite's
// user_version. The steps and views are the files of daemon/store/sql/, embedded when the program is built.
#include <span>
#include <string_view>

#include "daemon/store/connection.hpp"

namespace bandwagon::store {

struct Migration {
  int version = 0;  // counted from 1 without gaps
  std::string_view name, sql;
};

std::span<const Migration> shipped_migrations();
std::string_view views_sql();       // the public views
std::string_view schema_doc_sql();  // the view that documents them

inline constexpr int kApplicationId = 0x42574731;  // "BWG1", tells our files from other SQLite databases

// Brings the database to the last of `steps`. Each step and its version number are one transaction: a step that fails leaves
// the version before it. A database that already has a version is copied to "FILE.before-N" first (N: its version then).
// Refuses what schema_version() refuses.
Result<void> migrate(Connection& connection, std::span<const Migration> steps);

// The schema's version; 0: the database is empty. Errors, all ErrorKind::Config: the schema is newer than the last of `steps`
// (both versions are named), or the database is another program's.
Result<int> schema_version(const Connection& connection, std::span<const Migration> steps);

// Makes the public views anew where they differ from the program's. Writes nothing where they are the same.
Result<void> refresh_views(Connection& connection);

}  // namespace bandwagon::store

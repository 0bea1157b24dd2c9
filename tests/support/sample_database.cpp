#include "tests/support/sample_database.hpp"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "tests/support/files.hpp"

namespace bandwagon::test {
namespace {

void run(sqlite3* handle, const std::filesystem::path& script) {
  const std::string sql = read_file(std::filesystem::path(BANDWAGON_SOURCE_DIR) / script);
  if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(script.string() + ": " + sqlite3_errmsg(handle));
}

}  // namespace

SampleDatabase::SampleDatabase(Content content) {
  sqlite3* handle = nullptr;
  if (sqlite3_open(file().c_str(), &handle) != SQLITE_OK) throw std::runtime_error("cannot make the sample database");
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> owner(handle, sqlite3_close);
  run(handle, "daemon/store/sql/0001_initial.sql");
  run(handle, "daemon/store/sql/views.sql");
  if (content == Content::Sample) run(handle, "tests/support/sample_database.sql");
}

}  // namespace bandwagon::test

#include "tests/support/sample_database.hpp"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "daemon/store/connection.hpp"
#include "tests/support/files.hpp"

namespace bandwagon::test {
void run_sql(const std::filesystem::path& database, const std::string& statements) {
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open(database.c_str(), &handle);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> owner(handle, sqlite3_close);
  if (opened != SQLITE_OK) throw std::runtime_error("cannot open " + database.string());
  if (sqlite3_exec(handle, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(std::string(sqlite3_errmsg(handle)) + " in: " + statements);
}

SampleDatabase::SampleDatabase(Content content) {
  if (const auto made = store::open_writer(file()); !made) throw std::runtime_error(made.error().message);
  if (content == Content::Sample)
    run_sql(file(), read_file(std::filesystem::path(BANDWAGON_SOURCE_DIR) / "tests/support/sample_database.sql"));
}

}  // namespace bandwagon::test

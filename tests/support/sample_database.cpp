#include "tests/support/sample_database.hpp"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "daemon/store/connection.hpp"
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
  if (const auto made = store::open_writer(file()); !made) throw std::runtime_error(made.error().message);
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open(file().c_str(), &handle);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> owner(handle, sqlite3_close);
  if (opened != SQLITE_OK) throw std::runtime_error("cannot open the sample database");
  if (content == Content::Sample) run(handle, "tests/support/sample_database.sql");
}

}  // namespace bandwagon::test

#include "daemon/cli/session.hpp"

#include <cstdlib>
#include <iostream>

#include "config/load.hpp"

namespace bandwagon::cli {
namespace {

Result<config::Config> load_configuration(const std::string& file) {
  return file.empty() ? config::load_default() : config::load(file);
}

Result<std::filesystem::path> data_folder() {
  // The XDG base directory specification: a relative path is to be ignored.
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && data[0] == '/') return data;
  if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/')
    return std::filesystem::path(home) / ".local" / "share";
  return fail(ErrorKind::Config, "no place for the database: give --db FILE, or set HOME or XDG_DATA_HOME");
}

Result<std::filesystem::path> default_database() {
  const auto folder = data_folder();
  if (!folder) return tl::unexpected(folder.error());
  return *folder / "bandwagon" / "bandwagon.db";
}

}  // namespace

Result<const config::Config*> Session::config() {
  if (!loaded_) {
    auto loaded = load_configuration(config_file);
    if (!loaded) return tl::unexpected(loaded.error());
    loaded_ = std::move(*loaded);
  }
  return &*loaded_;
}

Result<std::filesystem::path> Session::database() {
  if (!database_file.empty()) return database_file;
  const auto loaded = config();
  if (!loaded) return tl::unexpected(loaded.error());
  if (!(*loaded)->database.empty()) return (*loaded)->database;
  return default_database();
}

Result<std::filesystem::path> Session::existing_database() {
  const auto file = database();
  std::error_code ignored;
  if (!file || std::filesystem::exists(*file, ignored)) return file;
  return fail(ErrorKind::NotFound,
              "no database at " + file->string() + "; `bandwagon import FILE` makes one, --db FILE names another");
}

Result<std::filesystem::path> Session::database_or_default() {
  if (!database_file.empty() || config()) return database();
  return default_database();
}

void Session::finish(const Result<void>& outcome) {
  exit_code_ = outcome ? 0 : bandwagon::exit_code(outcome.error().kind);
  if (outcome) return;
  std::cout.flush();
  std::cerr << "bandwagon: " << outcome.error().message << '\n';
}

}  // namespace bandwagon::cli

#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "config/config.hpp"
#include "daemon/util/result.hpp"

namespace CLI {
class App;
}

namespace bandwagon::cli {

// What all commands of one invocation share: the global options, the configuration and where the database is. Loaded on
// first use, so that `--help` works without either. Not thread safe.
class Session {
 public:
  std::string config_file, database_file;  // --config, --db; empty: not given

  Result<const config::Config*> config();  // loads on first call
  Result<std::filesystem::path>
  database();  // --db, else the configuration's, else $XDG_DATA_HOME/bandwagon/bandwagon.db

  // The same for a command that writes to what is stored. It must be there: a mistyped name shall not make a new one.
  // Error: NotFound.
  Result<std::filesystem::path> existing_database();

  // The same, but where the settings are wrong that of the defaults: for a command that says what is wrong.
  Result<std::filesystem::path> database_or_default();

  // Runs a command's body and keeps its outcome as the exit code; an error is printed to stderr as "bandwagon:
  // MESSAGE".
  void finish(const Result<void>& outcome);
  // For a command whose answer is itself a judgement, such as `status`: no message, only the exit code.
  void finish_with(int exit_code) { exit_code_ = exit_code; }
  int exit_code() const { return exit_code_; }

 private:
  std::optional<config::Config> loaded_;
  int exit_code_ = 0;
};

// Each command lives in its own file and adds its subcommand, options and callback to `app`.
void add_import(CLI::App& app, Session& session);
void add_harvest(CLI::App& app, Session& session);
void add_poll(CLI::App& app, Session& session);
void add_analyze(CLI::App& app, Session& session);
void add_lists(CLI::App& app, Session& session);  // topics, bursts, alerts, pairs
void add_herding(CLI::App& app, Session& session);
void add_releases(CLI::App& app, Session& session);              // releases, releases list, releases show
void add_release_changes(CLI::App& releases, Session& session);  // releases add, import, confirm, reject
void add_things(CLI::App& app, Session& session);                // topic, burst, paper, explain
void add_digest(CLI::App& app, Session& session);
void add_search(CLI::App& app, Session& session);
void add_deliver(CLI::App& app, Session& session);
void add_site(CLI::App& app, Session& session);
void add_export(CLI::App& app, Session& session);
void add_query(CLI::App& app, Session& session);  // query, schema
void add_check(CLI::App& app, Session& session);
void add_status(CLI::App& app, Session& session);
void add_upkeep(CLI::App& app, Session& session);  // check-config, doctor, backup

}  // namespace bandwagon::cli

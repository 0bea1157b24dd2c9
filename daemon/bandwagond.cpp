// bandwagond: the service.
#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <iostream>

#include "config/chosen_lists.hpp"
#include "config/effective.hpp"
#include "config/load.hpp"
#include "daemon/service/service.hpp"
#include "daemon/util/heap.hpp"

namespace {

using bandwagon::Result;

struct Options {
  bandwagon::service::ServiceOptions service;
  bool check_config = false, print_config = false, once = false;
};

// An empty name, as of a variable that is not set, is not the default.
std::string is_named(const std::string& file) {
  return file.empty() ? "the name is empty" : "";
}

void add_options(CLI::App& app, Options& options) {
  app.set_version_flag("--version", "bandwagond " BANDWAGON_VERSION);
  app.add_option("--config", options.service.config_file,
                 "the configuration file (default: /etc/bandwagon/bandwagon.toml)")
      ->check(is_named)
      ->type_name("FILE");
  app.add_option(
         "--db", options.service.database_file,
         std::string("the database (default: the configuration's, else ") + bandwagon::service::kServiceDatabase + ")")
      ->check(is_named)
      ->type_name("FILE");
  app.add_flag("--check-config", options.check_config, "only say what is wrong with the configuration");
  app.add_flag("--print-config", options.print_config, "print the settings in force and where each comes from");
  app.add_flag("--once", options.once, "one full cycle in the foreground, for cron or a timer");
  app.footer("Example: bandwagond --config ./bandwagon.toml --db ./bandwagon.db --once");
}

Result<void> print_config(const bandwagon::service::ServiceOptions& service) {
  using namespace bandwagon::config;
  const auto files =
      service.config_file.empty() ? default_files() : std::vector{std::filesystem::path(service.config_file)};
  return effective_settings(files).and_then([](const auto& settings) -> Result<void> {
    if (std::cout << to_toml(settings) << std::flush) return {};
    return bandwagon::fail(bandwagon::ErrorKind::Failed,
                           std::string("cannot write to standard output: ") + std::strerror(errno));
  });
}

Result<void> serve(const Options& options) {
  if (options.print_config) return print_config(options.service);
  if (options.check_config)
    return bandwagon::service::service_config(options.service).and_then(bandwagon::config::check_chosen_lists);
  return options.once ? bandwagon::service::run_once(options.service)
                      : bandwagon::service::run_service(options.service);
}

}  // namespace

int main(int argc, char** argv) {
  bandwagon::share_heaps();
  std::signal(SIGPIPE, SIG_IGN);  // a pipe whose reader went away is a delivery that failed
  CLI::App app("Polls arXiv after each mailing, closes finished weeks and writes digests.", "bandwagond");
  Options options;
  add_options(app, options);
  try {
    app.parse(argc, argv);
    const Result<void> outcome = serve(options);
    if (outcome) return 0;
    std::cerr << "bandwagond: " << outcome.error().message << '\n';
    return bandwagon::exit_code(outcome.error().kind);
  } catch (const CLI::ParseError& stopped) {  // --help and --version, too
    return app.exit(stopped, std::cout, std::cerr) == 0 ? 0 : bandwagon::exit_code(bandwagon::ErrorKind::Usage);
  } catch (const std::exception& problem) {
    std::cerr << "bandwagond: " << problem.what() << '\n';
    return bandwagon::exit_code(bandwagon::ErrorKind::Failed);
  }
}

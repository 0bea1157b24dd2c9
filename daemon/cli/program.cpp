#include "daemon/cli/program.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <iostream>

#include "daemon/answer/reading.hpp"
#include "daemon/cli/descriptor_buffer.hpp"
#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/render/escape.hpp"

namespace bandwagon::cli {
namespace {

constexpr int kUsage = 2, kFailed = 1;

std::string version_text() {
  std::string text = "bandwagon " BANDWAGON_VERSION;
  for (const auto& [name, version] : answer::library_versions()) text += "\n" + name + " " + version;
  return text + "\nCLI11 " CLI11_VERSION;
}

void set_up(CLI::App& app, Session& session) {
  app.name("bandwagon");
  app.require_subcommand(0, 1);
  app.fallthrough();  // --db may stand after the command
  app.set_version_flag("--version", version_text);
  app.add_option("--config", session.config_file, "the configuration file")->check(not_empty())->type_name("FILE");
  app.add_option("--db", session.database_file,
                 "the database (default: the configuration's, else bandwagon/bandwagon.db in "
                 "$XDG_DATA_HOME)")
      ->check(not_empty())
      ->type_name("FILE");
  app.footer("Each command has its own --help. Example: bandwagon digest --until 2025-02-16");
  add_import(app, session);
  add_harvest(app, session);
  add_poll(app, session);
  add_analyze(app, session);
  add_lists(app, session);
  add_herding(app, session);
  add_releases(app, session);
  add_things(app, session);
  add_digest(app, session);
  add_deliver(app, session);
  add_site(app, session);
  add_export(app, session);
  add_check(app, session);
  add_search(app, session);
  add_query(app, session);
  add_status(app, session);
  add_upkeep(app, session);
}

// "bandwagon releases show" for the deepest command that was reached, so that the advice fits.
std::string command_reached(const CLI::App& app) {
  std::string name = app.get_name();
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) {
    at = at->get_subcommands().front();
    name += " " + at->get_name();
  }
  return name;
}

int usage(const CLI::App& app, const std::string& message) {
  std::cerr << "bandwagon: " << render::plain(message) << "\nTry `" << command_reached(app) << " --help`.\n";
  return kUsage;
}

int parse(CLI::App& app, int argc, const char* const* argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForVersion&) {
    std::cout << version_text() << '\n';
    return -1;
  } catch (const CLI::Success& help) {  // --help
    app.exit(help, std::cout, std::cerr);
    return -1;
  } catch (const CLI::ExtrasError& error) {
    const auto unknown = app.remaining(true);
    if (app.get_subcommands().empty() && !unknown.empty() && unknown.front().rfind('-', 0) != 0)
      return usage(app, "unknown command " + unknown.front());
    return usage(app, error.what());
  } catch (const CLI::ParseError& error) {
    return usage(app, error.what());
  }
  if (app.get_subcommands().empty()) return usage(app, "no command given");
  return 0;
}

int run_command(int argc, const char* const* argv) {
  CLI::App app("Watches arXiv and tells, with evidence, when a field stampedes after a big lab.");
  Session session;
  set_up(app, session);
  const int parsed = parse(app, argc, argv);
  return parsed > 0 ? parsed : session.exit_code();
}

}  // namespace

int run(int argc, const char* const* argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that has seen enough is no error: see below
  DescriptorBuffer buffer(STDOUT_FILENO);
  std::streambuf* const before = std::cout.rdbuf(&buffer);
  int code = kFailed;
  try {
    code = run_command(argc, argv);
  } catch (const std::exception& problem) {
    std::cerr << "bandwagon: " << problem.what() << '\n';
  }
  std::cout.flush();
  std::cout.rdbuf(before);
  if (buffer.error() != 0 && buffer.error() != EPIPE) {
    std::cerr << "bandwagon: cannot write to standard output: " << std::strerror(buffer.error()) << '\n';
    return code == 0 ? kFailed : code;
  }
  return code;
}

}  // namespace bandwagon::cli

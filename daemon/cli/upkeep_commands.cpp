// Commands that look after an installation: check-config, doctor, backup.
#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "config/chosen_lists.hpp"
#include "config/credential.hpp"
#include "config/effective.hpp"
#include "config/load.hpp"
#include "daemon/answer/doctor.hpp"
#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/service/upkeep.hpp"

namespace bandwagon::cli {
namespace {

std::vector<std::filesystem::path> settings_files(const Session& session) {
  if (session.config_file.empty()) return config::default_files();
  return {session.config_file};
}

Result<void> check_config(Session& session) {
  const auto config = session.config();
  if (!config) return tl::unexpected(config.error());
  if (auto lists = config::check_chosen_lists(**config); !lists) return lists;
  std::error_code ignored;
  for (const auto& file : settings_files(session))
    if (std::filesystem::exists(file, ignored)) std::cout << file.string() << " is right\n";
  if ((*config)->arxiv.contact.empty())
    std::cerr << "bandwagon: no [arxiv] contact is set: the service will not poll\n";
  return {};
}

void add_check_config(CLI::App& app, Session& session) {
  enum class Want { Verdict, Settings };
  auto want = std::make_shared<Want>(Want::Verdict);  // owned by the command's callback
  CLI::App* command =
      app.add_subcommand("check-config", "what is wrong with the settings; exit code 78 if anything is");
  command->add_flag_callback(
      "--print-config", [want] { *want = Want::Settings; }, "print the settings in force and where each comes from");
  add_example(*command, "bandwagon --config ./bandwagon.toml check-config");
  command->callback([&session, want] {
    if (*want == Want::Verdict) return session.finish(check_config(session));
    session.finish(config::effective_settings(settings_files(session)).map([](const auto& settings) {
      std::cout << config::to_toml(settings);
    }));
  });
}

void add_doctor(CLI::App& app, Session& session) {
  struct Options {
    std::function<Result<void>(const std::string&)> reach;
    render::Format format = render::Format::Table;
  };
  auto options = std::make_shared<Options>();  // owned by the command's callback
  CLI::App* command =
      app.add_subcommand("doctor", "what is wrong or soon will be, and what to do; exit code 1 if something is bad");
  command->add_flag_callback(
      "--online", [options = options.get()] { options->reach = answer::reach_server; },
      "also see whether the sources can be reached, without asking them for anything");
  add_format(*command, options->format);
  add_example(*command, "bandwagon doctor --online");
  command->callback([&session, options] {
    const auto database = session.database_or_default();
    if (!database) return session.finish(tl::unexpected(database.error()));
    const util::SystemClock clock;
    const auto findings = answer::examine({.settings = settings_files(session),
                                           .credentials = config::credential_folders(),
                                           .database = *database,
                                           .clock = clock,
                                           .reach = options->reach});
    answer::print_findings(findings, standard_output(options->format));
    for (const auto& one : findings)
      if (one.grade == answer::Finding::Grade::Bad) session.finish_with(1);
  });
}

void add_backup(CLI::App& app, Session& session) {
  auto target = std::make_shared<std::string>();  // owned by the command's callback
  CLI::App* command = app.add_subcommand("backup", "copy the database while it is in use; the copy is checked");
  command->add_option("FILE", *target, "the copy; replaced whole or not at all")->required();
  add_example(*command, "bandwagon backup /backup/bandwagon.db");
  command->callback([&session, target] {
    session.finish(session.database().and_then([&](const std::filesystem::path& database) {
      return service::back_up(database, *target).map([&](std::uint64_t bytes) {
        std::cout << fmt::format("{}: {:.1f} MB, checked\n", *target, static_cast<double>(bytes) / 1e6);
      });
    }));
  });
}

}  // namespace

void add_upkeep(CLI::App& app, Session& session) {
  add_check_config(app, session);
  add_doctor(app, session);
  add_backup(app, session);
}

}  // namespace bandwagon::cli

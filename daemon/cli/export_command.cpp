#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "daemon/answer/export.hpp"
#include "daemon/cli/options.hpp"
#include "daemon/cli/progress_bar.hpp"
#include "daemon/cli/session.hpp"

namespace bandwagon::cli {
namespace {

Result<void> export_into(Session& session, const std::string& folder) {
  const auto database = session.database();
  if (!database) return tl::unexpected(database.error());
  ProgressBar bar;
  const auto report = answer::export_views(*database, folder,
                                           [&](const answer::ExportProgress& progress) { bar.show_export(progress); });
  bar.clear();
  if (!report) return tl::unexpected(report.error());
  std::cout << fmt::format("{} files, {:.1f} MB, {} written anew, {} removed\n", report->files,
                           static_cast<double>(report->bytes) / 1e6, report->written, report->removed);
  return {};
}

}  // namespace

void add_export(CLI::App& app, Session& session) {
  auto folder = std::make_shared<std::string>();  // owned by the command's callback
  CLI::App* command = app.add_subcommand(
      "export",
      "every public view as packed JSON lines, for Spark, ClickHouse or DuckDB; only what changed is written");
  command->add_option("DIR", *folder, "where to write; made if need be")->required()->check(not_empty());
  add_example(*command, "bandwagon export /srv/bandwagon/export");
  command->callback([&session, folder] { session.finish(export_into(session, *folder)); });
}

}  // namespace bandwagon::cli

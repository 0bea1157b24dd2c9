#include <iostream>
#include <memory>

#include "daemon/answer/site.hpp"
#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"

namespace bandwagon::cli {

void add_site(CLI::App& app, Session& session) {
  auto folder = std::make_shared<std::string>();  // owned by the command's callback
  CLI::App* command = app.add_subcommand("site", "the archive as web pages, for any web server or none");
  command->add_option("DIR", *folder, "where to write; made if need be")->required()->check(not_empty());
  add_example(*command, "bandwagon site /var/www/bandwagon");
  command->callback([&session, folder] {
    const auto done = [&]() -> Result<void> {
      const auto configuration = session.config();
      if (!configuration) return tl::unexpected(configuration.error());
      const auto database = session.database();
      if (!database) return tl::unexpected(database.error());
      const auto report = answer::write_site(*database, *folder, **configuration);
      if (!report) return tl::unexpected(report.error());
      std::cout << report->pages << " files, " << report->written << " written anew\n";
      return {};
    }();
    session.finish(done);
  });
}

}  // namespace bandwagon::cli

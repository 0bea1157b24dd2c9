#include <iostream>
#include <memory>

#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/service/deliver_now.hpp"

namespace bandwagon::cli {

void add_deliver(CLI::App& app, Session& session) {
  auto channel = std::make_shared<std::string>();  // owned by the command's callback
  CLI::App* command = app.add_subcommand("deliver", "send what is due to the channels, or a sample to one");
  command->add_option("--test", *channel, "send a sample to this channel and nothing else")->type_name("CHANNEL");
  add_example(*command, "bandwagon deliver --test mail");
  command->callback([&session, channel] {
    const auto done = [&]() -> Result<void> {
      const auto configuration = session.config();
      if (!configuration) return tl::unexpected(configuration.error());
      if (!channel->empty()) {
        const auto sent = service::send_sample(**configuration, *channel);
        if (sent) std::cout << "a sample was sent to " << *channel << '\n';
        return sent;
      }
      const auto database = session.database();
      if (!database) return tl::unexpected(database.error());
      const auto delivered = service::deliver_now(*database, **configuration);
      if (!delivered) return tl::unexpected(delivered.error());
      std::cout << (delivered->empty() ? "nothing is due" : *delivered) << '\n';
      return {};
    }();
    session.finish(done);
  });
}

}  // namespace bandwagon::cli

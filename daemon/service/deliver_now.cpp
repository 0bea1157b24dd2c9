#include "daemon/service/deliver_now.hpp"

#include <fmt/format.h>

#include "daemon/intake/poll.hpp"
#include "daemon/service/deliver.hpp"

namespace bandwagon::service {

Result<std::string> deliver_now(const std::filesystem::path& database, const config::Config& config) {
  if (!std::filesystem::exists(database))
    return fail(ErrorKind::NotFound,
                fmt::format("{}: there is no database yet; run `bandwagon import FILE`", database.string()));
  auto opened = store::open_writer(database);
  if (!opened) return tl::unexpected(opened.error());
  util::SystemClock clock;
  fetch::CurlSender sender(intake::user_agent(config.arxiv));
  const auto delivered = deliver_digest({.database = *opened, .sender = sender, .clock = clock, .config = config}, {});
  if (!delivered) return tl::unexpected(delivered.error());
  if (delivered->failed > 0)
    return fail(ErrorKind::Failed, fmt::format("{}; {}", delivered->summary(), fmt::join(delivered->problems, "; ")));
  return delivered->summary();
}

Result<void> send_sample(const config::Config& config, const std::string& channel) {
  util::SystemClock clock;
  fetch::CurlSender sender(intake::user_agent(config.arxiv));
  return deliver_sample(config, channel, sender, clock, {});
}

}  // namespace bandwagon::service

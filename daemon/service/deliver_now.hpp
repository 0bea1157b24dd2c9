#pragma once
// Delivery by hand, with the system's clock and network.
#include <filesystem>
#include <string>

#include "config/config.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::service {

// Lays out the last digest and sends what is due, as the service does after a poll. Returns what was done in words;
// empty: nothing was due. Errors as deliver_digest(), and NotFound for a database that is not there.
Result<std::string> deliver_now(const std::filesystem::path& database, const config::Config& config);

// One sample past the outbox; errors as deliver_sample().
Result<void> send_sample(const config::Config& config, const std::string& channel);

}  // namespace bandwagon::service

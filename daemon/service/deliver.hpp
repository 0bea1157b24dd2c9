#pragma once
// From the last digests to their readers: through the outbox, so that a crash loses nothing.
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "daemon/deliver/message.hpp"
#include "daemon/fetch/send.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/util/clock.hpp"

namespace bandwagon::service {

struct DeliverParts {
  store::Connection& database;
  fetch::Sender& sender;
  util::Clock& clock;
  const config::Config& config;
};

struct Delivered {
  int sent = 0, postponed = 0, failed = 0, overtaken = 0;
  std::vector<std::string> problems;  // of what was postponed or failed: "CHANNEL: REASON"
  std::optional<std::int64_t> next;   // Unix seconds: when something is due again

  std::string summary() const;  // "2 sent, 1 postponed"; empty: nothing was due
};

// Lays each digest of the last kNewsDays, see digest_periods, into the outbox of each channel, unless it or a later one
// was laid there before, or it says nothing new to its reader (files are written anyway). Older ones, as after an
// import, are history and no news. Then sends what is due.
// A channel's failure is kept in the outbox and is no error; errors are the database's, and Cancelled.
Result<Delivered> deliver_digest(const DeliverParts& parts, std::stop_token stop);

// Sends what is due, and no more.
Result<Delivered> deliver_due(const DeliverParts& parts, std::stop_token stop);

// Sends one sample past the outbox to the channel of this name. Errors: Usage (no such channel), Config (a credential),
// Network, Failed (refused, with the answer).
Result<void> deliver_sample(const config::Config& config, const std::string& channel, fetch::Sender& sender,
                            const util::Clock& clock, std::stop_token stop);

}  // namespace bandwagon::service

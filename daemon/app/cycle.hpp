#pragma once
// The data flow of the service: poll, close finished weeks, write the digest, deliver it.
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "config/config.hpp"
#include "daemon/app/analyze.hpp"
#include "daemon/app/deliver.hpp"
#include "daemon/app/poll.hpp"

namespace bandwagon::app {

struct CycleReport {
  Result<PollReport> poll;  // a source that fails does not keep the rest from being done
  ClosedWeeks closed;
  std::optional<std::filesystem::path> digest;  // the HTML face, when one was written
  Delivered delivered{};

  std::string summary() const;  // one phrase: "412 new papers; weeks closed: 1; alerts: 2"
};

struct CycleParts {
  store::Connection& database;
  fetch::Transport& transport;
  util::Clock& clock;
  const config::Config& config;
  fetch::Sender* sender = nullptr;  // null: nothing is delivered
};

// One full cycle. Each stage commits what it did, and doing it again changes nothing, so a cycle that was killed at any
// point is simply run again. Errors: the database's, those of closing weeks, and of writing the digest; Cancelled.
Result<CycleReport> run_cycle(const CycleParts& parts, std::stop_token stop);

}  // namespace bandwagon::app

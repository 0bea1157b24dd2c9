#pragma once
// The data flow of the service: poll arXiv, ask the labs' sources, close finished weeks, write the digest.
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "config/config.hpp"
#include "daemon/app/analyze.hpp"
#include "daemon/app/poll.hpp"
#include "daemon/app/release_feeds.hpp"

namespace bandwagon::app {

struct CycleReport {
  Result<PollReport> poll;    // a source that fails does not keep the rest from being done
  Result<FeedsReport> feeds;  // the labs' sources
  ClosedWeeks closed;
  std::optional<std::filesystem::path> digest;  // the HTML face, when one was written

  std::string summary() const;  // one phrase: "412 new papers; weeks closed: 1; alerts: 2"
};

struct CycleParts {
  store::Connection& database;
  fetch::Transport& transport;
  util::Clock& clock;
  const config::Config& config;
};

// One full cycle. Each stage commits what it did, and doing it again changes nothing, so a cycle that was killed at any
// point is simply run again. Errors: the database's, those of closing weeks, and of writing the digest; Cancelled.
Result<CycleReport> run_cycle(const CycleParts& parts, std::stop_token stop);

}  // namespace bandwagon::app

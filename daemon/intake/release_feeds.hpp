#pragma once
// One round over the sources of labs: those that are due are asked, what is new is judged and stored.
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "config/labs.hpp"
#include "daemon/fetch/transport.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/util/clock.hpp"

namespace bandwagon::intake {

// What a round works with. All outlive it.
struct FeedSources {
  store::Connection& database;
  fetch::Transport& transport;  // without manners: the round adds them
  util::Clock& clock;
  const config::Config& config;
};

struct FeedsReport {
  int due = 0, answered = 0;
  std::int64_t entries = 0, candidates = 0;  // new ones
  std::vector<std::string> problems{};       // one line for each source that failed
};

// Asks every due source of the labs and of [[release_feed]], one request at a time and per host at least 2 s apart,
// with the validators of the last answer. New entries are judged (candidate::judge); a release among them becomes a
// candidate, or further evidence for the release that it is by name, paper or link. What a source shows at the first
// contact is taken as its past and makes no candidate. One source's failure never keeps the others from being asked,
// but two that get no answer at all leave the others of their host to the next round. Errors: Config (the list of
// labs), Cancelled, and the database's.
Result<FeedsReport> poll_release_feeds(const FeedSources& sources, std::stop_token stop);

// The sources of the settings: the user's own first, then the labs'.
Result<std::vector<config::LabSource>> configured_sources(const config::Config& config);

}  // namespace bandwagon::intake

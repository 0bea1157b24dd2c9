#pragma once
// The data flow of the service: ask the sources, close finished weeks, write the digest, deliver it.
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "config/config.hpp"
#include "daemon/closing/analyze.hpp"
#include "daemon/intake/poll.hpp"
#include "daemon/intake/release_feeds.hpp"
#include "daemon/intake/truth.hpp"
#include "daemon/service/deliver.hpp"

namespace bandwagon::service {

// What the sources told. One that fails does not keep the others from being asked, nor the rest from being done.
struct FetchReport {
  Result<intake::PollReport> poll;                     // arXiv's feed
  std::optional<Result<intake::HarvestReport>> truth;  // arXiv's own record; absent: it was not due
  std::optional<Result<intake::FeedsReport>> feeds{};  // the labs' sources

  std::int64_t new_papers() const;
  Result<void> outcome() const;  // the first error, if any source failed
  std::string summary() const;   // one phrase: "412 new papers"
  // Whether the next regular poll is early enough: all sources answered, and nothing that is due is missing.
  bool is_well() const;
};

struct CycleReport {
  FetchReport fetch;
  closing::ClosedWeeks closed;
  Result<std::optional<std::filesystem::path>> digest;  // the HTML face of the last one, when one was written
  Delivered delivered{};

  Result<void> outcome() const;  // the first error: a source's, or the digest's
  std::string summary() const;   // one phrase: "412 new papers; weeks closed: 1; alerts: 2"
};

struct CycleParts {
  store::Connection& database;
  fetch::Transport& transport;
  util::Clock& clock;
  const config::Config& config;
  intake::TruthWanted truth = intake::TruthWanted::WhenDue;
  closing::AnalyzeListener progress{};  // hears of each closed week
  fetch::Sender* sender = nullptr;      // null: nothing is delivered
};

// Asks all sources once, within their manners, and stores what they tell. Errors: the database's; Cancelled.
Result<FetchReport> fetch_sources(const CycleParts& parts, std::stop_token stop);

// One full cycle. Each stage commits what it did, and doing it again changes nothing, so a cycle that was killed at any
// point is simply run again. A digest that cannot be written keeps nothing from being delivered. Errors: the
// database's, those of closing weeks; Cancelled.
Result<CycleReport> run_cycle(const CycleParts& parts, std::stop_token stop);

}  // namespace bandwagon::service

#pragma once
// The analysis of what is stored: closes every finished week that is not closed yet, in order.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "analyzers/model/day.hpp"
#include "config/config.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::closing {

struct AnalyzeParams {
  std::optional<model::Day> until;     // close no week that ends later
  std::optional<model::Day> today{};   // New York's: close no week by papers that are dated later
  std::optional<model::Day> complete;  // every mailing up to this day is known to be stored, whatever came since
};

struct ClosedWeeks {
  std::int64_t weeks = 0, new_alerts = 0;
  std::optional<model::Day> first, last;  // Mondays
  std::shared_ptr<const void> memory;     // that it took, half a million pieces: freeing them costs a tenth of a cycle
};

struct AnalyzeListener {
  std::function<void(model::Day week, std::int64_t done, std::int64_t total)> closed = [](model::Day, std::int64_t,
                                                                                          std::int64_t) {};
};

// A week (Monday to Sunday of announcements) is finished when a paper of a later day is stored, or `complete` says so:
// what was not seen to the end is not closed. Each week is one transaction; stopped or killed at any moment, the next
// call goes on with the same result. The catalogue of the configuration is read first. Papers that arrive for a closed
// week later are stored and enter baselines, but the week is not decided again. Errors: ErrorKind::Config (catalogue),
// NotFound (no watched paper stored), Busy, Failed. What was read in papers is kept for the next call (kept_weeks.hpp).
// Memory: the window of 68 weeks, about 6 kB a paper.
Result<ClosedWeeks> close_finished_weeks(store::Connection& connection, const config::Config& config,
                                         const AnalyzeParams& params, const AnalyzeListener& listener,
                                         std::stop_token stop = {});

// Takes back all that was decided, so that all weeks can be closed again: see store::forget_findings(). Errors also:
// ErrorKind::Config, where the catalogue that closing them asks for cannot be read; then nothing is forgotten.
Result<std::int64_t> forget_closed_weeks(store::Connection& connection, const config::Config& config);

// Makes the stored catalogue that of the configuration: the shipped one, the given one, or none.
Result<void> read_configured_catalogue(store::Connection& connection, const config::Config& config);

}  // namespace bandwagon::closing

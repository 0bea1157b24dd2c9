#pragma once
#include <stop_token>
#include <string>

#include "analyzers/close/weekly_close.hpp"
#include "daemon/app/known_releases.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::app {

// The closed weeks that still count.
struct Past {
  model::Day first, last;  // Mondays
  int window_weeks;
};

// Puts the analysis and the search for releases where the last close left them: what needs no papers beside the reading
// of the window. About two seconds for 68 weeks of 1,000 papers. Errors: the database's, and ErrorKind::Cancelled; then
// both are of no use.
Result<void> resume(store::Connection& connection, const Past& past, const std::string& state_hash,
                    close::Analysis& analysis, KnownReleases& known, const std::stop_token& stop);

}  // namespace bandwagon::app

#pragma once
// What reading the papers of the window gave, kept in the database, so that a cycle begins where the last one ended
// without doing all text again. Whatever is missing, damaged or of other texts is read from the papers: the result is
// the same.
#include <vector>

#include "analyzers/candidate/kept_names.hpp"
#include "analyzers/corpus/window.hpp"
#include "analyzers/model/paper.hpp"
#include "daemon/app/known_releases.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::app {

// A closed week: its papers as they are now, by announcement and identifier, and what is known of their texts.
struct KeptWeek {
  model::Day monday;
  std::vector<model::StoredPaper> papers;
  corpus::KeptReadings readings;
  candidate::KeptNames names;
};

// Errors: the database's.
Result<KeptWeek> read_kept_week(const store::Connection& connection, model::Day monday);

// Keeps the weeks of the window of which too much had to be read anew, and forgets those that have left it. About 0.6
// kB of disk and 0.1 ms a paper. Errors: the database's.
Result<void> keep_weeks(store::Connection& connection, const corpus::Window& window, KnownReleases& known);

}  // namespace bandwagon::app

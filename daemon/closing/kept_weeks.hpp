#pragma once
// What reading the papers of the window gave, kept in the database, so that a cycle begins where the last one ended
// without doing all text again. Whatever is missing, damaged or of other texts is read from the papers: the result is
// the same.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/corpus/window.hpp"
#include "analyzers/model/paper.hpp"
#include "daemon/release/known_releases.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/store/week_readings.hpp"

namespace bandwagon::closing {

// A closed week: its papers as they are now, by announcement and identifier, and what is known of their texts.
struct KeptWeek {
  model::Day monday;
  std::vector<model::StoredPaper> papers;
  corpus::KeptReadings readings;
};

// The same as it is stored.
struct StoredWeek {
  model::Day monday;
  std::vector<model::StoredPaper> papers;
  std::string packed;  // readings; empty: none are kept
};

// Errors: the database's.
Result<StoredWeek> read_stored_week(const store::Connection& connection, model::Day monday);
// Asks no database. Readings that are damaged are none.
KeptWeek unpacked(StoredWeek week);

// Which of its papers use one of these terms, in order. Asks no database.
corpus::TermUses uses_in(const StoredWeek& week, std::span<const text::TermId> terms);
// Whether so many papers are not among those that something was kept of that it is worth making again.
bool is_stale(std::size_t missing, std::size_t papers);

// Keeps the weeks of the window of which too much had to be read anew, and forgets those that have left it. About 0.6
// kB of disk and 0.1 ms a paper. Errors: the database's.
Result<void> keep_weeks(store::Connection& connection, const corpus::Window& window);

// What was kept of the search for releases, if at the end of one of the last `window_weeks` up to `last` and hardly a
// paper of its past was added since. Errors: the database's.
Result<std::optional<store::ReleaseSearch>> kept_search(const store::Connection& connection, model::Day last,
                                                        int window_weeks);

// Lets the search go on from there, if it can. Of papers that were revised it remembers what they said; those that came
// late it does not see, as no closed week counts them.
bool take_up_search(const std::optional<store::ReleaseSearch>& kept, release::KnownReleases& known);

// Keeps what known.learned() gave at the end of a week. Errors: the database's.
Result<void> keep_search(store::Connection& connection, model::Day week, int window_weeks,
                         const release::KnownReleases::Learned& learned);

}  // namespace bandwagon::closing

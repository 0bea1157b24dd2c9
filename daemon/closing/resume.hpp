#pragma once
#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>

#include "analyzers/close/weekly_close.hpp"
#include "daemon/closing/kept_weeks.hpp"
#include "daemon/release/known_releases.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::closing {

// The closed weeks that still count.
struct Past {
  model::Day first, last;  // Mondays
  int window_weeks;
};

// Weeks of it that were read already.
using ReadWeeks = std::map<model::Day, StoredWeek>;

// Puts the search for releases where the last close left it, and does `meanwhile`, which may use the connection, while
// another thread unpacks what was kept. Errors: the database's, those of `meanwhile`, and ErrorKind::Cancelled; then
// the search is of no use.
Result<void> resume_search(store::Connection& connection, const Past& past, release::KnownReleases& known,
                           const std::function<Result<void>()>& meanwhile, const std::stop_token& stop);

// An analysis that rests since a close. It remembers what it decided; the papers of its window are read only when
// something needs them: most days a glance tells that no look is worth it. Used by one thread.
class DormantAnalysis {
 public:
  DormantAnalysis(store::Connection& connection, Past past, close::Analysis& analysis)
      : connection_(connection), past_(past), analysis_(analysis) {}

  // What it decided. Errors: the database's.
  Result<void> remember(const std::string& state_hash);

  // Reads the window, once: some two seconds for 68 weeks of 1,200 papers. Errors: the database's, Cancelled; then the
  // analysis is of no use.
  Result<void> wake(const std::stop_token& stop) { return wake({}, stop); }

  // Wakes it if a look at the week so far may find something. False: it would not. Reads `papers`, and where a release
  // has become known since the last close the last twelve weeks, too: a tenth of a second for 1,200 papers each; where
  // too little is kept of their texts, it wakes at once. Errors: as above.
  Result<bool> wake_to_look(model::Day day, std::span<const model::StoredPaper> papers,
                            const std::vector<attribute::KnownRelease>& releases, const std::stop_token& stop);

 private:
  Result<bool> may_find(model::Day day, std::span<const model::StoredPaper> papers,
                        const std::vector<attribute::KnownRelease>& releases, ReadWeeks& read,
                        const std::stop_token& stop) const;
  Result<void> wake(ReadWeeks read, const std::stop_token& stop);

  store::Connection& connection_;
  Past past_;
  close::Analysis& analysis_;
  bool dormant_ = true;
};

}  // namespace bandwagon::closing

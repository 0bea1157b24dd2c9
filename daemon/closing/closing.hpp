#pragma once
// The analysis at work: closes the open weeks one after the other, and looks at each of their days before.
#include <optional>
#include <stop_token>

#include "analyzers/close/weekly_close.hpp"
#include "daemon/closing/analyze.hpp"
#include "daemon/closing/resume.hpp"
#include "daemon/closing/week_store.hpp"
#include "daemon/release/known_releases.hpp"
#include "daemon/store/findings.hpp"

namespace bandwagon::closing {

// What there is to close, and of the week behind it the days to look at.
struct OpenWeeks {
  std::optional<store::ClosedWeek> last;  // that was closed
  model::Day earliest;                    // Monday of the week with which the history begins
  model::Day first, end;                  // Mondays; `end` is that of the first week that is not finished
  model::Day mailed;                      // the last day whose mailing is stored to its end

  bool none() const { return first > mailed; }
  std::int64_t weeks() const { return (end - first) / model::kDaysPerWeek; }
};

// Call in this order; after an error it is of no use. Used by one thread. Errors: the database's, Cancelled.
class Closing {
 public:
  // `library` reads the same database, so that stored papers can be looked up while a week is committed.
  Closing(store::Connection& connection, store::Connection library, const config::Config& config, const OpenWeeks& open,
          release::KnownReleases known, const AnalyzeListener& listener);
  Closing(const Closing&) = delete;
  Closing& operator=(const Closing&) = delete;

  // Goes on where the last close left the analysis.
  Result<void> resume(const std::stop_token& stop);
  // Each week is one transaction. A stop ends it between two weeks.
  Result<void> close_weeks(const std::stop_token& stop);
  // Keeps for the next call what was read and learned.
  Result<ClosedWeeks> keep(const std::stop_token& stop);

 private:
  // Looks after each mailing of the week but the last, whose papers the close itself reads. The last day that was
  // looked at, if nothing was found on it.
  Result<std::optional<model::Day>> look_daily(const WeekPapers& week, const std::stop_token& stop);
  Result<bool> look(model::Day day, std::span<const model::StoredPaper> so_far, const std::stop_token& stop);
  Result<void> show(const WeekPapers& week, std::size_t begin, std::size_t end);
  Result<void> keep_found();
  void pack_last_week();
  std::string packed_frequencies() const;
  Result<void> remember_look(model::Day day);

  store::Connection& connection_;
  const store::Connection library_;
  const OpenWeeks open_;
  const close::Params method_;
  release::KnownReleases known_;
  ClosedWeeks closed_;
  WeekStore weeks_;
  close::Analysis analysis_;
  std::optional<DormantAnalysis> dormant_;  // absent before the first week was closed
  // Of the last week that is closed:
  std::optional<release::KnownReleases::Learned> learned_;  // by the search for releases until then
  std::optional<std::string> frequencies_;                  // packed
};

}  // namespace bandwagon::closing

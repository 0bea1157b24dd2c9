#pragma once
// What the weekly closes decided: written once per week in one transaction, read by the analysis when it starts again.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/model/findings.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

// Writes everything one close decided (see model::WeekFindings) in one transaction. Weeks close in order and never
// again: the week must be a Monday after the last closed one. Errors: ErrorKind::Busy, Failed; nothing of the week is
// kept then.
Result<void> commit_week(Connection& connection, const model::WeekFindings& findings);

// The same for a look at a week that is not closed yet (close::Analysis::look): nothing of the week itself is written.
Result<void> commit_look(Connection& connection, const model::WeekFindings& findings);

// The same, and what the user's watches make of it: `seen` is asked inside the transaction when everything else of the
// week is written, and its alerts commit with the week.
using Seen = std::function<Result<std::vector<model::WatchAlert>>(const Connection&)>;
Result<void> commit_week(Connection& connection, const model::WeekFindings& findings, const Seen& seen);

// Forgets everything that closed weeks decided, so that they can be closed again, and the releases that only papers
// gave away; papers, all other releases, what persons judged, and what was delivered stay. Returns how many weeks were
// closed. One transaction. Errors: ErrorKind::Busy, Failed; then nothing is forgotten.
Result<std::int64_t> forget_findings(Connection& connection);

struct ClosedWeek {
  model::Day week;  // Monday
  model::Day closed;
  std::string state_hash, method;
};
Result<std::optional<ClosedWeek>> last_closed_week(const Connection& connection);
Result<std::vector<ClosedWeek>> closed_weeks(const Connection& connection);  // in order

// The days on which there was something to tell: a week was closed, or an alert was raised. In order, each once.
Result<std::vector<model::Day>> telling_days(const Connection& connection);

// The next free identifiers, one more than the highest ever given.
struct NextIds {
  model::TopicId topic = 1;
  model::BurstId burst = 1;
  model::AlertId alert = 1;
};
Result<NextIds> next_ids(const Connection& connection);

// All that were ever raised, ordered by id.
Result<std::vector<model::Alert>> load_alerts(const Connection& connection);

// Bursts that had not ended before a day, and what is known of them: papers, followers, attributions. O(what these
// have).
Result<std::vector<model::Burst>> load_bursts(const Connection& connection, model::Day from);
Result<std::vector<model::BurstPaper>> load_burst_papers(const Connection& connection, model::Day from);
Result<std::vector<model::Role>> load_followers(const Connection& connection, model::Day from);
Result<std::vector<model::Attribution>> load_attributions(const Connection& connection, model::Day from);

// The records one room of the analysis keeps between closes, ordered by key.
Result<std::vector<model::StateRecord>> load_state(const Connection& connection, const std::string& room);

// Keeps what words weigh in the window that ends with `week` (represent::pack), in place of what was kept before. A
// convenience for readers: no close reads it. Errors: ErrorKind::Busy, Failed.
Result<void> keep_frequencies(Connection& connection, model::Day week, std::int64_t papers, const std::string& terms);

}  // namespace bandwagon::store

#pragma once
// Whether everything that was mailed is stored, and the nightly harvest that makes it so.
#include <chrono>
#include <optional>
#include <stop_token>
#include <string>

#include "daemon/intake/harvest.hpp"

namespace bandwagon::intake {

enum class TruthWanted {
  WhenDue,  // once after each mailing, in the early morning of New York
  Now,      // as soon as it can bring a mailing that is not confirmed yet
};

// Whether a harvest is to be made at this moment: one is unfinished, or a mailing that it should hold by now is not
// confirmed. `delay`: this installation's, see schedule.hpp.
Result<bool> truth_is_due(const Sources& sources, TruthWanted wanted, std::chrono::seconds delay);

// Reads what arXiv changed since the last harvest, two days more for good measure; the first one goes back to a week
// before the last change that is stored. After long downtime it may take several calls. Errors: as harvest().
Result<HarvestReport> harvest_truth(const Sources& sources, std::stop_token stop);

// Writes down which mailings the harvests cover by now, and how many papers arXiv told of in each. Error: the
// database's.
Result<void> confirm_covered(const Sources& sources);

// The last day up to which every mailing is stored to its end, whatever came since: confirmed by a harvest or, where
// the record of some set was not read to its end for three days, seen in the feed day by day without a gap. nullopt:
// nothing is known; no watched paper is stored. A day that was not seen ends it: it is repaired, never counted as
// empty.
Result<std::optional<model::Day>> seen_until(const Sources& sources);

// What keeps seen_until() from reaching `day`, in words for people. Empty: the record does not, or nothing was ever
// polled. Error: the database's.
Result<std::string> missing_until(const store::Connection& database, const config::Arxiv& arxiv, model::Day day);

}  // namespace bandwagon::intake

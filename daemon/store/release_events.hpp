#pragma once
// Releases that the service found itself: what became known of them, and on which day.
#include <string>
#include <vector>

#include "analyzers/model/release.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

struct ReleaseEvent {
  std::string release_id;
  model::Day day;  // the analysis of later days may use it
  model::ReleaseStatus status = model::ReleaseStatus::Candidate;
  int weight = 0;                     // points of evidence
  std::vector<std::string> evidence;  // in words: "signed DeepSeek-AI"
};

// Stores a found release with its event in one transaction. A release that is there already keeps its row, but for a
// candidate that the event confirms and nobody has decided about. Doing it again changes nothing.
Result<void> put_found(Connection& connection, const model::Release& release, const ReleaseEvent& event);

// The releases that a person decided about, ordered.
Result<std::vector<std::string>> decided_releases(const Connection& connection);

// All events, ordered by (release, day).
Result<std::vector<ReleaseEvent>> release_events(const Connection& connection);

}  // namespace bandwagon::store

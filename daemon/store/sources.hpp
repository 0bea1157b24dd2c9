#pragma once
// What is remembered of asking the sources: their validators and health, the manners they asked for, and each cycle.
#include <cstdint>
#include <optional>
#include <string>

#include "daemon/store/connection.hpp"

namespace bandwagon::store {

// Validators of the last answer that was stored, byte for byte; both empty: none, or the source had another address.
struct Validators {
  std::string etag, last_modified;
  friend bool operator==(const Validators&, const Validators&) = default;
};
Result<Validators> validators(const Connection& connection, const std::string& source_id, const std::string& url);

// One attempt to ask a source. Moments are Unix seconds UTC.
struct Attempt {
  enum class Tried { Asked, LeftAlone };  // the latter while its host wants to be left alone
  std::string source_id, kind, url;       // "arxiv-rss", "rss", "https://…"
  std::int64_t at = 0;
  std::optional<std::string> error;  // absent: it went well
  Validators validators;             // to be sent next time; only kept when it went well
  Tried tried = Tried::Asked;
};
// A failed attempt leaves the validators of the same address as they were and counts one failure more; a good one
// starts the count anew. A source that was left alone stays as it was, so that what it said at last remains known.
Result<void> record_attempt(Connection& connection, const Attempt& attempt);

// The manners a group of hosts asked for; see fetch::Gate, whose memory this is.
struct GateRecord {
  std::int64_t open_from_ms = 0;  // Unix milliseconds UTC
  int refusals = 0;
  std::optional<std::int64_t>
      asked_at_ms{};  // a request is under way since then; kept only by a process that was killed
  friend bool operator==(const GateRecord&, const GateRecord&) = default;
};
Result<GateRecord> gate(const Connection& connection, const std::string& host_group);  // never kept: open
Result<void> keep_gate(Connection& connection, const std::string& host_group, const GateRecord& gate);

// Cycles, for the view of the same name. A cycle that was killed stays without an end.
Result<std::int64_t> begin_cycle(Connection& connection, std::int64_t started_at);
struct FinishedCycle {
  std::int64_t cycle_id = 0, finished_at = 0;
  std::string outcome;  // "ok", or what went wrong
  std::int64_t new_papers = 0, new_alerts = 0;
};
Result<void> finish_cycle(Connection& connection, const FinishedCycle& cycle);

}  // namespace bandwagon::store

#pragma once
// What an answer of arXiv leaves behind: its papers, the answer itself, the validators, the manners it asked for and
// how far the reading has come, all in one transaction. A crash can only repeat work, never lose it.
#include <map>

#include "daemon/store/harvests.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/sources.hpp"

namespace bandwagon::store {

// An answer as it came, to be read again by a later program.
struct KeptResponse {
  std::string body;            // compressed with zstd; empty: nothing is kept
  std::int64_t bytes = 0;      // before that
  std::int64_t keep_from = 0;  // answers that were fetched earlier, Unix seconds, are deleted, a few at a time
};

// A mailing that the feed showed to its end.
struct Listing {
  model::Day mailed;
  std::map<std::string, std::int64_t> papers{};  // new ones, by primary category
};

struct Arrival {
  Attempt attempt;
  std::string host_group;
  GateRecord gate;
  std::optional<KeptResponse> response{};
  std::vector<PaperRecord> papers{};
  std::vector<model::PaperId> deleted{};  // taken back by arXiv: marked as withdrawn where they are stored
  std::optional<Listing> listing{};
  std::optional<Harvest> harvest{};
};

// Committing an arrival twice changes nothing but the counts of attempts and the kept answers.
Result<StoredBatch> commit_arrival(Connection& connection, const Arrival& arrival);

// The kept answers as they are stored, the oldest first.
Result<std::vector<std::string>> kept_responses(const Connection& connection);

}  // namespace bandwagon::store

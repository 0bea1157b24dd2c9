#pragma once
// Papers that somebody asks for by their identifiers, through arXiv's query API.
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "daemon/intake/sources.hpp"

namespace bandwagon::intake {

struct IdentifierReport {
  std::int64_t added = 0, updated = 0, known = 0;  // papers, see store::StoredBatch
  std::vector<model::PaperId> unknown{};           // arXiv's answer leaves them out without a word
  std::vector<std::string> faults{};               // entries that could not be used
};

// Stores what arXiv tells of these papers, whatever lists they are on; outside the watched ones they are background, as
// after an import. A hundred to a request; each answer commits by itself, and asking again changes nothing. Errors: as
// harvest(); what was read before is kept.
Result<IdentifierReport> fetch_papers(const Sources& sources, std::span<const model::PaperId> ids,
                                      std::stop_token stop);

}  // namespace bandwagon::intake

#pragma once
// arXiv's own record, read page by page over OAI-PMH: every night for what the feed does not tell (submission dates,
// versions, withdrawals), after downtime for what was missed, and by hand to fill in the past.
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "daemon/intake/sources.hpp"

namespace bandwagon::intake {

// A walk through the records of one set that arXiv created or changed on these days.
struct HarvestTask {
  std::string id;                   // under which its progress is kept
  std::string set;                  // "cs", "physics:hep-th"
  model::Day from;                  // UTC record day; a walk that was interrupted keeps its own
  std::optional<model::Day> until;  // UTC record day; absent: up to now
  model::Day since;                 // papers announced earlier, or outside the watched lists, are only updated
  std::int64_t max_pages = 400;     // of one call; the next call goes on
};

enum class Walk { Finished, Interrupted };  // Interrupted: max_pages were read, there is more

struct HarvestReport {
  Walk walk = Walk::Finished;
  std::int64_t pages = 0;                          // read by this call
  std::int64_t added = 0, updated = 0, known = 0;  // papers, see store::StoredBatch
  std::int64_t left_out = 0;          // not held, and announced before `since` or outside the watched lists
  std::int64_t deleted = 0;           // taken back by arXiv
  std::vector<std::string> faults{};  // records that could not be used, at most some hundreds

  HarvestReport& operator+=(const HarvestReport& other);
};

// Reads pages until the last one. Each page commits together with how far the walk is, so that a killed walk goes on
// where it stopped; pages that come twice or in another order change nothing. A token that is refused,
// whose page cannot be read, or which fails in any way in a walk that began a day ago or earlier, begins the walk
// again, with overlap: from its first day, or near where it was when it is long; in the latter cases with the next
// call. Errors: as poll_arxiv(); what was read
// before is kept.
Result<HarvestReport> harvest(const Sources& sources, const HarvestTask& task, std::stop_token stop,
                              const std::function<void(const HarvestReport&)>& after_page = {});

// The sets of OAI-PMH that hold these categories, in order: "cs" for cs.CL and cs.AI, "physics:hep-th" for hep-th.
std::vector<std::string> sets_of(const std::vector<std::string>& categories);

}  // namespace bandwagon::intake

#pragma once
// One poll of arXiv: fetch its feed, parse it, store what it announces.
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "daemon/intake/sources.hpp"

namespace bandwagon::intake {

enum class Mail {
  Arrived,    // the mailing that was due
  Unchanged,  // nothing since the last poll, and nothing was due
  None,       // no mailing today: weekend or holiday
  Late,       // a mailing is due that the feed does not show, or shows a stale copy in place of
  Repaired,   // late in the feed, but read from arXiv's own record: see harvest.hpp
};

struct PollReport {
  Mail mail = Mail::None;
  std::int64_t added = 0, updated = 0, known = 0;  // papers, see store::StoredBatch
  std::int64_t unknown = 0;           // replacements and cross-lists of papers that were never stored: left out
  std::vector<std::string> faults{};  // entries that could not be used
};

// Asks once, within arXiv's manners, whose memory is kept in the database. Papers, the answer itself, its validators,
// the gate and what was seen of the mailing are one transaction. A feed stored twice changes nothing. RSS does not say
// when a paper was submitted: a new paper gets the last moment at which it could have been for its mailing, until
// arXiv's own record says better. Errors: Config (no contact address, address refused), Network (not reached, refused),
// Parse (no feed), Cancelled, and the database's. Every error of the source is also recorded with the source.
Result<PollReport> poll_arxiv(const Sources& sources, std::stop_token stop);

}  // namespace bandwagon::intake

#pragma once
// One poll of arXiv: fetch its feed, parse it, store what it announces.
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "daemon/fetch/transport.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/util/clock.hpp"

namespace bandwagon::app {

// What a poll works with. All outlive it.
struct Sources {
  store::Connection& database;
  fetch::Transport& transport;  // without manners: the poll adds arXiv's
  util::Clock& clock;
  const config::Arxiv& arxiv;
};

enum class Mail {
  Arrived,    // the mailing that was due
  Unchanged,  // nothing since the last poll, and nothing was due
  None,       // no mailing today: weekend or holiday
  Late,       // a mailing is due that the feed does not show yet
};

struct PollReport {
  Mail mail = Mail::None;
  std::int64_t added = 0, updated = 0, known = 0;  // papers, see store::StoredBatch
  std::int64_t unknown = 0;           // replacements and cross-lists of papers that were never stored: left out
  std::vector<std::string> faults{};  // entries that could not be used
};

// Asks once, within arXiv's manners, whose memory is kept in the database. A feed stored twice changes nothing. RSS
// does not say when a paper was submitted: a new paper gets the last moment at which it could have been for its
// mailing. Errors: Config (no contact address, address refused), Network (not reached, refused), Parse (no feed),
// Cancelled, and the database's. Every error of the source is also recorded with the source.
Result<PollReport> poll_arxiv(const Sources& sources, std::stop_token stop);

// Who asks, for the User-Agent: program, version and the contact address.
std::string user_agent(const config::Arxiv& arxiv);

// What keeps a poll from being made at all: without a contact address arXiv's operators cannot reach us. Error: Config.
Result<void> may_poll(const config::Arxiv& arxiv);

}  // namespace bandwagon::app

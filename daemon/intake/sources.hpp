#pragma once
// One request to arXiv, through the gate that all its hosts share.
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "config/config.hpp"
#include "daemon/fetch/transport.hpp"
#include "daemon/store/arrivals.hpp"
#include "daemon/util/clock.hpp"
#include "daemon/util/file_lock.hpp"

namespace bandwagon::intake {

// What asking arXiv works with. All outlive it.
struct Sources {
  store::Connection& database;
  fetch::Transport& transport;  // without manners: the gate is added here
  util::Clock& clock;
  const config::Arxiv& arxiv;
};

inline constexpr const char* kArxivHosts = "arxiv";

// An answer, or why there is none, and the gate that has to be committed with whatever is made of it. Until this is
// gone no other process with the same database asks arXiv.
struct Asked {
  Result<fetch::Response> answer;
  store::Attempt::Tried tried;
  store::GateRecord gate;
  util::FileLock turn;
};

// Asks once, at the time the gate allows. Kept before the request: that it is under way, so that a process that is
// killed meanwhile leaves the gap behind it. An HTTP status other than 200 and 304 is an error here (Network). Errors
// of the whole: the database's; Busy (another process did not give arXiv free within a quarter of an hour); Cancelled.
Result<Asked> ask_arxiv(const Sources& sources, const fetch::Request& request, std::stop_token stop);

// The answer as it is kept; without a body where the configuration keeps none.
store::KeptResponse kept_response(const Sources& sources, const std::string& body);

// Who asks, for the User-Agent: program, version and the contact address.
std::string user_agent(const config::Arxiv& arxiv);

// What keeps arXiv from being asked at all: without a contact address its operators cannot reach us. Error: Config.
Result<void> may_poll(const config::Arxiv& arxiv);

}  // namespace bandwagon::intake

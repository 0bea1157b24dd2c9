#pragma once
#include <chrono>
#include <string>

#include "daemon/util/result.hpp"

namespace bandwagon::fetch {

// Whether the server of `url` (http or https) can be reached: its name is known, it answers, and its certificate is
// right. No request is made, so no manners are owed. Takes at most `patience`. Error: Network, with the reason.
Result<void> reach(const std::string& url, std::chrono::seconds patience = std::chrono::seconds{10});

}  // namespace bandwagon::fetch

#pragma once
#include <functional>
#include <stop_token>

#include "daemon/util/clock.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::intake {

// For what must not be forgotten though another program writes to the database for long: calls `keep` until it no
// longer returns Busy, once a second, or a stop is requested. Returns what the last call returned.
Result<void> keep_at_last(util::Clock& clock, const std::stop_token& stop, const std::function<Result<void>()>& keep);

}  // namespace bandwagon::intake

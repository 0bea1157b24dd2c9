#pragma once
#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

#include "daemon/service/heartbeat.hpp"
#include "daemon/util/clock.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::service {

// What one run came to, for the status line and the next poll.
struct RunOutcome {
  std::string summary;  // "412 new, 2 alerts"
  int failures = 0;     // in a row, this run included; 0: it went well
};

// What the loop calls. `run` is called on the worker's thread, the others on the loop's, never at the same time as each
// other.
struct LoopCalls {
  std::function<RunOutcome(std::stop_token, Heartbeat&)> run;    // one cycle, with a beat after each piece of it
  std::function<util::Moment(util::Moment, int failures)> next;  // when to run again
  std::function<Result<void>()> reload;                          // on SIGHUP; takes effect with the next run
  std::function<Result<void>()> alive;                           // proves the database alive, in a few seconds at most
};

struct LoopPace {
  // How often the loop looks at the clock. It sets no timer for the next run: a machine that slept or whose clock was
  // put right would miss that.
  std::chrono::milliseconds tick = std::chrono::seconds{20};
  // A run without a beat for so long is taken for stuck: the watchdog is no longer fed, so that systemd starts the
  // service anew. More than the longest transfer and the longest week.
  std::chrono::milliseconds longest_piece = std::chrono::minutes{30};
  // A run that has not ended so long after SIGTERM is left where it is. Nothing is lost: what is not committed is done
  // again.
  std::chrono::milliseconds farewell = std::chrono::milliseconds{1500};
};

// The service's life: runs at once, then whenever `next` says so, until SIGTERM or SIGINT. SIGHUP reloads, SIGUSR1 runs
// now. While the clock is not plausible (util::is_plausible) nothing runs; after a step of the clock `next` is asked
// again. Tells systemd when it is ready, what it does, and, as long as `alive` and the beats prove it, that it lives.
// Blocks these signals for the process, so it has to be called before any other thread is started. Returns an error
// when the system refuses an event source. Does not return when a run outlasts the farewell: the process then ends with
// 0.
Result<void> run_loop(const util::Clock& clock, LoopCalls calls, const LoopPace& pace = {});

}  // namespace bandwagon::service

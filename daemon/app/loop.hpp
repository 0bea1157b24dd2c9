#pragma once
#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

#include "daemon/util/clock.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::app {

// What one run came to, for the status line and the next poll.
struct RunOutcome {
  std::string summary;  // "412 new, 2 alerts"
  int failures = 0;     // in a row, this run included; 0: it went well
};

// What the loop calls. `run` is called on the worker's thread, the others on the loop's, never at the same time as each
// other.
struct LoopCalls {
  std::function<RunOutcome(std::stop_token)> run;                // one cycle
  std::function<util::Moment(util::Moment, int failures)> next;  // when to run again
  std::function<Result<void>()> reload;                          // on SIGHUP; takes effect with the next run
};

// A run that takes longer is taken for stuck: the watchdog is no longer fed, so that systemd starts the service anew.
inline constexpr std::chrono::hours kLongestRun{3};

// The service's life: runs at once, then whenever `next` says so, until SIGTERM or SIGINT. SIGHUP reloads, SIGUSR1 runs
// now. Tells systemd when it is ready, what it does, and that it is alive. Blocks these signals for the process, so it
// has to be called before any other thread is started. Returns an error when the system refuses an event source.
Result<void> run_loop(const util::Clock& clock, LoopCalls calls);

}  // namespace bandwagon::app

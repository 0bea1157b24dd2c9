#pragma once
#include <chrono>
#include <optional>

#include "daemon/util/clock.hpp"

namespace bandwagon::service {

// Notices when somebody sets the clock, by comparing it with the time since the machine started, which goes on while
// the machine sleeps and which nobody sets. One thread.
class ClockWatch {
 public:
  explicit ClockWatch(util::Moment now) : seen_(now), seen_boot_(boot_time()) {}

  // What the clock should say, where it was set by more than a minute and a half since the last look.
  std::optional<util::Moment> look(util::Moment now);

 private:
  static std::chrono::milliseconds boot_time();

  util::Moment seen_;                    // the clock at the last look, and beside it
  std::chrono::milliseconds seen_boot_;  // the time since the machine started
};

}  // namespace bandwagon::service

#include "daemon/util/clock.hpp"

#include <condition_variable>
#include <mutex>

namespace bandwagon::util {

Moment SystemClock::now() const {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void SystemClock::wait_until(Moment moment, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock(mutex);
  // by the steady clock: one that is set back meanwhile must not prolong it
  woken.wait_for(lock, stop, moment - now(), [] { return false; });
}

std::int64_t unix_now(const Clock& clock) {
  return std::chrono::floor<std::chrono::seconds>(clock.now().time_since_epoch()).count();
}

}  // namespace bandwagon::util

#include "daemon/intake/keep_at_last.hpp"

namespace bandwagon::intake {

Result<void> keep_at_last(util::Clock& clock, const std::stop_token& stop, const std::function<Result<void>()>& keep) {
  constexpr std::chrono::seconds kPause{1};
  auto kept = keep();
  while (!kept && kept.error().kind == ErrorKind::Busy && !stop.stop_requested()) {
    clock.wait_until(clock.now() + kPause, stop);
    kept = keep();
  }
  return kept;
}

}  // namespace bandwagon::intake

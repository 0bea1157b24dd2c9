#pragma once
#include <chrono>
#include <stop_token>

namespace bandwagon::util {

using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

// The time of day and waiting, replaced in tests. Implementations are safe for several threads.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Moment now() const = 0;
  virtual void wait_until(Moment moment, std::stop_token stop) = 0;  // returns early when a stop is requested
};

class SystemClock final : public Clock {
 public:
  Moment now() const override;
  void wait_until(Moment moment, std::stop_token stop) override;
};

}  // namespace bandwagon::util

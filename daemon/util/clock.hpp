#pragma once
#include <chrono>
#include <cstdint>
#include <stop_token>

namespace bandwagon::util {

using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

// A clock that says less was never set: this program is younger.
inline constexpr Moment kEarliestMoment{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
constexpr bool is_plausible(Moment moment) {
  return moment >= kEarliestMoment;
}

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

std::int64_t unix_now(const Clock& clock);  // seconds

}  // namespace bandwagon::util

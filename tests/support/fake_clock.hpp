#pragma once
#include <vector>

#include "daemon/util/clock.hpp"

namespace bandwagon::support {

// A clock that stands still until somebody waits; waiting moves it at once.
class FakeClock final : public util::Clock {
 public:
  explicit FakeClock(util::Moment start) : now_(start) {}

  util::Moment now() const override { return now_; }
  void wait_until(util::Moment moment, std::stop_token) override {
    if (moment > now_) waits_.push_back(moment - now_);
    now_ = std::max(now_, moment);
  }

  void advance(std::chrono::milliseconds duration) { now_ += duration; }
  const std::vector<std::chrono::milliseconds>& waits() const { return waits_; }

 private:
  util::Moment now_;
  std::vector<std::chrono::milliseconds> waits_;
};

}  // namespace bandwagon::support

#pragma once
#include <chrono>
#include <cstdint>
#include <optional>

#include "daemon/util/clock.hpp"

namespace bandwagon::service {

// When the service wakes: for the next poll, or before it for deliveries that were postponed. Not thread safe.
class DueTimes {
 public:
  // After a run; `poll` is when the next poll would be due from now on. A run that only delivered leaves the poll where
  // it was.
  util::Moment next(util::Moment now, util::Moment poll) {
    if (!poll_ || !only_delivered_) poll_ = poll;
    only_delivered_ = false;
    if (!delivery_ || *delivery_ >= *poll_) return *poll_;
    return *delivery_ > now ? *delivery_ : now;
  }

  // At the start of a run: whether it is for deliveries alone. A run that was asked for before its time is a poll.
  bool is_for_deliveries(util::Moment now) {
    only_delivered_ = poll_ && delivery_ && now >= *delivery_ && now < *poll_;
    return only_delivered_;
  }

  // After deliveries: when something is due again, Unix seconds.
  void delivered(std::optional<std::int64_t> next) {
    delivery_ = next ? std::optional(util::Moment(std::chrono::seconds{*next})) : std::nullopt;
  }

 private:
  std::optional<util::Moment> poll_, delivery_;
  bool only_delivered_ = false;
};

}  // namespace bandwagon::service

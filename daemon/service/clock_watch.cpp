#include "daemon/service/clock_watch.hpp"

#include <ctime>

namespace bandwagon::service {
namespace {
constexpr std::chrono::seconds kStep{90};
}  // namespace

std::optional<util::Moment> ClockWatch::look(util::Moment now) {
  const auto boot = boot_time();
  const util::Moment expected = seen_ + (boot - seen_boot_);
  seen_ = now;
  seen_boot_ = boot;
  return std::chrono::abs(now - expected) > kStep ? std::optional(expected) : std::nullopt;
}

std::chrono::milliseconds ClockWatch::boot_time() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::seconds{now.tv_sec} + std::chrono::milliseconds{now.tv_nsec / 1'000'000};
}

}  // namespace bandwagon::service

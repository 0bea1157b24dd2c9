#pragma once
#include <atomic>
#include <chrono>

namespace bandwagon::service {

// What the worker says while it gets on: a beat with each request, each delivery and each closed week. Thread safe.
class Heartbeat {
 public:
  void beat() { last_.store(now(), std::memory_order_relaxed); }
  std::chrono::milliseconds silence() const {  // since the last beat; a machine that sleeps is not silent
    return now() - last_.load(std::memory_order_relaxed);
  }

 private:
  static std::chrono::milliseconds now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
  }
  std::atomic<std::chrono::milliseconds> last_{now()};
};

}  // namespace bandwagon::service

#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace bandwagon::parallel {

// The cores that the process may use, at most four.
inline std::size_t workers() {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4);
}

inline constexpr std::size_t kAtOnce = 16;  // where one piece of work takes microseconds to milliseconds

// Calls work(i) once for each i < count, `chunk` neighbours at a time on whatever core is free, and returns when all
// are done. Where no call touches what another one writes, the result is that of a loop. Throws what one of the calls
// threw.
template <class Work>
void each(std::size_t count, std::size_t chunk, const Work& work) {
  const std::size_t threads = std::min(workers(), (count + chunk - 1) / chunk);
  if (threads < 2) {
    for (std::size_t i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> thrown(threads);
  const auto run = [&](std::size_t worker) {
    try {
      for (std::size_t first = next.fetch_add(chunk); first < count; first = next.fetch_add(chunk))
        for (std::size_t i = first; i < std::min(count, first + chunk); ++i) work(i);
    } catch (...) {
      thrown[worker] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t worker = 1; worker < threads; ++worker) others.emplace_back(run, worker);
    run(0);
  }
  for (const auto& problem : thrown)
    if (problem) std::rethrow_exception(problem);
}

// Two calls at the same time, under the same terms.
template <class One, class Other>
void both(const One& one, const Other& other) {
  each(2, 1, [&](std::size_t which) { which == 0 ? one() : other(); });
}

}  // namespace bandwagon::parallel

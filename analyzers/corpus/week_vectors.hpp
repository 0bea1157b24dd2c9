#pragma once
#include <atomic>
#include <cstddef>
#include <memory>

#include "analyzers/represent/vectors.hpp"

namespace bandwagon::corpus {

// The vectors of a week's papers, each made when it is first asked for: a close asks for few of a window's, and for
// many of these again and again. of() may be called concurrently; about a kilobyte for each paper asked for.
class WeekVectors {
 public:
  WeekVectors() = default;  // of no paper
  explicit WeekVectors(std::size_t papers) : papers_(papers), made_(new std::atomic<Vector*>[papers]()) {}
  WeekVectors(WeekVectors&&) noexcept = default;
  WeekVectors& operator=(WeekVectors&& other) noexcept;
  ~WeekVectors() { clear(); }

  // `make` gives the same whenever it is called: two threads that ask at once may both call it.
  template <class Make>
  const represent::SparseVector& of(std::size_t paper, const Make& make) const {
    auto& place = made_[paper];
    if (Vector* known = place.load(std::memory_order_acquire)) return *known;
    auto fresh = std::make_unique<Vector>(make());
    Vector* first = nullptr;
    if (place.compare_exchange_strong(first, fresh.get(), std::memory_order_acq_rel)) return *fresh.release();
    return *first;
  }

  void clear();  // nobody may hold a vector then

 private:
  using Vector = const represent::SparseVector;
  std::size_t papers_ = 0;
  std::unique_ptr<std::atomic<Vector*>[]> made_;
};

}  // namespace bandwagon::corpus

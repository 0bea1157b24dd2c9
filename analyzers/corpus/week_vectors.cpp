#include "analyzers/corpus/week_vectors.hpp"

#include <utility>

namespace bandwagon::corpus {

WeekVectors& WeekVectors::operator=(WeekVectors&& other) noexcept {
  std::swap(papers_, other.papers_);
  std::swap(made_, other.made_);
  return *this;
}

void WeekVectors::clear() {
  if (!made_) return;
  for (std::size_t paper = 0; paper < papers_; ++paper) delete made_[paper].exchange(nullptr);
}

}  // namespace bandwagon::corpus

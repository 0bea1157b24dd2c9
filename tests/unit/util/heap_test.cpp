#include "daemon/util/heap.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstddef>
#include <fstream>
#include <memory>
#include <vector>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
constexpr bool kHasHeapOfGlibc = false;
#else
constexpr bool kHasHeapOfGlibc = true;
#endif

namespace bandwagon {
namespace {

std::size_t resident_bytes() {
  std::size_t whole = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> whole >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

// As a window is: many small pieces, and something behind them that stays.
TEST(Heap, GivesBackWhatNobodyHolds) {
  if (!kHasHeapOfGlibc) GTEST_SKIP() << "not the heap of glibc";
  constexpr std::size_t kPieces = 100'000, kBytes = 1'000, kAll = kPieces * kBytes;
  std::vector<std::unique_ptr<std::vector<char>>> pieces(kPieces);
  for (auto& piece : pieces) piece = std::make_unique<std::vector<char>>(kBytes, 'x');
  const auto behind = std::make_unique<std::vector<char>>(kBytes, 'y');
  const std::size_t held = resident_bytes();
  pieces.clear();
  give_back_memory();
  EXPECT_LT(resident_bytes() + kAll * 8 / 10, held);
  EXPECT_EQ(behind->front(), 'y');
}

}  // namespace bandwagon

#include "analyzers/parallel/each.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>

namespace bandwagon::parallel {

TEST(Each, CallsOnceForEachPlaceWhateverTheChunk) {
  for (const std::size_t count : {0U, 1U, 2U, 7U, 64U, 1000U}) {
    for (const std::size_t chunk : {1U, 3U, 64U, 5000U}) {
      std::vector<int> calls(count, 0);
      each(count, chunk, [&](std::size_t i) { ++calls[i]; });
      EXPECT_EQ(calls, std::vector<int>(count, 1)) << count << " by " << chunk;
    }
  }
}

TEST(Each, ThrowsWhatACallThrew) {
  EXPECT_THROW(each(100, 1, [](std::size_t i) { i == 57 ? throw std::runtime_error("57") : void(); }),
               std::runtime_error);
}

TEST(Each, RunsWithinACall) {
  std::vector<std::vector<int>> rows(8, std::vector<int>(8, 0));
  each(rows.size(), 1, [&](std::size_t r) { each(rows[r].size(), 1, [&](std::size_t c) { rows[r][c] = 1; }); });
  for (const auto& row : rows) EXPECT_EQ(std::accumulate(row.begin(), row.end(), 0), 8);
}

TEST(Both, RunBoth) {
  int one = 0, other = 0;
  both([&] { one = 1; }, [&] { other = 2; });
  EXPECT_EQ(one, 1);
  EXPECT_EQ(other, 2);
}

}  // namespace bandwagon::parallel

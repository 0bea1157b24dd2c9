#include "analyzers/herding/colleagues.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bandwagon::herding {

TEST(Colleagues, AreThoseWhoWroteTogetherByAChain) {
  Colleagues colleagues;
  for (const std::uint64_t author : {1U, 2U, 3U, 4U, 5U, 6U}) colleagues.add(author);
  colleagues.wrote_together(std::vector<std::uint64_t>{1, 2});
  colleagues.wrote_together(std::vector<std::uint64_t>{3, 4, 99});
  colleagues.wrote_together(std::vector<std::uint64_t>{99, 5});
  EXPECT_EQ(colleagues.sizes().size(), 4U);
  colleagues.wrote_together(std::vector<std::uint64_t>{4, 2});
  EXPECT_EQ(colleagues.sizes().size(), 3U);
  EXPECT_EQ(colleagues.group_of(1), colleagues.group_of(3));
  EXPECT_NE(colleagues.group_of(1), colleagues.group_of(5)) << "99 is none of them";
  EXPECT_EQ(colleagues.sizes().at(colleagues.group_of(2)), 4);
  EXPECT_EQ(colleagues.authors(), 6);
}

}  // namespace bandwagon::herding

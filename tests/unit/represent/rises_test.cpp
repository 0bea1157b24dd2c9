#include "analyzers/represent/rises.hpp"

#include <gtest/gtest.h>

namespace bandwagon::represent {

TEST(Rise, IsTheShareOfTheLatestPapersOverThatOfAll) {
  EXPECT_DOUBLE_EQ(rise({100, 30}, {400, 40}, {.papers = 3}), 3.0);
  EXPECT_DOUBLE_EQ(rise({100, 3}, {400, 3}, {.papers = 3}), 4.0) << "written first in the latest weeks";
}

TEST(Rise, IsOneForWhatKeepsItsShareOrLosesIt) {
  EXPECT_EQ(rise({100, 10}, {400, 40}, {.papers = 3}), 1.0);
  EXPECT_EQ(rise({100, 5}, {400, 40}, {.papers = 3}), 1.0);
}

TEST(Rise, IsOneForWhatFewWrite) {
  EXPECT_EQ(rise({100, 2}, {400, 2}, {.papers = 3}), 1.0);
  EXPECT_EQ(rise({100, 0}, {400, 0}, {.papers = 0}), 1.0) << "nor is nothing over nothing a number";
}

TEST(Rises, KnowEveryTermThatTheyWereGivenAndNoOther) {
  std::vector<Rises::Rise> rising;
  for (text::TermId i = 0; i < 1000; ++i) rising.push_back({i << 50, static_cast<float>(1 + i)});  // in order of terms
  const Rises rises(rising);
  for (const auto& [term, times] : rising) EXPECT_EQ(rises.of(term), times);
  EXPECT_EQ(rises.of(7), 1);
  EXPECT_EQ(Rises().of(7), 1);
}

}  // namespace bandwagon::represent

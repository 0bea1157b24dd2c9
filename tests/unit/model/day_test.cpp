#include "analyzers/model/day.hpp"

#include <gtest/gtest.h>

namespace bandwagon::model {

TEST(Day, ReadsAndWritesIsoDates) {
  EXPECT_EQ(Day::parse("1970-01-01")->value, 0);
  EXPECT_EQ(Day::parse("2025-01-20")->iso(), "2025-01-20");
  EXPECT_EQ(Day::parse("2024-02-29")->iso(), "2024-02-29");
}

TEST(Day, RefusesWhatIsNoDay) {
  for (const char* text :
       {"2023-02-29", "2024-13-01", "2024-1-01", "24-01-01", "2024-01-01T", "", "2024/01/01", "202a-01-01"})
    EXPECT_FALSE(Day::parse(text)) << text;
}

TEST(Day, NamesWeeksByTheirMonday) {
  EXPECT_EQ(Day::parse("2022-01-03")->weekday(), 0U);
  EXPECT_EQ(Day::parse("2022-01-09")->monday().iso(), "2022-01-03");
  EXPECT_EQ(Day::parse("2022-01-10")->monday().iso(), "2022-01-10");
  EXPECT_EQ(Day::parse("1969-12-31")->weekday(), 2U);
}

}  // namespace bandwagon::model

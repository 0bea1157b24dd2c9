#include "analyzers/herding/months.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bandwagon::herding {
namespace {

model::Day day(const char* text) {
  return model::Day::parse(text).value();
}

std::string ending(const char* closed) {
  const auto month = month_ending_before(day(closed));
  return month ? month->first.iso() : "none";
}

}  // namespace

TEST(Months, BeginOnTheFirst) {
  EXPECT_EQ(month_of(day("2024-02-29")).first.iso(), "2024-02-01");
  EXPECT_EQ(month_of(day("2024-02-29")).next.iso(), "2024-03-01");
  EXPECT_EQ(month_of(day("2024-12-31")).next.iso(), "2025-01-01");
  EXPECT_FALSE(month_of(day("2024-12-31")).holds(day("2025-01-01")));
}

TEST(Months, EndInTheWeekThatIsClosed) {
  EXPECT_EQ(ending("2024-07-01"), "2024-06-01");  // the month ended on Sunday
  EXPECT_EQ(ending("2024-09-02"), "2024-08-01");
  EXPECT_EQ(ending("2024-06-03"), "2024-05-01");
  EXPECT_EQ(ending("2024-06-24"), "none");
  EXPECT_EQ(ending("2024-07-08"), "none");
}

TEST(Months, EachEndOnce) {
  int months = 0;
  for (model::Day closed = day("2024-01-08"); closed <= day("2025-01-06"); closed = closed + 7)
    months += month_ending_before(closed).has_value();
  EXPECT_EQ(months, 12);
}

}  // namespace bandwagon::herding

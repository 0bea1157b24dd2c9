#include "analyzers/model/announcement.hpp"

#include <gtest/gtest.h>

namespace bandwagon::model {
namespace {

constexpr int kMorning = 9 * 3600, kAfternoon = 15 * 3600;
Day on(const char* iso) {
  return *Day::parse(iso);
}

}  // namespace

// 2026-09-07 is a Monday (Labor Day); the table is arXiv's own.
TEST(MailingCalendar, FollowsArxivsTable) {
  const MailingCalendar calendar;
  EXPECT_EQ(calendar.announces(on("2026-09-15"), kMorning).iso(), "2026-09-15");    // Tue before the cut-off: Tue
  EXPECT_EQ(calendar.announces(on("2026-09-15"), kAfternoon).iso(), "2026-09-16");  // Tue after it: Wed
  EXPECT_EQ(calendar.announces(on("2026-09-17"), kAfternoon).iso(), "2026-09-20");  // Thu after: Sun
  EXPECT_EQ(calendar.announces(on("2026-09-18"), kMorning).iso(), "2026-09-20");    // Fri before: Sun
  EXPECT_EQ(calendar.announces(on("2026-09-18"), kAfternoon).iso(), "2026-09-21");  // Fri after: Mon
  EXPECT_EQ(calendar.announces(on("2026-09-19"), kMorning).iso(), "2026-09-21");    // Sat: Mon
  EXPECT_EQ(calendar.announces(on("2026-09-20"), kAfternoon).iso(), "2026-09-21");  // Sun: Mon
}

TEST(MailingCalendar, CutsOffAtTwoOClockSharp) {
  const MailingCalendar calendar;
  EXPECT_EQ(calendar.announces(on("2026-09-15"), MailingCalendar::kCutOffSecond - 1).iso(), "2026-09-15");
  EXPECT_EQ(calendar.announces(on("2026-09-15"), MailingCalendar::kCutOffSecond).iso(), "2026-09-16");
}

TEST(MailingCalendar, PassesAHolidaysPapersToTheNextMailing) {
  const MailingCalendar calendar{.no_mailing = {on("2026-09-07"), on("2026-11-26")}};
  EXPECT_EQ(calendar.announces(on("2026-09-07"), kMorning).iso(), "2026-09-08");
  EXPECT_EQ(calendar.announces(on("2026-11-26"), kMorning).iso(), "2026-11-29");  // Thanksgiving Thursday: Sunday
}

}  // namespace bandwagon::model

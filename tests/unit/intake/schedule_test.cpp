#include "daemon/intake/schedule.hpp"

#include <gtest/gtest.h>

#include "daemon/util/new_york.hpp"

namespace bandwagon::intake {
namespace {

using namespace std::chrono_literals;

util::Moment in_new_york(const char* day, int hour, int minute) {
  return util::Moment{std::chrono::seconds{
      util::unix_seconds({.day = *model::Day::parse(day), .second_of_day = hour * 3600 + minute * 60})}};
}

TEST(NextPoll, ComesTwentyMinutesAfterTheMidnightThatFollowsAMailingAndAgainForTheRecord) {
  EXPECT_EQ(next_poll(in_new_york("2026-11-23", 20, 5), {}), in_new_york("2026-11-24", 0, 20));
  EXPECT_EQ(next_poll(in_new_york("2026-11-24", 0, 19), {}), in_new_york("2026-11-24", 0, 20));
  EXPECT_EQ(next_poll(in_new_york("2026-11-24", 0, 20), {}), in_new_york("2026-11-24", 3, 30));
  EXPECT_EQ(next_poll(in_new_york("2026-11-24", 3, 30), {}), in_new_york("2026-11-25", 0, 20));
}

TEST(NextPoll, RestsFromFridayToMonday) {
  EXPECT_EQ(next_poll(in_new_york("2026-11-20", 9, 0), {}), in_new_york("2026-11-23", 0, 20));
}

TEST(NextPoll, KeepsToNewYorksClockWhenItChanges) {
  EXPECT_EQ(next_poll(in_new_york("2026-10-30", 9, 0), {}) - next_poll(in_new_york("2026-10-29", 9, 0), {}),
            73h);  // 2026-11-01
  EXPECT_EQ(next_poll(in_new_york("2026-03-06", 9, 0), {}) - next_poll(in_new_york("2026-03-05", 9, 0), {}),
            71h);  // 2026-03-08
}

TEST(NextPoll, ComesBackSoonAfterAFailureAndThenMoreAndMoreSlowly) {
  const util::Moment now = in_new_york("2026-11-24", 0, 21);
  EXPECT_EQ(next_poll(now, {.failures = 1}) - now, 30min);
  EXPECT_EQ(next_poll(now, {.failures = 2}) - now, 60min);
  const util::Moment morning = in_new_york("2026-11-24", 3, 31);
  EXPECT_EQ(next_poll(morning, {.failures = 4}) - morning, 240min);
  EXPECT_EQ(next_poll(morning, {.failures = 5}), in_new_york("2026-11-25", 0, 20));
}

TEST(NextPoll, IsNeverLaterThanTheRegularOneBecauseOfAFailure) {
  EXPECT_EQ(next_poll(in_new_york("2026-11-24", 0, 10), {.failures = 4}), in_new_york("2026-11-24", 0, 20));
}

TEST(NextPoll, AddsTheInstallationsOwnDelay) {
  EXPECT_EQ(next_poll(in_new_york("2026-11-23", 20, 5), {.failures = 0, .delay = 13min}),
            in_new_york("2026-11-24", 0, 33));
  EXPECT_EQ(next_poll(in_new_york("2026-11-24", 1, 0), {.failures = 0, .delay = 13min}),
            in_new_york("2026-11-24", 4, 35));
  EXPECT_LT(installation_delay("you@example.org"), kLongestDelay);
  EXPECT_NE(installation_delay("you@example.org"), installation_delay("me@example.org"));
}

TEST(ExpectedTruth, IsTheMailingWhoseRecordCouldBeReadThisMorning) {
  const model::MailingCalendar calendar;
  EXPECT_EQ(expected_truth(in_new_york("2026-11-24", 3, 29), calendar, 0s).iso(), "2026-11-22");
  EXPECT_EQ(expected_truth(in_new_york("2026-11-24", 3, 30), calendar, 0s).iso(), "2026-11-23");
  EXPECT_EQ(expected_truth(in_new_york("2026-11-24", 4, 34), calendar, 13min).iso(), "2026-11-22");
  EXPECT_EQ(expected_truth(in_new_york("2026-11-22", 12, 0), calendar, 0s).iso(),
            "2026-11-19");  // Sunday noon: Thursday's
}

TEST(ExpectedMailing, IsTheLastOneBeforeTodaysMidnight) {
  const model::MailingCalendar calendar{.no_mailing = {*model::Day::parse("2026-11-26")}};
  EXPECT_EQ(expected_mailing(in_new_york("2026-11-24", 0, 20), calendar).iso(), "2026-11-23");
  EXPECT_EQ(expected_mailing(in_new_york("2026-11-23", 23, 59), calendar).iso(), "2026-11-22");
  EXPECT_EQ(expected_mailing(in_new_york("2026-11-22", 12, 0), calendar).iso(),
            "2026-11-19");  // Sunday noon: Thursday's
  EXPECT_EQ(expected_mailing(in_new_york("2026-11-27", 12, 0), calendar).iso(), "2026-11-25");  // Thanksgiving has none
}

}  // namespace
}  // namespace bandwagon::intake

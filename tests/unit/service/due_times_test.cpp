#include "daemon/service/due_times.hpp"

#include <gtest/gtest.h>

namespace bandwagon::service {
namespace {

util::Moment at(std::int64_t seconds) {
  return util::Moment(std::chrono::seconds{seconds});
}

TEST(DueTimes, AreThePollsWhereNothingIsToBeDelivered) {
  DueTimes due;
  EXPECT_EQ(due.next(at(0), at(1000)), at(1000));
  EXPECT_FALSE(due.is_for_deliveries(at(1000)));
}

TEST(DueTimes, WakeForAPostponedDeliveryAndLeaveThePollWhereItWas) {
  DueTimes due;
  due.delivered(100);
  EXPECT_EQ(due.next(at(0), at(1000)), at(100));
  EXPECT_TRUE(due.is_for_deliveries(at(100)));
  due.delivered(std::nullopt);
  EXPECT_EQ(due.next(at(101), at(5000)), at(1000));
}

TEST(DueTimes, TakeARunThatWasAskedForEarlyForAPoll) {
  DueTimes due;
  due.delivered(100);
  due.next(at(0), at(1000));
  EXPECT_FALSE(due.is_for_deliveries(at(50)));
}

TEST(DueTimes, DoNotLieInThePast) {
  DueTimes due;
  due.delivered(100);
  EXPECT_EQ(due.next(at(200), at(1000)), at(200));
}

}  // namespace
}  // namespace bandwagon::service

#include "daemon/util/new_york.hpp"

#include <gtest/gtest.h>

namespace bandwagon::util {
namespace {

TEST(NewYork, KnowsSummerAndWinter) {
  EXPECT_EQ(new_york(1790222400).second_of_day, 0);  // 2026-09-24T04:00Z
  EXPECT_EQ(new_york(1790222400).day.iso(), "2026-09-24");
  EXPECT_EQ(new_york(1797829200).second_of_day, 0);  // 2026-12-21T05:00Z
}

TEST(NewYork, TurnsItsClockBackIntoTheMoment) {
  for (const std::int64_t moment : {1790222400LL, 1797829200LL, 0LL, 1700000000LL})
    EXPECT_EQ(unix_seconds(new_york(moment)), moment);
}

TEST(NewYork, HasAMomentForTheHourThatIsLeftOutAndForTheOneThatComesTwice) {
  const auto at = [](const char* day, int second) {
    return unix_seconds({.day = *model::Day::parse(day), .second_of_day = second});
  };
  EXPECT_EQ(at("2026-03-08", 2 * 3600 + 1800), at("2026-03-08", 3 * 3600));
  EXPECT_EQ(at("2026-11-01", 2 * 3600) - at("2026-11-01", 3600), 2 * 3600);
}

TEST(AnnouncementDay, IsNotBeforeTheMonthOfTheIdentifier) {
  const model::MailingCalendar calendar;
  const auto announced = [&](const char* id) {
    return announcement_day(calendar, *model::PaperId::parse(id), 1738584000).iso();  // Mon 2025-02-03, 07:00 there
  };
  EXPECT_EQ(announced("2502.01000"), "2025-02-03");
  EXPECT_EQ(announced("2501.19000"), "2025-02-03");
  EXPECT_EQ(announced("2503.17365"), "2025-03-03");  // the 1st was a Saturday
}

}  // namespace
}  // namespace bandwagon::util

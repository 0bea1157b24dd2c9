#include "analyzers/model/announcement.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>

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

TEST(MailedInOrder, HoldsAPaperBackUntilItsNeighbours) {
  const Day monday = on("2025-03-24"), held = on("2025-02-03");
  EXPECT_EQ(mailed_in_order(std::vector{monday, monday, monday, held, monday + 1}),
            (std::vector{monday, monday, monday, monday, monday + 1}));
}

TEST(MailedInOrder, IsNotMovedByTwoWrongDays) {
  const Day monday = on("2025-03-24"), wrong = on("2025-03-31");
  EXPECT_EQ(mailed_in_order(std::vector{wrong, wrong, monday, monday, monday + 1, monday + 1}),
            (std::vector{wrong, wrong, monday, monday, monday + 1, monday + 1}));
}

TEST(MailedInOrder, IsTheThirdLatestOfTheSmallerNumbers) {
  EXPECT_TRUE(rc::check("as found slowly", [] {
    const auto offsets = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 30));
    std::vector<Day> expected;
    for (const int offset : offsets) expected.push_back(on("2025-03-01") + offset);
    const auto mailed = mailed_in_order(expected);
    RC_ASSERT(mailed.size() == expected.size());
    for (std::size_t p = 0; p < expected.size(); ++p) {
      std::vector<Day> before(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(p));
      std::sort(before.rbegin(), before.rend());
      RC_ASSERT(mailed[p] ==
                (before.size() < kMailedBefore ? expected[p] : std::max(expected[p], before[kMailedBefore - 1])));
    }
    RC_ASSERT(mailed_in_order(mailed) == mailed);
  }));
}

}  // namespace bandwagon::model

#include "daemon/parse/moment.hpp"

#include <gtest/gtest.h>

namespace bandwagon::parse {
namespace {

constexpr std::int64_t kMoment = 1786640658;  // 2026-08-13 17:04:18 UTC

TEST(Moment, IsReadAsMailWritesIt) {
  for (const char* text : {"Thu, 13 Aug 2026 17:04:18 +0000", "13 Aug 2026 17:04:18 GMT",
                           "Thu, 13 Aug 2026 13:04:18 EDT", "Thu, 13 August 2026 13:04:18 -0400",
                           "  Thursday, 13 Aug 2026 22:34:18 +05:30\n", "Thu, 13 Aug 2026 10:04:18 pdt"})
    EXPECT_EQ(parse_moment(text), kMoment) << text;
  EXPECT_EQ(parse_moment("Thu, 13 Aug 2026 17:04 UT"), kMoment - 18);
  EXPECT_EQ(parse_moment("Thu, 13 Aug 2026"), kMoment - 17 * 3600 - 4 * 60 - 18);
}

TEST(Moment, IsReadAsTheInternetWritesIt) {
  for (const char* text : {"2026-08-13T17:04:18Z", "2026-08-13T17:04:18.512Z", "2026-08-13T13:04:18-04:00",
                           "2026-08-13 17:04:18 +0000", "2026-08-13T17:04:18 UTC"})
    EXPECT_EQ(parse_moment(text), kMoment) << text;
  EXPECT_EQ(parse_moment("2026-08-13"), kMoment - 17 * 3600 - 4 * 60 - 18);
}

TEST(Moment, IsAbsentWhereTheTextIsNoneOrTheDayImpossible) {
  for (const char* text :
       {"", "yesterday", "Thu, 24 Sep 2026 00:00:00 -@0400", "Thu, 24 Sep 2026 00:00: 0 -0400",
        "Thu, 31 Feb 2026 00:00:00 GMT", "2026-02-30", "2026-08-13T24:00:00Z", "2026-08-13T17:04:18",
        "Thu, 13 Aug 2026 17:04:18 XYZ", "13 Oof 2026 17:04:18 GMT", "1889-08-13", "2226-08-13",
        "2026-08-13T17:04:18Z and more", "Thu, 13 Aug 99999999999 17:04:18 GMT", "2026-08-13T17:04:18+99:99"})
    EXPECT_FALSE(parse_moment(text)) << text;
}

}  // namespace
}  // namespace bandwagon::parse

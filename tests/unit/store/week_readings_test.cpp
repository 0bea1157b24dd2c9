#include "daemon/store/week_readings.hpp"

#include <gmock/gmock.h>

#include "tests/support/papers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::store {
namespace {

using support::day;

class WeekReadings : public ::testing::Test {
 protected:
  std::optional<std::string> kept(const char* monday, const char* kind) const {
    return week_reading(database_, day(monday), kind).value();
  }
  void keep(const char* monday, const char* kind, std::string body, const char* from = "2025-01-06") {
    const std::vector<WeekReading> readings{{day(monday), kind, std::move(body)}};
    ASSERT_TRUE(keep_week_readings(database_, readings, day(from)));
  }
  test::TemporaryFolder folder_;
  Connection database_ = open_writer(folder_ / "bandwagon.db").value();
};

TEST_F(WeekReadings, ComeBackAsTheyWereKept) {
  const std::string body("\0\xff'\n", 4);
  keep("2025-01-06", "terms", body);
  EXPECT_EQ(kept("2025-01-06", "terms"), body);
  EXPECT_EQ(kept("2025-01-06", "names"), std::nullopt);
  EXPECT_EQ(kept("2025-01-13", "terms"), std::nullopt);
}

TEST_F(WeekReadings, TakeThePlaceOfThoseBefore) {
  keep("2025-01-06", "terms", "old");
  keep("2025-01-06", "terms", "new");
  EXPECT_EQ(kept("2025-01-06", "terms"), "new");
}

TEST_F(WeekReadings, LeaveWithTheirWeek) {
  keep("2025-01-06", "terms", "a");
  keep("2025-01-13", "terms", "b", "2025-01-13");
  EXPECT_EQ(kept("2025-01-06", "terms"), std::nullopt);
  EXPECT_EQ(kept("2025-01-13", "terms"), "b");
}

}  // namespace
}  // namespace bandwagon::store

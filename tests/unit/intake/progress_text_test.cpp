#include "daemon/intake/progress_text.hpp"

#include <gtest/gtest.h>

using bandwagon::intake::progress_text;
using namespace std::chrono_literals;

TEST(ProgressText, ShowsShareSpeedAndTimeLeft) {
  EXPECT_EQ(progress_text({.file = "f", .bytes_read = 25, .bytes_total = 100, .papers = 1234567}, 30s),
            " 25 %  1,234,567 papers  41,152/s  ETA 1:30");
}

TEST(ProgressText, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(progress_text({.file = "-", .bytes_read = 25, .bytes_total = std::nullopt, .papers = 999}, 0s),
            "999 papers");
  EXPECT_EQ(progress_text({.file = "f", .bytes_read = 0, .bytes_total = 0, .papers = 0}, 1s), "0 papers  0/s");
}

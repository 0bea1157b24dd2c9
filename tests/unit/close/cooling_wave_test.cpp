// How long a wave without an excess is waited for.
#include <gtest/gtest.h>

#include "analyzers/close/course.hpp"

namespace bandwagon::close {
namespace {

class CoolingWave : public ::testing::Test {
 protected:
  CoolingWave() {
    wave_.burst.confirmed = wave_.burst.onset = model::Day{0};
    wave_.burst.expected = 3;
  }

  std::string state_after_close(double observed) {
    Today today;
    today.week = model::Day{7 * ++closes_};
    today.closed = today.week + 7;
    today.is_seen = is_seen_;
    wave_.burst.observed = observed;
    step_state(today, wave_, {}, {});
    return wave_.burst.state;
  }

  wave::Wave wave_;
  bool is_seen_ = true;
  int closes_ = 0;
};

TEST_F(CoolingWave, HasEndedAfterEightClosesWithoutAnExcess) {
  EXPECT_EQ(state_after_close(30), "confirmed");
  for (int quiet = 1; quiet < 8; ++quiet) EXPECT_EQ(state_after_close(2), "cooling") << quiet;
  EXPECT_EQ(state_after_close(2), "ended");
  EXPECT_EQ(wave_.burst.ended, model::Day{7 * 10});
}

TEST_F(CoolingWave, GoesOnWithAnExcessInBetween) {
  for (int quiet = 1; quiet < 8; ++quiet) state_after_close(2);
  EXPECT_EQ(state_after_close(30), "confirmed");
  for (int quiet = 1; quiet < 8; ++quiet) EXPECT_EQ(state_after_close(2), "cooling") << quiet;
}

TEST_F(CoolingWave, IsNotOlderByWeeksThatNobodySaw) {
  EXPECT_EQ(state_after_close(30), "confirmed");
  is_seen_ = false;
  for (int unseen = 0; unseen < 20; ++unseen) EXPECT_EQ(state_after_close(0), "confirmed") << unseen;
  is_seen_ = true;
  EXPECT_EQ(state_after_close(2), "cooling");
}

}  // namespace
}  // namespace bandwagon::close

#include "daemon/render/outlook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bandwagon::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

idea::Outlook beside_a_wave(std::string state) {
  idea::Outlook outlook;
  outlook.closed = model::Day{70};
  idea::NearWave wave;
  wave.label = "GRPO", wave.kind = "topical", wave.state = std::move(state);
  wave.onset = model::Day{7};
  outlook.waves.push_back(wave);
  return outlook;
}

TEST(OutlookText, SaysHowLongWavesLastThatCameAsFar) {
  auto outlook = beside_a_wave("confirmed");
  outlook.waves[0].typical = {.all = 12, .ended = 9, .median = 31, .low = 20, .high = 50};
  EXPECT_THAT(outlook_text(outlook), HasSubstr("waves that came this far lasted a median of 31 weeks (from 12 waves"));
  outlook.waves[0].typical = {.all = 4, .ended = 2, .median = {}, .low = {}, .high = {}};
  EXPECT_THAT(outlook_text(outlook), HasSubstr("too few waves came this far to say how long they last"));
}

TEST(OutlookText, AsksNotHowLongAWaveWillLastThatHasEnded) {
  auto outlook = beside_a_wave("ended");
  outlook.waves[0].ended = model::Day{63};
  EXPECT_THAT(outlook_text(outlook), Not(HasSubstr("came this far")));
}

}  // namespace
}  // namespace bandwagon::render

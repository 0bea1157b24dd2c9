#include "analyzers/idea/outlook.hpp"

#include <gtest/gtest.h>

namespace bandwagon::idea {
namespace {

NearWave wave(std::int64_t near, std::int64_t near_since, double by_chance = 0.01) {
  NearWave wave;
  wave.state = "confirmed";
  wave.near = near;
  wave.near_since = near_since;
  wave.by_chance = by_chance;
  return wave;
}

Trend crowd(std::int64_t recent, std::int64_t past) {
  return {.recent_weeks = 8, .past_weeks = 52, .recent = recent, .past = past};
}

TEST(StandsIn, AsksForSomePapersAndAPartOfThem) {
  EXPECT_TRUE(stands_in(wave(3, 10)));
  EXPECT_FALSE(stands_in(wave(2, 4)));
  EXPECT_FALSE(stands_in(wave(3, 60)));
}

TEST(StandsIn, IsNotTakenInByAWaveThatHoldsAPartOfEverything) {
  EXPECT_FALSE(stands_in(wave(3, 11, 0.17)));  // ChatGPT in the spring of 2023
  EXPECT_TRUE(stands_in(wave(9, 11, 0.17)));
}

TEST(StandsIn, TakesTheWavesOwnWordForEnough) {
  NearWave named = wave(1, 60);
  named.uses_phrase = true;
  EXPECT_TRUE(stands_in(named));
  EXPECT_TRUE(is_core(named));
  EXPECT_FALSE(is_core(wave(3, 10)));
  EXPECT_TRUE(is_core(wave(6, 10)));
}

TEST(Verdict, IsARaceOnlyWhereALiveWaveBringsPapers) {
  Outlook outlook;
  outlook.trend = crowd(40, 40);
  outlook.waves = {wave(20, 30)};
  EXPECT_EQ(verdict(outlook), Verdict::Race);
  outlook.trend = crowd(2, 40);
  EXPECT_EQ(verdict(outlook), Verdict::Quiet);
  outlook.trend = crowd(40, 40);
  outlook.waves.front().state = "ended";
  EXPECT_EQ(verdict(outlook), Verdict::Busy);
}

TEST(Verdict, TellsAFillingGroundFromAFullOne) {
  Outlook outlook;
  outlook.trend = crowd(12, 12);
  EXPECT_EQ(verdict(outlook), Verdict::SomeCompany);
  outlook.trend.low = 1.2;
  EXPECT_EQ(verdict(outlook), Verdict::Rising);
}

TEST(Verdict, CallsEmptyGroundOpen) {
  EXPECT_EQ(verdict(Outlook{}), Verdict::OpenGround);
}

}  // namespace
}  // namespace bandwagon::idea

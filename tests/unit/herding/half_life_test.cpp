#include "analyzers/herding/half_life.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "tests/unit/herding/field_fixture.hpp"

namespace bandwagon::herding {
namespace {

constexpr int kClosed = 68;                                    // weeks, as a window has
constexpr double kNever = std::numeric_limits<double>::max();  // a half-life

std::optional<HalfLife> half_life_in(const Field& field, int first_week, int closed_week, HalfLifeParams params = {}) {
  const auto window = field.window();
  return half_life_of_waves(see(window, field.topic_of(window), field.decided), field.decided,
                            support::monday(first_week), support::monday(closed_week), 1, Params{}.draws, params);
}

// Poisson, the same on every machine (Knuth, The Art of Computer Programming 2, 3.4.1).
int poisson(std::mt19937_64& random, double mean) {
  int count = -1;
  for (double left = 1; left > std::exp(-mean); ++count) left *= static_cast<double>(random() >> 11) * 0x1p-53;
  return count;
}

// 60 waves that begin in the first 60 weeks, with 1 to 16 papers in their first week and half as many every `weeks`.
Field fading(double weeks, std::uint64_t seed) {
  Field field;
  std::mt19937_64 random(seed);
  for (int wave = 0; wave < 60; ++wave) {
    field.wave(wave);
    field.decided.bursts.back().onset = support::monday(wave);
    for (int week = wave; week < kClosed; ++week)
      for (int left = poisson(random, std::pow(2.0, wave % 5 - (week - wave) / weeks)); left > 0; --left)
        field.in_wave(wave, field.paper(week, {}));
  }
  return field;
}

std::optional<HalfLife> of_fading(double weeks, std::uint64_t seed) {
  return half_life_in(fading(weeks, seed), 0, kClosed);
}

void add_papers(Field& field, model::BurstId wave, const std::vector<int>& weeks) {
  for (std::size_t week = 0; week < weeks.size(); ++week)
    for (int i = 0; i < weeks[week]; ++i) field.in_wave(wave, field.paper(static_cast<int>(week), {}));
}

}  // namespace

// Until close/15 the peak was sought among the counts that were then compared with it, and these gave 4 to 6, 5 to 9
// and 6 to 13 weeks.
TEST(HalfLife, IsFoundOfWavesThatFadeFast) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    const auto found = of_fading(8, seed);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->weeks, 8, 2);
  }
}

TEST(HalfLife, IsFoundOfWavesThatFadeSlowly) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    const auto found = of_fading(26, seed);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->weeks, 26, 6);
  }
}

TEST(HalfLife, IsAbsentOfWavesThatDoNotFade) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) EXPECT_FALSE(of_fading(kNever, seed));
}

TEST(HalfLife, HasAnIntervalThatHoldsIt) {
  const auto found = of_fading(8, 1).value();
  EXPECT_LE(found.low.value(), found.weeks);
  EXPECT_GE(found.high.value(), found.weeks);
  EXPECT_LE(found.low.value(), 8);
  EXPECT_GE(found.high.value(), 8);
  EXPECT_LT(found.high.value() - found.low.value(), 8);
}

TEST(HalfLife, IsTheTimeFromThePeakToHalfOfIt) {
  Field field;
  field.wave(1);
  // four weeks: 1000, 1300, 1600, 1400, 1200, 1000, 800, each half about half of it
  add_papers(field, 1, {100, 100, 400, 400, 400, 400, 200, 200, 200, 200});
  EXPECT_EQ(half_life_in(field, 0, 10, {.least_waves = 1})->weeks, 4);
  EXPECT_FALSE(half_life_in(field, 0, 9, {.least_waves = 1})) << "not down yet";
  EXPECT_FALSE(half_life_in(field, 1, 10, {.least_waves = 1})) << "it began before what is seen";
  EXPECT_FALSE(half_life_in(field, 0, 10, {.least_waves = 2})) << "too few";
}

TEST(HalfLife, TakesAWaveThatEndedForWhatItWasThen) {
  Field field;
  field.wave(1);
  field.wave(2, "ended", support::monday(8));
  field.wave(3, "ended", support::monday(8));
  add_papers(field, 1, std::vector<int>(12, 40));
  for (const model::BurstId wave : {2, 3}) add_papers(field, wave, {80, 80, 80, 80, 0, 0, 0, 0});
  // after 8 weeks 160 of 160 and twice 0 of 320; without those that ended, nothing would ever have faded
  EXPECT_EQ(half_life_in(field, 0, 12, {.least_waves = 3})->weeks, 3);
  field.decided.bursts[1].ended = field.decided.bursts[2].ended = support::monday(6);
  EXPECT_FALSE(half_life_in(field, 0, 12, {.least_waves = 3})) << "half of it was there when they ended";
}

TEST(HalfLife, IsNotOfWavesThatWereNeverSure) {
  Field field;
  field.wave(1);
  add_papers(field, 1, {80, 80, 80, 80, 0, 0, 0, 0});
  EXPECT_TRUE(half_life_in(field, 0, 8, {.least_waves = 1}));
  field.decided.bursts[0].confirmed.reset();
  EXPECT_FALSE(half_life_in(field, 0, 8, {.least_waves = 1}));
}

}  // namespace bandwagon::herding

#include "daemon/render/pictures.hpp"

#include <gmock/gmock.h>

#include "daemon/render/escape.hpp"

namespace bandwagon::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

MapDot dot(const std::string& label, double weeks, double papers) {
  digest::CurrentWave wave;
  wave.label = label, wave.weeks_old = weeks, wave.papers = papers;
  return {.wave = wave, .link = {}};
}

TEST(LagHistogram, HasABarForEachWeekWithFollowers) {
  const std::string drawn = lag_histogram({2, 0, 4, 1}, 7);
  EXPECT_EQ(count(drawn, "<rect"), 3U);
  EXPECT_THAT(drawn, HasSubstr("7 followers, half of them within 3 weeks"));
  EXPECT_THAT(drawn, HasSubstr("aria-labelledby=\"lags-t7 lags-d7\""));
}

TEST(LagHistogram, IsNothingForNobody) {
  EXPECT_EQ(lag_histogram({}, 1), "");
  EXPECT_EQ(lag_histogram({0, 0}, 1), "");
}

TEST(LagSparkline, ShowsAllWeeksHoweverFewItsColumns) {
  EXPECT_EQ(lag_sparkline({0, 1, 2}, 10), "▁▅█");
  EXPECT_EQ(lag_sparkline({0, 0, 0, 1, 2}, 3), "▁▅█  2 weeks a column");
  EXPECT_EQ(lag_sparkline(std::vector<int>(90, 1), 40).find("▅"), std::string::npos) << "all columns alike";
  EXPECT_EQ(lag_sparkline({}, 40), "");
}

TEST(HerdingChart, DrawsLineAndBandInsideItsFrame) {
  const std::vector<digest::HerdingMonth> months{{{20089}, 0.1, 0.05, 0.2}, {{20120}, 0.2, {}, {}}};
  const std::string drawn = herding_chart(months, "a <b>", 1);
  EXPECT_THAT(drawn, HasSubstr("M0.00 0.00L100.00 0.00L100.00 0.00L0.00 75.00Z"));
  EXPECT_THAT(drawn, HasSubstr("M0.00 50.00L100.00 0.00\""));
  EXPECT_THAT(drawn, HasSubstr("a &lt;b&gt;"));
  EXPECT_EQ(herding_chart({months[0]}, "", 1), "");
}

TEST(WaveMap, DrawsTheLargestAndThoseToldHereAndCountsTheRest) {
  std::vector<MapDot> dots;
  for (int i = 0; i < 63; ++i) dots.push_back(dot("w", i, 100 - i));
  dots.back().place = MapDot::Place::Told;
  const std::string drawn = wave_map(dots, 1);
  EXPECT_EQ(count(drawn, "<circle"), 24U);
  EXPECT_EQ(count(drawn, "class=\"d n\""), 1U);
  EXPECT_THAT(drawn, HasSubstr("; and 39 more"));
}

TEST(WaveMap, ShowsEveryDotAndNamesThoseThatHaveRoom) {
  const std::string apart = wave_map({dot("old", 80, 100), dot("young", 1, 5)}, 1);
  EXPECT_EQ(count(apart, "<circle"), 2U);
  EXPECT_THAT(apart, HasSubstr(">old</text>"));
  EXPECT_THAT(apart, HasSubstr(">young</text>"));
  const std::string close = wave_map({dot("first of two", 40, 50), dot("second of two", 40, 50), dot("x", 2, 3)}, 1);
  EXPECT_EQ(count(close, "<circle"), 3U);
  EXPECT_EQ(count(close, " of two</text>"), 1U);
}

TEST(WaveMap, EscapesNamesAndIsAGroupWhereItHasLinks) {
  auto evil = dot("<script>\x1b[2J", 4, 9);
  EXPECT_THAT(wave_map({evil, dot("b", 1, 2)}, 1), Not(HasSubstr("<script>")));
  EXPECT_THAT(wave_map({evil, dot("b", 1, 2)}, 1), HasSubstr("role=\"img\""));
  evil.link = "#a\"b";
  EXPECT_THAT(wave_map({evil, dot("b", 1, 2)}, 1),
              ::testing::AllOf(HasSubstr("role=\"group\""), HasSubstr("#a&quot;b")));
}

TEST(WaveMap, IsNothingForLessThanTwoWaves) {
  EXPECT_EQ(wave_map({dot("a", 1, 1)}, 1), "");
}

}  // namespace
}  // namespace bandwagon::render

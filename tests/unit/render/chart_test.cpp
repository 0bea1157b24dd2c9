#include "daemon/render/chart.hpp"

#include <gmock/gmock.h>

namespace bandwagon::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<digest::WeekCount> weeks(std::vector<std::optional<double>> observed) {
  std::vector<digest::WeekCount> series;
  auto week = *model::Day::parse("2025-01-06");
  for (const auto& count : observed) {
    series.push_back({.week = week, .observed = count, .expected = 2.0});
    week = week + model::kDaysPerWeek;
  }
  return series;
}

TEST(Sparkline, ScalesToTheTallestWeek) {
  EXPECT_EQ(sparkline(weeks({0, 7, 14}), 10), "▁▅█");
}
TEST(Sparkline, MarksAWeekThatWasNotObserved) {
  EXPECT_EQ(sparkline(weeks({14, std::nullopt}), 10), "█·");
}
TEST(Sparkline, ShowsTheLatestWeeksWhenThereAreTooMany) {
  EXPECT_EQ(sparkline(weeks({14, 0, 1}), 2), "▁█");
}
TEST(Sparkline, IsEmptyForNoWeeks) {
  EXPECT_EQ(sparkline({}, 10), "");
}

TEST(Chart, DrawsABarOnlyForObservedWeeks) {
  const std::string chart = chart_html(weeks({1, std::nullopt, 3}), std::nullopt, "about", 1);
  std::size_t bars = 0;
  for (std::size_t at = chart.find("<rect"); at != std::string::npos; at = chart.find("<rect", at + 1)) ++bars;
  EXPECT_EQ(bars, 2U);
  EXPECT_THAT(chart, Not(HasSubstr("class=\"r\"")));
}

TEST(Chart, MarksTheReleaseWithinItsWeeksOnly) {
  const auto series = weeks({1, 2, 3});
  EXPECT_THAT(chart_html(series, Mark{*model::Day::parse("2025-01-15"), "R1"}, "", 1), HasSubstr("class=\"r\""));
  EXPECT_THAT(chart_html(series, Mark{*model::Day::parse("2024-01-15"), "R1"}, "", 1), Not(HasSubstr("class=\"r\"")));
}

TEST(Chart, TellsItsContentInWordsAndEscapesThem) {
  const std::string chart = chart_html(weeks({1, 2}), Mark{*model::Day::parse("2025-01-08"), "<b>"}, "a < b", 5);
  EXPECT_THAT(chart, HasSubstr("<title id=\"t5\">Papers a week</title><desc id=\"d5\">a &lt; b. The mark is the "
                               "release of &lt;b&gt;</desc>"));
  EXPECT_THAT(chart, Not(HasSubstr("<b>")));
}

TEST(Chart, NeedsTwoWeeks) {
  EXPECT_EQ(chart_html(weeks({1}), std::nullopt, "", 1), "");
}

}  // namespace
}  // namespace bandwagon::render

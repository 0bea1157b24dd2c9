#include "analyzers/watch/watch.hpp"

#include <gmock/gmock.h>

namespace bandwagon::watch {
namespace {

using testing::HasSubstr;

model::Day day(const char* text) {
  return model::Day::parse(text).value();
}

OwnPaper own(const char* submitted) {
  return {.key = 7, .id = model::PaperId::parse("2402.03300").value(), .submitted = day(submitted)};
}

Sighting sighting() {
  Sighting seen;
  seen.watch = "my GRPO work";
  seen.wave.id = 3;
  seen.wave.label = "GRPO";
  seen.wave.state = "confirmed";
  seen.wave.onset = day("2025-01-27");
  seen.wave.cause = idea::Cause{.id = "deepseek-r1", .name = "DeepSeek-R1", .released = day("2025-01-20")};
  seen.course = {day("2025-01-25"), day("2025-02-01"), day("2025-02-02"), day("2025-02-03")};
  return seen;
}

TEST(HasReached, NeedsMoreThanAPaperWithTheWords) {
  Sighting seen = sighting();
  EXPECT_FALSE(has_reached(seen));
  seen.wave.near = 1;
  seen.wave.near_since = 4;
  EXPECT_FALSE(has_reached(seen));
  seen.wave.near = 3;
  EXPECT_TRUE(has_reached(seen));
}

TEST(HasReached, NeedsButOnePaperOfTheReaders) {
  Sighting seen = sighting();
  seen.own = {own("2025-02-01")};
  EXPECT_TRUE(has_reached(seen));
}

TEST(Alert, SaysThatTheReaderWasThereFirst) {
  Sighting seen = sighting();
  seen.own = {own("2024-02-05")};
  const auto told = alert(seen, day("2025-02-10"));
  EXPECT_EQ(told.before_release, true);
  EXPECT_EQ(told.ahead_of, 4);
  EXPECT_EQ(told.release, "deepseek-r1");
  EXPECT_EQ(told.headline,
            "The wave \"GRPO\" after DeepSeek-R1 has reached \"my GRPO work\". You were there first: 2402.03300 "
            "(2024-02-05) came 350 days before DeepSeek-R1, before 4 of its 4 papers.");
}

TEST(Alert, TiesAWaveToASharedReleaseOnlyPossibly) {
  Sighting seen = sighting();
  seen.wave.cause->verdict = "shared";
  EXPECT_THAT(alert(seen, day("2025-02-10")).headline, HasSubstr("\"GRPO\" (possibly after DeepSeek-R1) has reached"));
}

TEST(Alert, SaysThatTheReaderWasNot) {
  Sighting seen = sighting();
  seen.own = {own("2025-02-01")};
  const auto told = alert(seen, day("2025-02-10"));
  EXPECT_EQ(told.before_release, false);
  EXPECT_EQ(told.ahead_of, 2);
  EXPECT_THAT(told.headline, HasSubstr("You were not there first: 2402.03300 (2025-02-01) came 12 days after"));
}

TEST(Alert, LeavesThePaperOfTheReleaseItselfUnjudged) {
  Sighting seen = sighting();
  seen.own = {own("2025-01-20")};
  EXPECT_THAT(alert(seen, day("2025-02-10")).headline,
              HasSubstr(" 2402.03300 (2025-01-20) came on the day of DeepSeek-R1, before 4 of its 4 papers."));
}

TEST(Alert, ClaimsNothingAboutAReaderWithoutPapers) {
  Sighting seen = sighting();
  seen.wave.near = 3;
  seen.wave.near_since = 4;
  const auto told = alert(seen, day("2025-02-10"));
  EXPECT_FALSE(told.first || told.before_release || told.ahead_of);
  EXPECT_THAT(told.headline, HasSubstr("3 of the 4 papers with its words since 2025-01-27 stand in it."));
  EXPECT_THAT(told.headline, testing::Not(HasSubstr("You were")));
}

TEST(Alert, KnowsNoReleaseWhereNoneExplainsTheWave) {
  Sighting seen = sighting();
  seen.wave.cause.reset();
  seen.own = {own("2025-01-25")};
  const auto told = alert(seen, day("2025-02-10"));
  EXPECT_FALSE(told.release || told.before_release);
  EXPECT_THAT(told.headline, HasSubstr("You were early: 2402.03300 (2025-01-25) came before 3 of its 4 papers."));
}

}  // namespace
}  // namespace bandwagon::watch

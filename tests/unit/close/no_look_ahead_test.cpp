// A close decides from what was known on its day.
#include <gmock/gmock.h>

#include "tests/unit/close/replay.hpp"

namespace bandwagon::close {
namespace {

using support::SyntheticStream;

}  // namespace

TEST(NoLookAhead, NamesNoReleaseBeforeItIsKnown) {
  SyntheticStream stream;
  const auto known_since = stream.monday(SyntheticStream::kWaveStart + 7);
  stream.delay_knowledge_to(known_since);
  Replay replay(stream);
  replay.close_all();
  bool named = false;
  for (const auto& week : replay.findings())
    for (const auto& attribution : week.attributions)
      if (attribution.release == SyntheticStream::kRelease) {
        EXPECT_GE(week.closed, known_since);
        named = true;
      }
  EXPECT_TRUE(named) << "once it is known, the wave is told again with it";
}

TEST(NoLookAhead, GivesTheSameFindingsWhetherOrNotAReleaseBecomesKnownLater) {
  SyntheticStream without;
  without.delay_knowledge_to(without.monday(SyntheticStream::kWeeks + 10));
  SyntheticStream later;
  later.delay_knowledge_to(later.monday(SyntheticStream::kWaveStart + 7));
  Replay a(without), b(later);
  a.close_to(SyntheticStream::kWaveStart + 6);
  b.close_to(SyntheticStream::kWaveStart + 6);
  EXPECT_EQ(a.hashes(), b.hashes());
}

TEST(NoLookAhead, AsksForPriorWorkOnlyFromWellBeforeTheRelease) {
  Replay replay{SyntheticStream()};
  replay.close_all();
  EXPECT_EQ(replay.latest_prior_work_asked_for(), replay.stream().monday(SyntheticStream::kReleaseWeek) + 1 - 21);
}

TEST(NoLookAhead, DatesEverythingInsideTheWeekThatIsClosed) {
  Replay replay{SyntheticStream()};
  replay.close_all();
  for (const auto& week : replay.findings()) {
    EXPECT_EQ(week.closed, week.week + model::kDaysPerWeek);
    for (const auto& alert : week.alerts) EXPECT_EQ(alert.raised, week.closed);
    for (const auto& burst : week.bursts) EXPECT_LE(burst.onset_high, week.week);
    for (const auto& topic : week.topics) EXPECT_LE(topic.born, week.week);
  }
}

}  // namespace bandwagon::close

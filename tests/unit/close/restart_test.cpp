// The same weeks give the same hash, however the service came to close them.
#include <gmock/gmock.h>

#include "tests/unit/close/replay.hpp"

namespace bandwagon::close {
namespace {

using support::SyntheticStream;

std::vector<std::string> uninterrupted(SyntheticStream stream = SyntheticStream()) {
  Replay replay(std::move(stream));
  replay.close_all();
  return replay.hashes();
}

}  // namespace

TEST(StateHash, IsTheSameInASecondRun) {
  EXPECT_EQ(uninterrupted(), uninterrupted());
}

TEST(StateHash, IsTheSameAfterARestartInEveryWeek) {
  Replay restarted{SyntheticStream()};
  for (int week = 0; week < SyntheticStream::kWeeks; ++week) {
    restarted.close(week);
    restarted.restart();
  }
  EXPECT_EQ(restarted.hashes(), uninterrupted());
}

TEST(StateHash, IsTheSameAfterARestartInOneWeek) {
  const auto whole = uninterrupted();
  for (int stop : {1, 24, 26, 28, 30, 32, 34, 36, 38}) {
    Replay once{SyntheticStream()};
    once.close_to(stop);
    once.restart();
    once.close_all();
    EXPECT_EQ(once.hashes(), whole) << "restarted after " << stop << " weeks";
  }
}

TEST(StateHash, IsTheSameAfterARestartBehindTheUnionOfTwoWaves) {
  const SyntheticStream divided(SyntheticStream::Following::Divided);
  Replay restarted(divided);
  for (int week = 0; week < SyntheticStream::kWeeks; ++week) {
    restarted.close(week);
    restarted.restart();
  }
  EXPECT_EQ(restarted.hashes(), uninterrupted(divided));
}

TEST(StateHash, DoesNotDependOnTheRowsOfTheStore) {
  SyntheticStream other;
  other.renumber();
  EXPECT_EQ(uninterrupted(other), uninterrupted());
}

TEST(StateHash, DoesNotDependOnWhatIsNotWatched) {
  SyntheticStream more;
  more.add_unwatched();
  auto few = SyntheticStream();
  EXPECT_EQ(uninterrupted(more), uninterrupted(few));
}

TEST(StateHash, ChangesWithWhatIsDecided) {
  SyntheticStream late;
  late.delay_knowledge_to(late.monday(SyntheticStream::kWaveStart + 7));
  EXPECT_NE(uninterrupted(late).back(), uninterrupted().back());
}

TEST(StateHash, RestsOnTheWeekBefore) {
  const auto hashes = uninterrupted();
  for (std::size_t week = 1; week < hashes.size(); ++week) EXPECT_NE(hashes[week - 1], hashes[week]);
}

}  // namespace bandwagon::close

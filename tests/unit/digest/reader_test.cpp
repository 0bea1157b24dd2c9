#include "analyzers/digest/reader.hpp"

#include <gtest/gtest.h>

namespace bandwagon::digest {
namespace {

using model::AlertReason;

Wave wave(model::BurstId burst, AlertReason reason, const std::string& release = "") {
  Wave made;
  made.latest.burst = burst;
  made.latest.reason = reason;
  made.latest.evidence.label = "wave " + std::to_string(burst);
  made.reasons = {reason};
  if (!release.empty()) {
    made.latest.release = release;
    ReleaseCase its_case;
    its_case.id = release, its_case.name = release, its_case.verdict = "attributed";
    made.latest.evidence.releases = {its_case};
  }
  return made;
}

Digest sample() {
  Digest digest;
  digest.waves = {wave(1, AlertReason::New, "DeepSeek-R1"), wave(2, AlertReason::New), wave(3, AlertReason::Grew)};
  digest.unlisted = {wave(4, AlertReason::Revised)};
  digest.ended = {wave(5, AlertReason::Ended)};
  return digest;
}

std::vector<model::BurstId> left(const Taste& taste) {
  const Digest digest = for_reader(sample(), taste);
  std::vector<model::BurstId> ids;
  for (const auto* waves : {&digest.waves, &digest.unlisted, &digest.ended})
    for (const Wave& one : *waves) ids.push_back(one.latest.burst);
  return ids;
}
using Ids = std::vector<model::BurstId>;

TEST(ForReader, KeepsAllByDefault) {
  EXPECT_EQ(left({}), (Ids{1, 2, 3, 4, 5}));
}

TEST(ForReader, LeavesOutWhatIsBelowTheMinimum) {
  EXPECT_EQ(left({.minimum = Severity::Medium}), (Ids{1, 2, 4}));
  EXPECT_EQ(left({.minimum = Severity::High}), (Ids{1}));
}

TEST(ForReader, FollowsAndMutesWordsWhateverTheirCase) {
  EXPECT_EQ(left({.follow = {"deepseek"}}), (Ids{1}));
  EXPECT_EQ(left({.mute = {"WAVE 2", "wave 5"}}), (Ids{1, 3, 4}));
  EXPECT_EQ(left({.follow = {"wave"}, .mute = {"wave 1"}}), (Ids{2, 3, 4, 5}));
}

TEST(ForReader, CountsWhatIsLeft) {
  EXPECT_EQ(for_reader(sample(), {.minimum = Severity::High}).summary, "One wave began. It is tied to DeepSeek-R1.");
}

}  // namespace
}  // namespace bandwagon::digest

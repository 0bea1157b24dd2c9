// What the line that an alert shows first says of numbers and releases.
#include <gtest/gtest.h>

#include "analyzers/close/alerts.hpp"

namespace bandwagon::close {
namespace {

class Headline : public ::testing::Test {
 protected:
  Headline() {
    wave_.burst.label = "GRPO";
    wave_.burst.observed = 8, wave_.burst.expected = 0.0248;
    wave_.burst.ratio = 323, wave_.burst.ratio_low = 120, wave_.burst.ratio_high = 900;
    wave_.window_weeks = 4;
    for (const char* name : {"DAPO", "Qwen3", "GPT-4o"}) {
      attribute::KnownRelease known;
      known.release.id = known.release.name = name;
      releases_.push_back(known);
    }
    today_.releases = &releases_;
  }

  std::string told() const { return headline_of(today_, wave_, why_, model::AlertReason::New, {}); }

  Releases releases_;
  Today today_;
  wave::Wave wave_;
  Explanation why_;
};

TEST_F(Headline, HidesNoSmallExpectationBehindAZero) {
  EXPECT_EQ(told(), "GRPO: 8 papers in 4 weeks, 0.025 expected (x323, 95 % 120 to 900); no release explains it");
  wave_.burst.expected = 0.47;
  EXPECT_NE(told().find(", 0.47 expected"), std::string::npos) << told();
  wave_.burst.expected = 9.83;
  EXPECT_NE(told().find(", 9.8 expected"), std::string::npos) << told();
  wave_.burst.expected = 1e-5;
  EXPECT_NE(told().find(", < 0.001 expected"), std::string::npos) << told();
}

TEST_F(Headline, NamesTheReleasesThatShareTheWaveAsPossible) {
  const auto rival = [](std::size_t release, double posterior, model::Verdict verdict) {
    attribute::Rival made;
    made.release = release, made.posterior = posterior, made.verdict = verdict;
    return made;
  };
  why_.scored.rivals = {rival(0, 0.3, model::Verdict::Shared), rival(2, 0.01, model::Verdict::Rejected)};
  EXPECT_TRUE(told().ends_with("; no release alone explains it; possibly DAPO (0.30)")) << told();
  why_.scored.rivals.insert(why_.scored.rivals.begin() + 1, rival(1, 0.25, model::Verdict::Shared));
  EXPECT_TRUE(told().ends_with("; possibly DAPO (0.30) or Qwen3 (0.25)")) << told();
}

}  // namespace
}  // namespace bandwagon::close

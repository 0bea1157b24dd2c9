#include "analyzers/burst/strata.hpp"

#include <gtest/gtest.h>

namespace bandwagon::burst {
namespace {

constexpr int kQuarantineWeeks = 12;
const model::Day kStart{18995};  // 2022-01-03

model::Day week(int number) {
  return kStart + 7 * number;
}

model::Paper in(std::vector<std::string> categories) {
  return {.id = *model::PaperId::parse("2201.00001"), .primary_category = categories.front(), .categories = categories};
}

// A week of `cl` papers in cs.CL alone, `ai` in cs.AI alone and `both` in both, with cs.CL first.
void see(Strata& strata, int number, int cl, int ai, int both) {
  std::vector<model::Paper> papers;
  for (int i = 0; i < cl; ++i) papers.push_back(in({"cs.CL"}));
  for (int i = 0; i < ai; ++i) papers.push_back(in({"cs.AI"}));
  for (int i = 0; i < both; ++i) papers.push_back(in({"cs.CL", "cs.AI"}));
  std::vector<const model::Paper*> seen;
  for (const auto& paper : papers) seen.push_back(&paper);
  strata.see(week(number), seen);
  for (const auto& paper : papers) strata.of(paper);
}

bool quarantined(Strata& strata, const model::Paper& paper, int number) {
  const auto stratum = strata.of(paper);
  return is_quarantined(strata.quarantine(week(number), kQuarantineWeeks), stratum);
}

}  // namespace

TEST(Strata, LeaveAsideWhatIsInNoWatchedList) {
  const Strata strata({"cs.CL", "cs.AI"});
  EXPECT_TRUE(strata.watches(in({"cs.CV", "cs.AI"})));
  EXPECT_FALSE(strata.watches(in({"cs.CV"})));
}

TEST(Strata, AreNumberedInOrderOfFirstAppearance) {
  Strata strata({"cs.CL"});
  see(strata, 0, 5, 0, 0);
  EXPECT_EQ(strata.of(in({"cs.CL"})), 0);
  EXPECT_EQ(strata.of(in({"cs.LG", "cs.CL"})), 1);
  EXPECT_EQ(strata.of(in({"cs.CL"})), 0);
  EXPECT_EQ(strata.primary_of(1), "cs.LG");
  EXPECT_EQ(strata.size(), 2U);
}

TEST(Strata, AreNotQuarantinedWhenWatchedFromTheVeryStart) {
  Strata strata({"cs.CL", "cs.AI"});
  see(strata, 0, 50, 50, 20);
  EXPECT_FALSE(quarantined(strata, in({"cs.CL"}), 0));
  EXPECT_FALSE(quarantined(strata, in({"cs.AI"}), 0));
}

TEST(Strata, QuarantineAListThatBeginsLateUntilItIsOldEnough) {
  Strata strata({"cs.CL", "cs.AI"});
  for (int w = 0; w < 30; ++w) see(strata, w, 50, 0, 20);
  for (int w = 30; w < 45; ++w) see(strata, w, 50, 60, 20);
  EXPECT_TRUE(quarantined(strata, in({"cs.AI"}), 30));
  EXPECT_TRUE(quarantined(strata, in({"cs.AI"}), 41));
  EXPECT_FALSE(quarantined(strata, in({"cs.AI"}), 42));
}

TEST(Strata, QuarantineAListThatTheOpenWeekBringsFirst) {
  Strata strata({"cs.CL", "cs.AI"});
  for (int w = 0; w < 30; ++w) see(strata, w, 50, 0, 20);
  EXPECT_TRUE(quarantined(strata, in({"cs.AI"}), 30)) << "a look at a week that no close has seen";
  EXPECT_FALSE(quarantined(strata, in({"cs.CL"}), 30));
  EXPECT_FALSE(quarantined(strata, in({"cs.CL", "cs.AI"}), 30));
}

TEST(Strata, KeepWhatWasAlreadySeenThroughAnOlderListOutOfQuarantine) {
  Strata strata({"cs.CL", "cs.AI"});
  for (int w = 0; w < 30; ++w) see(strata, w, 50, 0, 20);
  const auto before = strata.of(in({"cs.CL", "cs.AI"}));
  see(strata, 30, 50, 60, 20);
  EXPECT_EQ(strata.of(in({"cs.CL", "cs.AI"})), before);
  EXPECT_FALSE(quarantined(strata, in({"cs.CL", "cs.AI"}), 30));
}

TEST(Strata, DoNotTakeStraysForTheBeginningOfAList) {
  Strata strata({"cs.CL", "cs.AI"});
  for (int w = 0; w < 30; ++w) see(strata, w, 50, 1, 20);  // a sample imported as background
  see(strata, 30, 50, 60, 20);
  EXPECT_EQ(strata.memory().began.at("cs.AI"), week(30));
  EXPECT_TRUE(quarantined(strata, in({"cs.AI"}), 30));
}

TEST(Strata, DoNotTakeAListsOrdinaryGrowthForItsBeginning) {
  Strata strata({"cs.CL", "cs.AI"});
  for (int w = 0; w < 60; ++w) see(strata, w, 50 + 2 * w, 40 + 4 * w, 20);
  EXPECT_EQ(strata.memory().began.at("cs.AI"), week(0));
}

TEST(Strata, DoNotTakeAListThatComesBackAfterAGapForNew) {
  Strata strata({"cs.CL", "cs.AI"});
  for (int number = 0; number < 12; ++number) see(strata, number, 200, 15, 20);
  for (int number = 12; number < 30; ++number) see(strata, number, 0, 0, 0);
  see(strata, 30, 200, 15, 20);
  EXPECT_FALSE(quarantined(strata, in({"cs.CL"}), 30));
  EXPECT_FALSE(quarantined(strata, in({"cs.AI"}), 30));
}

TEST(Strata, FindThemselvesAgainAfterARestart) {
  Strata strata({"cs.CL", "cs.AI"});
  for (int w = 0; w < 29; ++w) see(strata, w, 50, 1, 20);
  Strata again({"cs.CL", "cs.AI"});
  again.restore(strata.memory());
  for (int w = 29; w < 33; ++w) {
    see(strata, w, 50, 60, 20);
    see(again, w, 50, 60, 20);
  }
  EXPECT_EQ(again.memory().began, strata.memory().began);
  EXPECT_EQ(again.memory().own_share, strata.memory().own_share);
  EXPECT_EQ(again.memory().strata, strata.memory().strata);
  EXPECT_EQ(again.quarantine(week(32), kQuarantineWeeks), strata.quarantine(week(32), kQuarantineWeeks));
}

TEST(Strata, TakeWhatTheyDoNotKnowForQuarantined) {
  const Strata strata({"cs.CL"});
  EXPECT_TRUE(is_quarantined(strata.quarantine(week(0), kQuarantineWeeks), 7));
}

}  // namespace bandwagon::burst

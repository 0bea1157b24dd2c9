#include "analyzers/candidate/coverage.hpp"

#include <gtest/gtest.h>

#include "tests/unit/candidate/zephyra.hpp"

namespace bandwagon::candidate {
namespace {

model::Paper paper(int day, std::vector<std::string> categories) {
  return {.id = *model::PaperId::parse("2401.00001"), .categories = std::move(categories), .announced = kFirst + day};
}

// Two papers of cs.CL a day, from day 100 on as many of cs.AI; before that a stray one a week.
struct CoverageTest : testing::Test {
  CoverageTest() {
    for (int day = 0; day < 400; ++day)
      for (int p = 0; p < 2; ++p) {
        coverage.read(paper(day, {"cs.CV", "cs.CL"}));
        coverage.read(paper(day, {"cs.CL", "cs.AI"}));  // by cs.CL, too
        if (day >= 100 || (day % 7 == 0 && p == 0)) coverage.read(paper(day, {"cs.LG", "cs.AI"}));
      }
  }
  bool seen(int day, std::vector<std::string> categories, int now = 300) const {
    return coverage.would_have_seen(paper(now, std::move(categories)), kFirst + day);
  }
  Coverage coverage{{"cs.CL", "cs.AI"}};
};

}  // namespace

TEST_F(CoverageTest, HoldsForAListThatWasReadFromTheStart) {
  EXPECT_TRUE(seen(50, {"cs.CL"}));
  EXPECT_TRUE(seen(-150, {"cs.CL"})) << "the first days stand for the time before";
  EXPECT_TRUE(seen(50, {"cs.AI", "cs.CL"})) << "one of its lists is enough";
}

TEST_F(CoverageTest, BeginsWhereAnAddedListBringsAsManyAsNow) {
  EXPECT_FALSE(seen(99, {"cs.AI"}));
  EXPECT_FALSE(seen(-150, {"cs.LG", "cs.AI"}));
  EXPECT_TRUE(seen(104, {"cs.AI"}));
}

TEST_F(CoverageTest, IsNoMatterForListsThatHardlyBringAnything) {
  EXPECT_TRUE(seen(60, {"cs.AI"}, 90));
}

TEST_F(CoverageTest, IsNoMatterForPapersOfNoWatchedList) {
  EXPECT_TRUE(seen(-1000, {"cs.RO"}));
  EXPECT_TRUE(Coverage({}).would_have_seen(paper(0, {"cs.CL"}), kFirst));
}

}  // namespace bandwagon::candidate

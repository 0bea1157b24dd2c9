#include "analyzers/herding/decided.hpp"

#include <gtest/gtest.h>

#include "tests/unit/herding/field_fixture.hpp"

namespace bandwagon::herding {

TEST(Decided, TakesInAWeekAsTheStoreDoes) {
  Field field;
  const auto paper = field.paper(0, {"A"});
  field.wave(1);
  field.follows(paper, "r1", 0.9, 3, 1);
  field.follows(paper, "r2", 0.9, 3, 2);
  field.decided.attributions = {{.burst = 1, .release = "r1"}, {.burst = 2, .release = "r2"}};

  model::WeekFindings week;
  week.bursts = {{.id = 1, .state = "cooling"}};
  week.burst_papers = {{1, paper}, {1, paper}};
  week.reattributed = {1};
  week.attributions = {{.burst = 1, .release = "r3"}};
  week.roles = {{.burst = 1, .release = "r3", .paper = paper, .role = model::RoleKind::Follower},
                {.burst = 1, .release = "r3", .paper = paper, .role = model::RoleKind::Leader}};
  add(field.decided, week);

  ASSERT_EQ(field.decided.bursts.size(), 1U);
  EXPECT_EQ(field.decided.bursts[0].state, "cooling");
  ASSERT_EQ(field.decided.wave_papers.size(), 1U);
  EXPECT_EQ(field.decided.wave_papers[0].paper, paper);
  ASSERT_EQ(field.decided.attributions.size(), 2U);
  EXPECT_EQ(field.decided.attributions[0].release, "r2");
  EXPECT_EQ(field.decided.attributions[1].release, "r3");
  ASSERT_EQ(field.decided.followers.size(), 2U);
  EXPECT_EQ(field.decided.followers[1].release, "r3");
}

}  // namespace bandwagon::herding

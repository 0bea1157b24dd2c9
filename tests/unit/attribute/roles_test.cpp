#include "analyzers/attribute/roles.hpp"

#include <gtest/gtest.h>

#include "tests/support/corpus.hpp"

namespace bandwagon::attribute {
namespace {

using model::RoleKind;

const model::Day kReleased{20000};
constexpr double kPosterior = 0.9, kBelongs = 0.75;

model::Release release() {
  return {.id = "deepseek-r1", .released = kReleased, .arxiv_ids = {support::paper_id(1)}};
}

enum class Naming { Named, Unnamed };

// The role of one paper submitted so many days after the release and announced a day later.
std::vector<model::Role> roles(int days_after, Naming naming, int number = 7) {
  const Candidate paper{.key = number,
                        .id = support::paper_id(number),
                        .submitted = kReleased + days_after,
                        .announced = kReleased + days_after + 1,
                        .named = naming == Naming::Named,
                        .belongs = kBelongs};
  return give_roles(release(), 5, std::vector{paper}, kPosterior, {});
}

}  // namespace

TEST(Roles, MakeTheReleasesOwnPaperTheLeader) {
  for (const int days : {-3, 0, 200}) {
    const auto given = roles(days, Naming::Unnamed, 1);
    ASSERT_EQ(given.size(), 1U);
    EXPECT_EQ(given[0].role, RoleKind::Leader);
    EXPECT_EQ(given[0].probability, 1);
  }
}

TEST(Roles, MakeItsOwnReportTheLeaderToo) {
  const Candidate report{
      .key = 7, .id = support::paper_id(7), .submitted = kReleased + 24, .named = true, .own_report = true};
  const auto given = give_roles(release(), 5, std::vector{report}, kPosterior, {});
  ASSERT_EQ(given.size(), 1U);
  EXPECT_EQ(given[0].role, RoleKind::Leader);
}

TEST(Roles, MakeWhatItsAuthorsPublishWithItTheLeaderAndTheirLaterWorkNothing) {
  const auto role_after = [](int days, Naming naming) {
    const Candidate theirs{.key = 7,
                           .id = support::paper_id(7),
                           .submitted = kReleased + days,
                           .named = naming == Naming::Named,
                           .by_its_authors = true};
    return give_roles(release(), 5, std::vector{theirs}, kPosterior, {});
  };
  for (const int days : {-14, 0, 30}) {
    const auto given = role_after(days, Naming::Named);
    ASSERT_EQ(given.size(), 1U) << days;
    EXPECT_EQ(given[0].role, RoleKind::Leader);
  }
  for (const int days : {-15, 31, 200}) EXPECT_TRUE(role_after(days, Naming::Named).empty()) << days;
  for (const int days : {0, 60}) EXPECT_TRUE(role_after(days, Naming::Unnamed).empty()) << days;
}

TEST(Roles, MakeWhatNamesTheReleaseAFollowerFromItsDay) {
  for (const int days : {0, 5, 400}) {
    const auto given = roles(days, Naming::Named);
    ASSERT_EQ(given.size(), 1U) << days;
    EXPECT_EQ(given[0].role, RoleKind::Follower);
    EXPECT_EQ(given[0].probability, kPosterior);
    EXPECT_TRUE(given[0].named);
  }
}

TEST(Roles, MakeWhatCameWithinThreeWeeksWithoutNamingItConcurrent) {
  for (const int days : {-21, 0, 21}) {
    const auto given = roles(days, Naming::Unnamed);
    ASSERT_EQ(given.size(), 1U) << days;
    EXPECT_EQ(given[0].role, RoleKind::Concurrent) << days;
    EXPECT_EQ(given[0].probability, kBelongs);
  }
}

TEST(Roles, MakeWhatCameLaterWithoutNamingItAnUnsureFollower) {
  const auto given = roles(22, Naming::Unnamed);
  ASSERT_EQ(given.size(), 1U);
  EXPECT_EQ(given[0].role, RoleKind::Follower);
  EXPECT_DOUBLE_EQ(given[0].probability, kPosterior * kBelongs);
}

TEST(Roles, GiveNoneThatIsLessLikelyThanNot) {
  const Candidate paper{.key = 7, .id = support::paper_id(7), .submitted = kReleased + 40, .belongs = 0.5};
  EXPECT_TRUE(give_roles(release(), 5, std::vector{paper}, kPosterior, {}).empty());
}

TEST(Roles, GiveNoneToWhatCameWellBefore) {
  EXPECT_TRUE(roles(-22, Naming::Unnamed).empty());
  EXPECT_TRUE(roles(-30, Naming::Named).empty());
}

TEST(Roles, CountTheLagFromReleaseToAnnouncement) {
  EXPECT_EQ(roles(10, Naming::Named).at(0).lag_days, 11);
  EXPECT_EQ(roles(-10, Naming::Unnamed).at(0).lag_days, -9);
}

TEST(Roles, SayOfWhichWaveReleaseAndPaper) {
  const auto role = roles(10, Naming::Named).at(0);
  EXPECT_EQ(role.burst, 5);
  EXPECT_EQ(role.release, "deepseek-r1");
  EXPECT_EQ(role.paper, 7);
  EXPECT_FALSE(role.evidence.empty());
}

TEST(Roles, AreNoneWithoutPapers) {
  EXPECT_TRUE(give_roles(release(), 1, {}, kPosterior, {}).empty());
}

}  // namespace bandwagon::attribute

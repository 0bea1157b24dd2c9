#include "daemon/store/digest_questions.hpp"

#include <gtest/gtest.h>

#include "daemon/store/findings.hpp"
#include "daemon/store/read_only.hpp"
#include "tests/support/papers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::store {
namespace {

constexpr const char *kWeekOfBirth = "2025-01-27", *kWeekAfter = "2025-02-03";

// A wave in a cluster topic, told with nine papers in the week of the topic's birth.
model::WeekFindings told_wave() {
  using support::day;
  return {.week = day(kWeekOfBirth),
          .closed = day(kWeekAfter),
          .method = "method-1",
          .state_hash = "1",
          .topics = {{.id = 1, .label = "gribask", .first_label = "gribask", .born = day(kWeekOfBirth)}},
          .topic_weeks = {{.topic = 1, .week = day(kWeekOfBirth), .observed = 5, .expected = std::nullopt}},
          .bursts = {{.id = 1,
                      .topic = 1,
                      .label = "gribask",
                      .onset = day(kWeekOfBirth),
                      .onset_low = day(kWeekOfBirth),
                      .onset_high = day(kWeekOfBirth),
                      .confirmed = day(kWeekAfter),
                      .ended = std::nullopt,
                      .state = "confirmed"}},
          .alerts = {{.id = 1,
                      .burst = 1,
                      .release = std::nullopt,
                      .reason = model::AlertReason::New,
                      .raised = day(kWeekAfter),
                      .headline = "A wave",
                      .evidence = R"({"observed":9.0})"}}};
}

class CurrentWaves : public ::testing::Test {
 protected:
  void close(const model::WeekFindings& findings) {
    const auto closed = commit_week(connection_, findings);
    ASSERT_TRUE(closed) << closed.error().message;
  }
  double papers(model::Day until) {
    auto database = ReadOnly::open(folder_ / "a.db").value();
    const auto table = database.all(current_waves(until)).value();
    EXPECT_EQ(table.rows.size(), 1U);
    return table.rows.empty() ? 0 : std::get<double>(table.rows[0].at(3));
  }

  test::TemporaryFolder folder_;
  Connection connection_ = open_writer(folder_ / "a.db").value();
};

}  // namespace

TEST_F(CurrentWaves, HaveThePapersOfTheWeeksSinceTheBirthOfTheirTopic) {
  close(told_wave());
  EXPECT_EQ(papers(support::day(kWeekAfter)), 5);
}

TEST_F(CurrentWaves, HaveThePapersLastToldWhereTheirTopicIsNoMore) {
  close(told_wave());
  close({.week = support::day(kWeekAfter),
         .closed = support::day(kWeekAfter) + 7,
         .method = "method-1",
         .state_hash = "2"});
  EXPECT_EQ(papers(support::day(kWeekAfter) + 7), 9);
}

}  // namespace bandwagon::store

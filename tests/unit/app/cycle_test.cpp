#include "daemon/app/cycle.hpp"

#include <gmock/gmock.h>

#include "daemon/store/findings.hpp"
#include "tests/support/live_sources.hpp"

namespace bandwagon::app {
namespace {

using support::answer;
using support::new_york;
using support::no_record;
using support::recorded_mailing;
using ::testing::HasSubstr;

// The recorded mailing, sent on Sunday 2026-09-27 with other papers: the last one of its week.
std::string sundays_mailing() {
  std::string mailing = recorded_mailing();
  const auto replace_all = [&](const std::string& from, const std::string& to) {
    for (auto at = mailing.find(from); at != std::string::npos; at = mailing.find(from, at + to.size()))
      mailing.replace(at, from.size(), to);
  };
  replace_all("Thu, 24 Sep 2026", "Mon, 28 Sep 2026");
  replace_all("2609.26", "2609.28");
  return mailing;
}

struct Cycle : support::LiveSources {
  config::Config config = [this] {
    config::Config settings;
    settings.arxiv = arxiv;
    settings.releases.catalogue = "";
    settings.releases.labs = "";
    return settings;
  }();

  Result<CycleReport> run() {
    return run_cycle({.database = database, .transport = transport, .clock = clock, .config = config}, {});
  }

  // A week in which the feed showed Wednesday's and Sunday's mailing, and arXiv's record had no other.
  Result<CycleReport> run_to_the_weeks_end() {
    transport.answers = {answer(200, recorded_mailing()), no_record("2026-09-24T04:30:00Z"),
                         answer(200, sundays_mailing(), "0a1b"), no_record("2026-09-28T04:30:00Z")};
    EXPECT_EQ(run()->closed.weeks, 0);
    clock.wait_until(new_york("2026-09-28", 0, 20), {});
    return run();
  }
};

TEST_F(Cycle, ClosesTheWeekWhenItsLastMailingIsInAndWritesTheDigestInAllFaces) {
  const auto report = run_to_the_weeks_end();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->summary(), "2 new papers; weeks closed: 1; alerts: 0");
  EXPECT_EQ(store::last_closed_week(database)->value().week.iso(), "2026-09-21");
  ASSERT_TRUE(report->digest);
  EXPECT_EQ(report->digest->parent_path(), folder / "digests");
  for (const char* ending : {".html", ".md", ".txt", ".json"}) {
    EXPECT_GT(std::filesystem::file_size(std::filesystem::path(*report->digest).replace_extension(ending)), 0u)
        << ending;
  }
}

TEST_F(Cycle, WritesADigestThatAKilledCycleLeftUnwrittenAndThenNoMore) {
  const auto report = run_to_the_weeks_end();
  ASSERT_TRUE(report && report->digest);
  std::filesystem::remove(*report->digest);
  transport.answers = {answer(304, ""), answer(304, "")};
  EXPECT_EQ(run()->digest, report->digest);
  EXPECT_FALSE(run()->digest);
}

TEST_F(Cycle, LeavesAWeekOpenWhileItsLastMailingIsLate) {
  transport.answers = {answer(200, recorded_mailing()), no_record("2026-09-24T04:30:00Z"),
                       answer(200, recorded_mailing())};
  ASSERT_TRUE(run());
  clock.wait_until(new_york("2026-09-28", 0, 20), {});
  const auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->closed.weeks, 0);
  EXPECT_THAT(report->summary(), HasSubstr("late"));
  EXPECT_FALSE(report->fetch.is_well());
}

TEST_F(Cycle, ClosesTheWeekByArxivsRecordWhereTheFeedIsLate) {
  transport.answers = {answer(200, recorded_mailing()), no_record("2026-09-24T04:30:00Z"),
                       answer(200, recorded_mailing()), no_record("2026-09-28T04:30:00Z")};
  ASSERT_TRUE(run());
  clock.wait_until(new_york("2026-09-28", 0, 20), {});
  const auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->closed.weeks, 1);
  EXPECT_EQ(report->fetch.poll->mail, Mail::Repaired);
  EXPECT_TRUE(report->fetch.is_well());
}

TEST_F(Cycle, DoesNotCloseAWeekWithADayThatNobodySaw) {
  transport.answers = {answer(200, recorded_mailing()), no_record("2026-09-24T04:30:00Z"),
                       answer(200, sundays_mailing())};  // Thursday's was missed, and the record does not answer
  ASSERT_TRUE(run());
  clock.wait_until(new_york("2026-09-28", 0, 20), {});
  EXPECT_EQ(run()->closed.weeks, 0);
  clock.advance(std::chrono::hours{24 * 7});
  transport.answers = {answer(304, "")};
  EXPECT_EQ(run()->closed.weeks, 0);
  transport.answers = {answer(304, ""), no_record("2026-10-05T04:30:00Z")};
  EXPECT_EQ(run()->closed.weeks, 2);
}

TEST_F(Cycle, IsNoFailureBeforeAnyPaperIsStored) {
  const auto report = run();  // arXiv is not there
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->fetch.poll);
  EXPECT_FALSE(report->digest);
  EXPECT_THAT(report->summary(), HasSubstr("arXiv not read"));
}

TEST_F(Cycle, FailsWhenClosingFailsAndKeepsWhatThePollBrought) {
  config.releases.catalogue = folder / "missing.toml";
  transport.answers = {answer(200, recorded_mailing()), no_record("2026-09-24T04:30:00Z"), answer(304, "")};
  const auto report = run();
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("missing.toml"));
  config.releases.catalogue = "";
  EXPECT_EQ(run()->fetch.poll->mail, Mail::Unchanged);
}

}  // namespace
}  // namespace bandwagon::app

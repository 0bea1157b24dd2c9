#include "daemon/app/cycle.hpp"

#include <gmock/gmock.h>

#include "daemon/store/findings.hpp"
#include "daemon/store/sources.hpp"
#include "tests/support/live_sources.hpp"

namespace bandwagon::app {
namespace {

using support::answer;
using support::recorded_mailing;
using ::testing::HasSubstr;

struct Cycle : support::LiveSources {
  config::Config config = [this] {
    config::Config settings;
    settings.arxiv = arxiv;
    return settings;
  }();
  int closes = 0;
  CloseWeeks close_nothing = [this](store::Connection&, const config::Config&, std::stop_token) -> Result<ClosedWeeks> {
    ++closes;
    return ClosedWeeks{};
  };

  Result<CycleReport> run(const CloseWeeks& close_weeks) {
    return run_cycle({.database = database, .transport = transport, .clock = clock, .config = config, .close_weeks = close_weeks}, {});
  }
};

// Closes one quiet week, as the analysis would.
Result<ClosedWeeks> close_a_week(store::Connection& database, const config::Config&, std::stop_token) {
  model::WeekFindings findings;
  findings.week = *model::Day::parse("2026-09-14");
  findings.closed = *model::Day::parse("2026-09-21");
  findings.method = "test";
  findings.state_hash = "0";
  if (const auto committed = store::commit_week(database, findings); !committed) return tl::unexpected(committed.error());
  return ClosedWeeks{.weeks = 1, .alerts = 0};
}

TEST_F(Cycle, PollsClosesFinishedWeeksAndWritesTheirDigestInAllFaces) {
  transport.answers = {answer(200, recorded_mailing())};
  const auto report = run(close_a_week);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->summary(), "2 new papers, 1 weeks closed, 0 alerts");
  EXPECT_EQ(report->digest, folder / "digests" / "2026-09-21.html");
  for (const char* ending : {"html", "md", "txt", "json"}) {
    EXPECT_GT(std::filesystem::file_size(folder / "digests" / (std::string("2026-09-21.") + ending)), 0u) << ending;
  }
}

TEST_F(Cycle, WritesADigestThatAKilledCycleLeftUnwrittenAndThenNoMore) {
  ASSERT_TRUE(close_a_week(database, config, {}));
  transport.answers = {answer(200, recorded_mailing()), answer(304, "")};
  EXPECT_TRUE(run(close_nothing)->digest);
  EXPECT_FALSE(run(close_nothing)->digest);
}

TEST_F(Cycle, ClosesWeeksAlthoughArxivCannotBeReached) {
  const auto report = run(close_nothing);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->poll);
  EXPECT_EQ(closes, 1);
  EXPECT_FALSE(report->digest);
  EXPECT_THAT(report->summary(), HasSubstr("arXiv not read"));
}

TEST_F(Cycle, FailsWhenClosingFailsAndKeepsWhatThePollBrought) {
  transport.answers = {answer(200, recorded_mailing()), answer(304, "")};
  const auto report = run([](store::Connection&, const config::Config&, std::stop_token) -> Result<ClosedWeeks> {
    return fail(ErrorKind::Failed, "disk full");
  });
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().message, "disk full");
  EXPECT_EQ(run(close_nothing)->poll->mail, Mail::Unchanged);
}

}  // namespace
}  // namespace bandwagon::app

#include "daemon/service/cycle.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "daemon/store/findings.hpp"
#include "daemon/util/atomic_file.hpp"
#include "tests/support/files.hpp"
#include "tests/support/live_sources.hpp"
#include "tests/support/sample_database.hpp"

namespace bandwagon::service {
namespace {

using support::answer;
using support::new_york;
using support::no_record;
using support::recorded_mailing;
using ::testing::HasSubstr;
using ::testing::Not;

// The recorded mailing as if it had appeared on another day, "Mon, 28 Sep 2026", with other papers, "2609.28".
std::string mailing_of(const std::string& day, const std::string& papers) {
  std::string mailing = recorded_mailing();
  const auto replace_all = [&](const std::string& from, const std::string& to) {
    for (auto at = mailing.find(from); at != std::string::npos; at = mailing.find(from, at + to.size()))
      mailing.replace(at, from.size(), to);
  };
  replace_all("Thu, 24 Sep 2026", day);
  replace_all("2609.26", papers);
  return mailing;
}
std::string thursdays_mailing() {
  return mailing_of("Fri, 25 Sep 2026", "2609.27");
}
// Sent on Sunday 2026-09-27: the last one of its week.
std::string sundays_mailing() {
  return mailing_of("Mon, 28 Sep 2026", "2609.28");
}

struct Cycle : support::LiveSources {
  config::Config config = [this] {
    config::Config settings;
    settings.arxiv = arxiv;
    settings.releases.catalogue = "";
    settings.releases.labs = "";
    return settings;
  }();

  fetch::CurlSender sender{"bandwagon-test"};

  Result<CycleReport> run() {
    return run_cycle(
        {.database = database, .transport = transport, .clock = clock, .config = config, .sender = &sender}, {});
  }

  // The file that the cycle wrote last; empty: none.
  static std::filesystem::path digest_of(const Result<CycleReport>& report) {
    EXPECT_TRUE(report && report->digest);
    return report && report->digest ? report->digest->value_or(std::filesystem::path()) : std::filesystem::path();
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
  const auto html = digest_of(report);
  EXPECT_EQ(html.parent_path(), folder / "digests");
  for (const char* ending : {".html", ".md", ".txt", ".json"})
    EXPECT_GT(std::filesystem::file_size(std::filesystem::path(html).replace_extension(ending)), 0u) << ending;
}

TEST_F(Cycle, WritesADigestThatAKilledCycleLeftUnwrittenAndThenNoMore) {
  const auto report = run_to_the_weeks_end();
  const auto html = digest_of(report);
  std::filesystem::remove(html);
  transport.answers = {answer(304, ""), answer(304, "")};
  EXPECT_EQ(digest_of(run()), html);
  EXPECT_EQ(digest_of(run()), std::filesystem::path());
}

TEST_F(Cycle, WritesTheFeedAgainAndSweepsUpWhereItWasKilledBeforeTheDigestStood) {
  const auto html = digest_of(run_to_the_weeks_end());
  std::filesystem::remove(html);
  std::filesystem::remove(folder / "digests" / "atom.xml");
  const auto leftover = folder / "digests" / "2026-09-21.txt.aB3456";
  ASSERT_TRUE(util::write_atomically(leftover, "half"));
  std::filesystem::last_write_time(leftover, std::filesystem::file_time_type::clock::now() - std::chrono::hours{2});
  transport.answers = {answer(304, "")};
  EXPECT_EQ(digest_of(run()), html);
  EXPECT_TRUE(std::filesystem::exists(folder / "digests" / "atom.xml"));
  EXPECT_FALSE(std::filesystem::exists(leftover));
}

// A look in mid-week that raised an alert on this day.
void raise_alert(const store::Connection& database, int id, const char* day) {
  test::run_sql(
      database.path(),
      fmt::format("INSERT INTO topic VALUES ({0}, 'term', 't', 't', 20000, 'live', 9, NULL);"
                  "INSERT INTO burst VALUES ({0}, {0}, 'w', 'topical', 20000, 20000, 20000, 20000, NULL, 'confirmed', "
                  "9, 1, 9, 5, 15, 0);"
                  "INSERT INTO alert VALUES ({0}, {0}, NULL, 'new', unixepoch('{1}') / 86400, 'w: 9 papers', '{{}}')",
                  id, day));
}

TEST_F(Cycle, TellsAnAlertOfMidWeekOnItsDayAndNotAgainAtTheClose) {
  config::Channel channel;
  channel.name = "page", channel.kind = config::ChannelKind::File, channel.path = folder / "page.json";
  config.channels = {channel};
  ASSERT_TRUE(run_to_the_weeks_end());
  raise_alert(database, 1, "2026-10-01");
  clock.wait_until(new_york("2026-10-01", 1, 0), {});
  transport.answers = {answer(304, ""), answer(304, "")};
  const auto mid_week = run();
  EXPECT_EQ(digest_of(mid_week).filename(), "2026-10-01.html");
  EXPECT_EQ(mid_week->delivered.sent, 1);
  EXPECT_THAT(test::read_file(channel.path), HasSubstr("\"alert_id\": 1"));
  EXPECT_THAT(test::read_file(folder / "digests" / "atom.xml"), HasSubstr("alert/1"));
  test::run_sql(
      database.path(),
      "INSERT INTO closed_week SELECT week_day + 7, closed_day + 7, state_hash, method FROM closed_week ORDER BY 1 "
      "DESC "
      "LIMIT 1");
  const auto close = run();
  EXPECT_EQ(digest_of(close).filename(), "2026-10-05.html");
  EXPECT_EQ(close->delivered.sent, 1);
  EXPECT_THAT(test::read_file(channel.path), Not(HasSubstr("\"alert_id\": 1")));
  EXPECT_EQ(run()->delivered.sent, 0);
}

TEST_F(Cycle, DoesNotSendAgainWhatADeliveryOfAVersionBeforeToldWithItsWeek) {
  config::Channel channel;
  channel.name = "page", channel.kind = config::ChannelKind::File, channel.path = folder / "page.json";
  config.channels = {channel};
  ASSERT_TRUE(run_to_the_weeks_end());
  raise_alert(database, 1, "2026-09-25");  // in the week that was told on 28 September
  transport.answers = {answer(304, ""), answer(304, "")};
  const auto report = run();
  EXPECT_EQ(report->delivered.sent, 0);
  EXPECT_EQ(digest_of(report), std::filesystem::path()) << "nor written";
}

TEST_F(Cycle, DeliversThoughTheDigestCannotBeWritten) {
  config.digest_directory = "/proc/nowhere/digests";
  config::Channel channel;
  channel.name = "page", channel.kind = config::ChannelKind::File, channel.path = folder / "page.html";
  config.channels = {channel};
  const auto report = run_to_the_weeks_end();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->delivered.sent, 1);
  EXPECT_TRUE(std::filesystem::exists(channel.path));
  ASSERT_FALSE(report->outcome());
  EXPECT_THAT(report->outcome().error().message, HasSubstr("/proc/nowhere/digests"));
  EXPECT_THAT(report->summary(), HasSubstr("digest not written"));
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
  EXPECT_EQ(report->fetch.poll->mail, intake::Mail::Repaired);
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
  for (const char* day : {"2026-09-28", "2026-10-05"})
    EXPECT_TRUE(std::filesystem::exists(folder / "digests" / (std::string(day) + ".html"))) << day;
}

TEST_F(Cycle, ClosesTheWeekByTheFeedWhereOneSetOfTheRecordFailsForDaysThoughAnotherAnswers) {
  config.arxiv.categories = {"cs.LG", "stat.ML"};
  transport.answers = {
      answer(200, recorded_mailing()),  no_record("2026-09-24T04:30:00Z"), no_record("2026-09-24T04:30:00Z"),
      answer(200, thursdays_mailing()), no_record("2026-09-25T14:00:00Z"), answer(500, ""),
      answer(200, sundays_mailing()),   no_record("2026-09-28T04:30:00Z"), answer(500, "")};
  ASSERT_TRUE(run());
  clock.wait_until(new_york("2026-09-25", 10, 0), {});
  ASSERT_TRUE(run());
  clock.wait_until(new_york("2026-09-28", 0, 20), {});
  EXPECT_EQ(run()->closed.weeks, 1);
}

TEST_F(Cycle, WaitsForTheRecordAfterItWasReadWhileTheClockWasAhead) {
  transport.answers = {answer(200, recorded_mailing()),
                       no_record("2026-09-24T04:30:00Z"),
                       answer(200, thursdays_mailing()),
                       no_record("2026-09-25T14:00:00Z"),
                       answer(304, ""),
                       no_record("2026-09-25T14:10:00Z"),
                       answer(200, sundays_mailing())};
  ASSERT_TRUE(run());
  clock.wait_until(new_york("2026-09-25", 10, 0), {});
  ASSERT_TRUE(run());
  clock.advance(std::chrono::hours{24 * 10});
  ASSERT_TRUE(run());
  clock.advance(new_york("2026-09-28", 0, 20) - clock.now());  // put right
  const auto report = run();
  EXPECT_EQ(report->fetch.poll->mail, intake::Mail::Arrived);
  EXPECT_EQ(report->closed.weeks, 0);
}

TEST_F(Cycle, IsNoFailureBeforeAnyPaperIsStored) {
  const auto report = run();  // arXiv is not there
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->fetch.poll);
  EXPECT_EQ(digest_of(report), std::filesystem::path());
  EXPECT_THAT(report->summary(), HasSubstr("arXiv not read"));
}

TEST_F(Cycle, FailsWhenClosingFailsAndKeepsWhatThePollBrought) {
  config.releases.catalogue = folder / "missing.toml";
  transport.answers = {answer(200, recorded_mailing()), no_record("2026-09-24T04:30:00Z"), answer(304, "")};
  const auto report = run();
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("missing.toml"));
  config.releases.catalogue = "";
  EXPECT_EQ(run()->fetch.poll->mail, intake::Mail::Unchanged);
}

}  // namespace
}  // namespace bandwagon::service

// Months of daily service under a fake clock, against an arXiv that misbehaves in every way we know of, must leave the
// same database as one import and one analysis of the same papers. The history beside the tests is the stream.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "daemon/intake/by_identifier.hpp"
#include "tests/integration/simulated_service.hpp"

namespace bandwagon {
namespace {

using namespace std::chrono_literals;
using namespace support;
using model::Day;

const Day kLastDay = day("2025-02-27");

// A year's mishaps in a few months.
std::vector<FaultTime> mishaps() {
  std::vector<FaultTime> faults;
  const auto at = [&](int days, int from_hour, int hours, Fault fault) {
    const util::Moment from = new_york(kFirstDay + days, from_hour);
    faults.push_back({.from = from, .until = from + std::chrono::hours{hours}, .fault = fault});
  };
  at(1, 0, 2, Fault::UnavailableForAWhile);
  at(2, 0, 5, Fault::Unavailable);
  at(3, 0, 9, Fault::TooMany);
  at(4, 0, 2, Fault::NotAcceptable);
  at(7, 0, 3, Fault::Forbidden);
  at(9, 0, 6, Fault::RateExceeded);
  at(10, 0, 24, Fault::EmptyFeed);
  at(11, 0, 24, Fault::StaleFeed);
  at(14, 0, 24, Fault::StaleUnderNewDate);
  at(15, 0, 4, Fault::TruncatedXml);
  at(16, 0, 4, Fault::TruncatedGzip);
  at(17, 0, 4, Fault::WrongCharset);
  at(18, 0, 2, Fault::HugeBody);
  at(21, 0, 2, Fault::EndlessBody);
  at(22, 0, 4, Fault::RedirectLoop);
  at(23, 0, 4, Fault::ForgedRedirect);
  at(28, 0, 24, Fault::TokenExpires);
  at(29, 0, 24, Fault::DuplicatePages);
  at(30, 0, 24, Fault::DisorderedPages);
  at(31, 0, 24, Fault::DeletedRecords);
  at(44, 0, 24, Fault::TokenExpires);  // on the day after five days of downtime
  at(92, 0, 24, Fault::DisorderedPages);
  return faults;
}

std::vector<std::string> rows(const std::filesystem::path& file, const std::string& sql) {
  const SQLite::Database database(file.string());
  SQLite::Statement query(database, sql);
  std::vector<std::string> lines;
  while (query.executeStep()) {
    std::string line;
    for (int column = 0; column < query.getColumnCount(); ++column) line += query.getColumn(column).getString() + "|";
    lines.push_back(std::move(line));
  }
  return lines;
}

struct MonthsOfService : SimulatedService {
  MonthsOfService() : SimulatedService(history, mishaps()) {}

  void expect_same(const std::string& what, const std::string& sql) {
    const auto lived = rows(folder / "live.db", sql), imported = rows(folder / "imported.db", sql);
    EXPECT_FALSE(lived.empty()) << what;
    EXPECT_EQ(lived.size(), imported.size()) << what;
    for (std::size_t at = 0; at < std::min(lived.size(), imported.size()); ++at) {
      if (lived[at] == imported[at]) continue;
      ADD_FAILURE() << what << ", first difference\n lived:    " << lived[at] << "\n imported: " << imported[at];
      return;
    }
  }
};

TEST_F(MonthsOfService, LeaveTheSameDatabaseAsOneImport) {
  {
    auto live = store::open_writer(folder / "live.db").value();
    import_until(live, papers, kFirstDay - 1);
  }
  serve_until(new_york(kLastDay + 1, 12));

  auto imported = store::open_writer(folder / "imported.db").value();
  import_until(imported, papers, kLastDay);
  const closing::AnalyzeParams seen{.until = kLastDay, .complete = kLastDay};
  const auto closed = closing::close_finished_weeks(imported, config, seen, {});
  ASSERT_TRUE(closed) << closed.error().message;
  EXPECT_GT(closed->new_alerts, 0);

  expect_same("papers", "SELECT * FROM papers ORDER BY arxiv_id");
  expect_same("submission times", "SELECT arxiv_id, submitted_at FROM paper ORDER BY arxiv_id");
  expect_same("weeks", "SELECT week, category, stored, closed_on, state_hash FROM weeks ORDER BY week, category");
  expect_same("topics", "SELECT * FROM topics ORDER BY topic_id");
  expect_same("topic papers", "SELECT * FROM topic_papers ORDER BY topic_id, arxiv_id");
  expect_same("topic weeks", "SELECT * FROM topic_weeks ORDER BY topic_id, week");
  expect_same("lineage", "SELECT * FROM lineage ORDER BY week, event, from_topic, to_topic");
  expect_same("bursts", "SELECT * FROM bursts ORDER BY burst_id");
  expect_same("attributions", "SELECT * FROM attributions ORDER BY burst_id, release_id");
  expect_same("roles", "SELECT * FROM roles ORDER BY burst_id, release_id, arxiv_id");
  expect_same("alerts", "SELECT * FROM alerts ORDER BY alert_id");
  expect_same("full text", "SELECT count(*) FROM paper_text WHERE paper_text MATCH 'reasoning'");

  const auto conduct = arxiv.conduct();
  EXPECT_GE(conduct.shortest_gap, 3s);
  EXPECT_EQ(conduct.most_at_once, 1);
  EXPECT_TRUE(conduct.while_forbidden.empty()) << conduct.while_forbidden.size();
  for (const auto format : {FeedFormat::Rss, FeedFormat::Atom}) EXPECT_GT(conduct.feeds_served.at(format), 20u);
  for (const FaultTime& mishap : mishaps())
    EXPECT_GT(conduct.faults_served.count(mishap.fault), 0u) << "fault " << static_cast<int>(mishap.fault);
  const auto covered = rows(
      folder / "live.db", "SELECT count(*), min(coverage) FROM weeks WHERE week BETWEEN '2024-11-11' AND '2025-02-16'");
  EXPECT_THAT(covered.at(0), ::testing::EndsWith("|1.0|")) << "every paper that arXiv told of is stored";
  std::size_t faults = 0;
  for (const auto& [fault, count] : conduct.faults_served) faults += count;
  fmt::print("cycles {} (not well: {}), requests {}, faults served {}, shortest gap {} ms, coverage {}\n", cycles,
             failed_cycles, conduct.requests, faults, conduct.shortest_gap.count(), covered.at(0));
}

// What the query API tells of a paper is what an import tells, down to withdrawals and the highest version.
TEST_F(MonthsOfService, PapersByIdentifierAreThoseOfAnImport) {
  const Day today = kFirstDay + 60;  // no fault is served then
  clock.wait_truly_until(new_york(today, 12));
  std::vector<model::PaperId> ids;
  for (const SimulatedPaper& one : papers)
    if (one.version_on(today - 1) > 0) ids.push_back(one.paper.id);
  ASSERT_GT(ids.size(), 500u);
  const model::PaperId unknown = *model::PaperId::parse("2301.99999");
  ids.push_back(unknown);
  {
    auto asked = store::open_writer(folder / "live.db").value();
    fetch::HttpTransport transport(intake::user_agent(config.arxiv));
    const config::Config settings = settings_now();
    const intake::Sources sources{.database = asked, .transport = transport, .clock = clock, .arxiv = settings.arxiv};
    const auto report = intake::fetch_papers(sources, ids, {});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_THAT(report->unknown, ::testing::ElementsAre(unknown));
    EXPECT_THAT(report->faults, ::testing::IsEmpty());
    auto imported = store::open_writer(folder / "imported.db").value();
    import_until(imported, papers, today - 1);
  }
  expect_same(
      "papers by identifier",
      "SELECT arxiv_id, version, title, abstract, authors, primary_category, categories, submitted_on, withdrawn "
      "FROM papers ORDER BY arxiv_id");
  expect_same("submission times", "SELECT arxiv_id, submitted_at FROM paper ORDER BY arxiv_id");
  const auto conduct = arxiv.conduct();
  EXPECT_EQ(conduct.requests, (ids.size() + 99) / 100);
  EXPECT_GE(conduct.shortest_gap, 3s);
}

}  // namespace
}  // namespace bandwagon

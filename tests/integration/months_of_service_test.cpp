// Months of daily service under a fake clock, against an arXiv that misbehaves in every way we know of, must leave the
// same database as one import and one analysis of the same papers. The history beside the tests is the stream.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "daemon/app/cycle.hpp"
#include "daemon/app/import.hpp"
#include "daemon/app/schedule.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/files/line_reader.hpp"
#include "daemon/parse/kaggle.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/util/new_york.hpp"
#include "tests/support/simulated_arxiv.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon {
namespace {

using model::Day;
using namespace std::chrono_literals;
using support::Fault;
using support::FaultTime;
using support::SimulatedPaper;

constexpr const char* kHistory = "/data/history-cs.CL-2024-07_2025-04.jsonl.zst";
constexpr int kEvery = 12;  // of the history's papers one in so many: enough for waves, little enough for ./check
constexpr int kSecondsPerDay = 86400;

Day day(const char* iso) {
  return Day::parse(iso).value();
}
const Day kFirstDay = day("2024-11-04");  // of the service; everything before is imported
const Day kLastDay = day("2025-02-27");
const std::vector<std::string> kWatched{"cs.CL"};

unsigned dice(const std::string& text, unsigned sides) {
  std::uint32_t hash = 2166136261;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
  return (hash >> 7) % sides;
}

util::Moment new_york(Day on, int hour, int minute = 0) {
  return util::Moment{
      std::chrono::seconds{util::unix_seconds({.day = on, .second_of_day = hour * 3600 + minute * 60})}};
}

// Time as it is, and the service's idea of it.
class TwoClocks final : public util::Clock {
 public:
  explicit TwoClocks(util::Moment start) : true_(start) {}

  util::Moment now() const override { return true_now() + offset_; }
  void wait_until(util::Moment moment, std::stop_token) override {
    if (moment > now()) true_ = moment - offset_;
  }
  util::Moment true_now() const { return true_; }
  void wait_truly_until(util::Moment moment) { true_ = std::max(true_.load(), moment); }
  void go_wrong_by(std::chrono::milliseconds offset) { offset_ = offset; }

 private:
  std::atomic<util::Moment> true_;
  std::chrono::milliseconds offset_{0};
};

// The name can be written in a record and in a feed, and read back.
bool is_plain(const std::string& name) {
  return name.find_first_of(",()&\\{}$~^;:") == std::string::npos &&
         (" " + name + " ").find(" and ") == std::string::npos &&
         std::all_of(name.begin(), name.end(), [](char byte) { return byte >= ' '; });
}

// What happens to a paper after it was mailed: some are replaced, a few often, a few withdrawn.
std::vector<Day> mailings_of(const model::Paper& paper, const model::MailingCalendar& calendar) {
  std::vector<Day> mailed{paper.announced};
  const unsigned fate = dice(paper.id.str(), 20);
  const int versions = fate == 0 ? 8 : fate < 5 ? 2 : 1;  // above version 5 the feed is silent
  for (int version = 2; version <= versions; ++version) {
    Day next = mailed.back() + 1 + static_cast<int>(dice(paper.id.str() + std::to_string(version), 30));
    while (!calendar.is_mailing_day(next)) next = next + 1;
    mailed.push_back(next);
  }
  return mailed;
}

// One in kEvery papers of the history, at a time of day of their own.
std::vector<SimulatedPaper> history(const model::MailingCalendar& calendar) {
  auto reader = files::LineReader::open(std::string(BANDWAGON_SOURCE_DIR) + kHistory).value();
  std::vector<SimulatedPaper> papers;
  for (auto line = reader.next(); line && *line; line = reader.next()) {
    auto record = parse::kaggle_record((*line)->text, day("2026-01-01"));
    if (!record) continue;
    model::Paper& paper = record->paper;
    const bool chosen = dice(paper.id.str(), kEvery) == 0 || paper.title.find("R1") != std::string::npos;
    if (!chosen || !std::all_of(paper.authors.begin(), paper.authors.end(), is_plain)) continue;
    paper.submitted_at =
        std::int64_t{paper.submitted.value} * kSecondsPerDay + dice(paper.id.str() + "t", kSecondsPerDay);
    paper.announced = util::announcement_day(calendar, paper.submitted_at);
    papers.push_back({.paper = paper, .mailed = mailings_of(paper, calendar), .withdrawn_at_last = false});
    papers.back().withdrawn_at_last = papers.back().mailed.size() == 2 && dice(paper.id.str() + "w", 6) == 0;
  }
  return papers;
}

// The papers as an import brings them on the morning after `evening`.
void import_until(store::Connection& database, const std::vector<SimulatedPaper>& papers, Day evening) {
  std::vector<store::PaperRecord> records;
  for (const SimulatedPaper& one : papers) {
    const int version = one.version_on(evening);
    if (version == 0) continue;
    store::PaperRecord record{.paper = one.paper, .record_day = one.mailed[static_cast<std::size_t>(version - 1)] + 1};
    record.paper.version = version;
    record.paper.withdrawn = one.withdrawn_at_last && version == static_cast<int>(one.mailed.size());
    records.push_back(std::move(record));
  }
  ASSERT_TRUE(store::store_papers(database, records));
}

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

struct Span {
  int from, until;  // days of the service
  bool holds(util::Moment now) const {
    return now >= new_york(kFirstDay + from, 0) && now < new_york(kFirstDay + until, 0);
  }
  util::Moment end() const { return new_york(kFirstDay + until, 7, 13); }
};
constexpr Span kTlsFails{24, 25}, kDnsFails{25, 26}, kClockIsWrong{95, 96};
constexpr Span kDowntimes[]{{35, 36}, {38, 43}, {50, 90}};

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

struct MonthsOfService : ::testing::Test {
  test::TemporaryFolder folder;
  config::Config config = [] {
    config::Config settings;
    settings.arxiv.categories = kWatched;
    settings.arxiv.contact = "test@example.org";
    return settings;
  }();
  std::vector<SimulatedPaper> papers = history(config.arxiv.calendar);
  TwoClocks clock{new_york(kFirstDay, 9)};
  support::SimulatedArxiv arxiv{papers, kWatched, mishaps(), [this] { return clock.true_now(); }};
  std::size_t cycles = 0, failed_cycles = 0;

  config::Config settings_now() const {
    config::Config now = config;
    std::string host = arxiv.url("");
    if (kTlsFails.holds(clock.true_now())) host = "https" + host.substr(4);
    if (kDnsFails.holds(clock.true_now())) host = "http://" + std::string(70, 'x') + ".example";
    now.arxiv.rss_url = host + "/rss";
    now.arxiv.oai_url = host + "/oai";
    return now;
  }

  // As the service lives: a database and a transport for each cycle, then rest until the schedule says otherwise.
  void serve_until(util::Moment end) {
    int failures = 0;
    while (clock.true_now() < end) {
      clock.go_wrong_by(kClockIsWrong.holds(clock.true_now()) ? 365 * 24h : 0h);
      const config::Config settings = settings_now();
      auto database = store::open_writer(folder / "live.db");
      ASSERT_TRUE(database) << database.error().message;
      fetch::HttpTransport transport(app::user_agent(settings.arxiv));
      const auto report =
          app::run_cycle({.database = *database, .transport = transport, .clock = clock, .config = settings}, {});
      ASSERT_TRUE(report) << report.error().message;
      ++cycles;
      failures = report->fetch.is_well() ? 0 : failures + 1;
      failed_cycles += failures > 0;
      const auto delay = app::installation_delay(settings.arxiv.contact);
      clock.wait_until(app::next_poll(clock.now(), {.failures = failures, .delay = delay}), {});
      for (const Span& downtime : kDowntimes)
        if (downtime.holds(clock.true_now())) clock.wait_truly_until(downtime.end());
    }
    clock.go_wrong_by(0h);
  }

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
  const app::AnalyzeParams seen{.until = kLastDay, .complete = kLastDay};
  const auto closed = app::close_finished_weeks(imported, config, seen, {});
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

}  // namespace
}  // namespace bandwagon

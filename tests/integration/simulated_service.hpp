#pragma once
// The service under a fake clock, with the history beside the tests as the stream of papers.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "daemon/fetch/http.hpp"
#include "daemon/files/line_reader.hpp"
#include "daemon/intake/schedule.hpp"
#include "daemon/parse/kaggle.hpp"
#include "daemon/service/cycle.hpp"
#include "daemon/service/log.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/util/new_york.hpp"
#include "tests/support/simulated_arxiv.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::support {

using model::Day;
using namespace std::chrono_literals;

inline constexpr const char* kHistory = "/data/history-cs.CL-2024-07_2025-04.jsonl.zst";
inline constexpr int kEvery =
    12;  // of the history's papers one in so many: enough for waves, little enough for ./check
inline constexpr int kSecondsPerDay = 86400;

inline Day day(const char* iso) {
  return Day::parse(iso).value();
}
inline const Day kFirstDay = day("2024-11-04");  // of the service; everything before is imported
inline const std::vector<std::string> kWatched{"cs.CL"};

inline unsigned dice(const std::string& text, unsigned sides) {
  std::uint32_t hash = 2166136261;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
  return (hash >> 7) % sides;
}

inline util::Moment new_york(Day on, int hour, int minute = 0) {
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
inline bool is_plain(const std::string& name) {
  return name.find_first_of(",()&\\{}$~^;:") == std::string::npos &&
         (" " + name + " ").find(" and ") == std::string::npos &&
         std::all_of(name.begin(), name.end(), [](char byte) { return byte >= ' '; });
}

// What happens to a paper after it was mailed: some are replaced, a few often, a few withdrawn.
inline std::vector<Day> mailings_of(const model::Paper& paper, const model::MailingCalendar& calendar) {
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

// Holds papers back until those with neighbouring numbers are mailed, as arXiv's moderators do.
inline void mail_in_order(std::vector<model::Paper>& papers) {
  std::sort(papers.begin(), papers.end(), [](const auto& one, const auto& other) { return one.id < other.id; });
  for (auto first = papers.begin(); first != papers.end();) {
    const auto end =
        std::find_if(first, papers.end(), [&](const auto& one) { return one.id.month() != first->id.month(); });
    std::vector<Day> expected;
    for (auto paper = first; paper != end; ++paper) expected.push_back(paper->announced);
    for (const Day day : model::mailed_in_order(expected)) (first++)->announced = day;
  }
}

// One in kEvery papers of the history, at a time of day of their own.
inline std::vector<SimulatedPaper> history(const model::MailingCalendar& calendar) {
  auto reader = files::LineReader::open(std::string(BANDWAGON_SOURCE_DIR) + kHistory).value();
  std::vector<model::Paper> chosen;
  for (auto line = reader.next(); line && *line; line = reader.next()) {
    auto record = parse::kaggle_record((*line)->text, day("2026-01-01"));
    if (!record) continue;
    model::Paper& paper = record->paper;
    const bool is_chosen = dice(paper.id.str(), kEvery) == 0 || paper.title.find("R1") != std::string::npos;
    if (!is_chosen || !std::all_of(paper.authors.begin(), paper.authors.end(), is_plain)) continue;
    paper.submitted_at =
        std::int64_t{paper.submitted.value} * kSecondsPerDay + dice(paper.id.str() + "t", kSecondsPerDay);
    paper.announced = util::announcement_day(calendar, paper.id, paper.submitted_at);
    chosen.push_back(std::move(paper));
  }
  mail_in_order(chosen);
  std::vector<SimulatedPaper> papers;
  for (const model::Paper& paper : chosen) {
    papers.push_back({.paper = paper, .mailed = mailings_of(paper, calendar), .withdrawn_at_last = false});
    papers.back().withdrawn_at_last = papers.back().mailed.size() == 2 && dice(paper.id.str() + "w", 6) == 0;
  }
  return papers;
}

// The papers as an import brings them on the morning after `evening`.
inline void import_until(store::Connection& database, const std::vector<SimulatedPaper>& papers, Day evening) {
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

struct Span {
  int from, until;  // days of the service
  bool holds(util::Moment now) const {
    return now >= new_york(kFirstDay + from, 0) && now < new_york(kFirstDay + until, 0);
  }
  util::Moment end() const { return new_york(kFirstDay + until, 7, 13); }
};
inline constexpr Span kTlsFails{24, 25}, kDnsFails{25, 26}, kClockIsWrong{95, 96};
inline const std::vector<Span> kDowntimes{{35, 36}, {38, 43}, {50, 90}};

// Takes the service's log and counts its lines.
class LineCount final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  int lines = 0;

 private:
  void sink_it_(const spdlog::details::log_msg&) override { ++lines; }
  void flush_() override {}
};

struct SimulatedService : ::testing::Test {
  SimulatedService(std::vector<SimulatedPaper> (*stream)(const model::MailingCalendar&), std::vector<FaultTime> faults)
      : papers(stream(config.arxiv.calendar)),
        arxiv(papers, kWatched, std::move(faults), [this] { return clock.true_now(); }) {
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("bandwagond", log));
  }

  test::TemporaryFolder folder;
  config::Config config = [] {
    config::Config settings;
    settings.arxiv.categories = kWatched;
    settings.arxiv.contact = "test@example.org";
    settings.releases.labs = "";  // no source but arXiv: a test never leaves the machine
    return settings;
  }();
  std::vector<SimulatedPaper> papers;
  TwoClocks clock{new_york(kFirstDay, 9)};
  support::SimulatedArxiv arxiv;
  std::shared_ptr<LineCount> log = std::make_shared<LineCount>();
  std::size_t cycles = 0, failed_cycles = 0;

  config::Config settings_now() const {
    config::Config now = config;
    std::string host = arxiv.url("");
    if (kTlsFails.holds(clock.true_now())) host = "https" + host.substr(4);
    if (kDnsFails.holds(clock.true_now())) host = "http://" + std::string(70, 'x') + ".example";
    const int week = (util::new_york(clock.true_now().time_since_epoch() / 1s).day - kFirstDay) / model::kDaysPerWeek;
    now.arxiv.rss_url = host + (week % 2 == 0 ? "/rss" : "/atom");
    now.arxiv.oai_url = host + "/oai";
    now.arxiv.api_url = host + "/api";
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
      fetch::HttpTransport transport(intake::user_agent(settings.arxiv));
      const auto report =
          service::run_cycle({.database = *database, .transport = transport, .clock = clock, .config = settings}, {});
      ASSERT_TRUE(report) << report.error().message;
      service::log_cycle(*report);
      ++cycles;
      failures = report->fetch.is_well() ? 0 : failures + 1;
      failed_cycles += failures > 0;
      const auto delay = intake::installation_delay(settings.arxiv.contact);
      clock.wait_until(intake::next_poll(clock.now(), {.failures = failures, .delay = delay}), {});
      for (const Span& downtime : kDowntimes)
        if (downtime.holds(clock.true_now())) clock.wait_truly_until(downtime.end());
    }
    clock.go_wrong_by(0h);
  }
};

}  // namespace bandwagon::support

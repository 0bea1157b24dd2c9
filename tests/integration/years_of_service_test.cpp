// A soak: two years of daily service in one process.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "tests/integration/simulated_service.hpp"

namespace bandwagon {
namespace {

using namespace support;

// The history three times over, thinned out: enough for two years and their past.
std::vector<SimulatedPaper> years_of_history(const model::MailingCalendar& calendar) {
  constexpr int kSpan = 303, kTimes = 4;  // days of the history
  const auto once = history(calendar);
  std::vector<SimulatedPaper> papers;
  std::map<std::string, int> numbers;  // of each month
  for (int time = 0; time < kTimes; ++time) {
    for (const SimulatedPaper& one : once) {
      if (dice(one.paper.id.str(), 3) != 0) continue;
      SimulatedPaper later = one;
      later.paper.submitted_at += std::int64_t{time} * kSpan * kSecondsPerDay;
      later.paper.announced = util::announcement_day(calendar, later.paper.submitted_at);
      const std::string month = later.paper.announced.iso().substr(2, 2) + later.paper.announced.iso().substr(5, 2);
      later.paper.id = *model::PaperId::parse(fmt::format("{}.{:05}", month, ++numbers[month]));
      later.mailed = mailings_of(later.paper, calendar);
      papers.push_back(std::move(later));
    }
  }
  return papers;
}

// Open files and resident memory of this process.
struct Usage {
  std::ptrdiff_t files;
  long kibibytes;
};
Usage usage() {
  const auto files = std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  std::ifstream statm("/proc/self/statm");
  long all = 0, resident = 0;
  statm >> all >> resident;
  return {.files = files, .kibibytes = resident * sysconf(_SC_PAGESIZE) / 1024};
}

struct TwoYearsOfService : SimulatedService {
  TwoYearsOfService() : SimulatedService(years_of_history, {}) {}
};

// Takes minutes: run it by hand with --gtest_also_run_disabled_tests.
TEST_F(TwoYearsOfService, DISABLED_TakeNoMoreMemoryAndFilesThanTheirWindow) {
  constexpr int kMonths = 24, kWindowMonths = 17;  // 68 weeks, less the imported past
  {
    auto live = store::open_writer(folder / "live.db").value();
    import_until(live, papers, kFirstDay - 1);
  }
  std::vector<Usage> months;
  for (int month = 1; month <= kMonths; ++month) {
    serve_until(new_york(kFirstDay + month * 30, 12));
    months.push_back(usage());
    fmt::print("month {}: {} KiB, {} files, {} cycles\n", month, months.back().kibibytes, months.back().files, cycles);
  }
  EXPECT_EQ(months.front().files, months.back().files);
  EXPECT_LT(months.back().kibibytes, months[kWindowMonths - 1].kibibytes * 11 / 10);
}

}  // namespace
}  // namespace bandwagon

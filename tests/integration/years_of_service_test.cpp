// A soak: two years of daily service in one process.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <malloc.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <span>

#include "tests/integration/simulated_service.hpp"

namespace bandwagon {
namespace {

using namespace support;

// The history four times over, thinned out: enough for two years and their past.
std::vector<SimulatedPaper> years_of_history(const model::MailingCalendar& calendar) {
  constexpr int kSpan = 303, kTimes = 4;  // days of the history
  const auto once = history(calendar);
  std::vector<SimulatedPaper> papers;
  for (int time = 0; time < kTimes; ++time) {
    for (const SimulatedPaper& one : once) {
      if (dice(one.paper.id.str() + "y", 3) != 0) continue;
      SimulatedPaper later = one;
      later.paper.submitted_at += std::int64_t{time} * kSpan * kSecondsPerDay;
      const auto received = util::new_york(later.paper.submitted_at);
      later.paper.announced = calendar.announces(received.day, received.second_of_day);
      papers.push_back(std::move(later));
    }
  }
  std::stable_sort(papers.begin(), papers.end(),
                   [](const auto& one, const auto& other) { return one.paper.announced < other.paper.announced; });
  std::map<std::string, int> numbers;  // of each month
  for (SimulatedPaper& one : papers) {
    const std::string month = one.paper.announced.iso().substr(2, 2) + one.paper.announced.iso().substr(5, 2);
    one.paper.id = *model::PaperId::parse(fmt::format("{}.{:05}", month, ++numbers[month]));
    one.mailed = mailings_of(one.paper, calendar);
  }
  return papers;
}

// What this process holds between two cycles.
struct Usage {
  double files;
  double resident, heap;  // KiB; of the heap what is in use
};
Usage usage() {
  const auto files = std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  std::ifstream statm("/proc/self/statm");
  long all = 0, resident = 0;
  statm >> all >> resident;
  const auto allocated = mallinfo2();
  constexpr double kKibibyte = 1024;
  return {.files = static_cast<double>(files),
          .resident = static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / kKibibyte,
          .heap = static_cast<double>(allocated.uordblks + allocated.hblkhd) / kKibibyte};
}

// How much `what` grows in twelve months by the line of least squares through them, as a share of its mean.
double yearly_growth(std::span<const Usage> months, double Usage::*what) {
  const auto count = static_cast<double>(months.size());
  double sum = 0, products = 0, squares = 0;
  for (std::size_t m = 0; m < months.size(); ++m) {
    const double from_middle = static_cast<double>(m) - (count - 1) / 2;
    sum += months[m].*what;
    products += from_middle * months[m].*what;
    squares += from_middle * from_middle;
  }
  return 12 * (products / squares) / (sum / count);
}

struct TwoYearsOfService : SimulatedService {
  TwoYearsOfService() : SimulatedService(years_of_history, {}) {}
};

// Takes minutes: run it by hand with --gtest_also_run_disabled_tests.
TEST_F(TwoYearsOfService, DISABLED_TakeNoMoreMemoryAndFilesInTheSecondThanInTheFirst) {
  constexpr int kMonths = 24, kDaysPerMonth = 30, kFirstYear = 12;  // in which the window of 68 weeks fills
  {
    auto live = store::open_writer(folder / "live.db").value();
    import_until(live, papers, kFirstDay - 1);
  }
  std::vector<Usage> months;
  for (int month = 1; month <= kMonths; ++month) {
    serve_until(new_york(kFirstDay + month * kDaysPerMonth, 12));
    months.push_back(usage());
    const auto& [files, resident, heap] = months.back();
    fmt::print("month {}: {:.0f} KiB resident, {:.0f} KiB of heap in use, {} files, {} cycles, {} lines of log\n",
               month, resident, heap, files, cycles, log->lines);
  }
  const std::span second = std::span(months).subspan(kFirstYear);
  const double resident = yearly_growth(second, &Usage::resident), heap = yearly_growth(second, &Usage::heap);
  fmt::print("the second year: resident {:+.1f} %, heap {:+.1f} %\n", 100 * resident, 100 * heap);
  EXPECT_LT(resident, 0.1);
  EXPECT_LT(heap, 0.02);
  EXPECT_LE(months.back().files, months.front().files + 2);  // a connection may be about to close
  const double lines_a_day = static_cast<double>(log->lines) / (kMonths * kDaysPerMonth);
  EXPECT_GE(lines_a_day, 1);
  EXPECT_LE(lines_a_day, 20);  // a screen
}

}  // namespace
}  // namespace bandwagon

#pragma once
#include <chrono>
#include <string>

#include "daemon/answer/export.hpp"
#include "daemon/intake/import.hpp"

namespace bandwagon::cli {

// One line on stderr that is drawn over again while long work runs; silent where stderr is no terminal.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();  // leaves an empty line behind
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(const intake::ImportProgress& progress);
  void show_weeks(const std::string& week, std::int64_t done, std::int64_t total);
  void show_export(const answer::ExportProgress& progress);
  void clear() const;  // before something else is printed

 private:
  using Clock = std::chrono::steady_clock;
  void start_over(const std::string& subject);
  void draw(const std::string& text) const;

  bool on_terminal_;
  std::string subject_;  // the bar starts anew for each file or run
  Clock::time_point started_;
};

}  // namespace bandwagon::cli

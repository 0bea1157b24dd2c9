#pragma once
#include <chrono>
#include <string>

#include "daemon/app/import.hpp"

namespace bandwagon::cli {

// One line on stderr that is drawn over again while an import runs; silent where stderr is no terminal.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();  // leaves an empty line behind
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(const app::ImportProgress& progress);
  void clear() const;  // before something else is printed

 private:
  using Clock = std::chrono::steady_clock;

  bool on_terminal_;
  std::string file_;  // the bar starts anew for each file
  Clock::time_point started_;
};

}  // namespace bandwagon::cli

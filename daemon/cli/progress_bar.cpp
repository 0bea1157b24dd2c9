#include "daemon/cli/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "daemon/app/progress_text.hpp"

namespace bandwagon::cli {
namespace {

constexpr const char* kClearLine = "\r\x1b[K";

}  // namespace

ProgressBar::ProgressBar() : on_terminal_(::isatty(STDERR_FILENO) == 1), started_(Clock::now()) {}

ProgressBar::~ProgressBar() {
  clear();
}

void ProgressBar::show(const app::ImportProgress& progress) {
  if (!on_terminal_) return;
  if (file_ != progress.file) {
    file_ = progress.file;
    started_ = Clock::now();
  }
  fmt::print(stderr, "{}{}", kClearLine, app::progress_text(progress, Clock::now() - started_));
  std::fflush(stderr);
}

void ProgressBar::clear() const {
  if (on_terminal_ && !file_.empty()) fmt::print(stderr, "{}", kClearLine);
}

}  // namespace bandwagon::cli

#include "daemon/cli/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "daemon/intake/progress_text.hpp"

namespace bandwagon::cli {
namespace {

constexpr const char* kClearLine = "\r\x1b[K";

}  // namespace

ProgressBar::ProgressBar() : on_terminal_(::isatty(STDERR_FILENO) == 1), started_(Clock::now()) {}

ProgressBar::~ProgressBar() {
  clear();
}

void ProgressBar::start_over(const std::string& subject) {
  if (subject_ == subject) return;
  subject_ = subject;
  started_ = Clock::now();
}

void ProgressBar::draw(const std::string& text) const {
  if (!on_terminal_) return;
  fmt::print(stderr, "{}{}", kClearLine, text);
  std::fflush(stderr);
}

void ProgressBar::show(const intake::ImportProgress& progress) {
  start_over(progress.file);
  draw(intake::progress_text(progress, Clock::now() - started_));
}

void ProgressBar::show_weeks(const std::string& week, std::int64_t done, std::int64_t total) {
  start_over("weeks");
  const std::chrono::duration<double> elapsed = Clock::now() - started_;
  const auto left =
      static_cast<std::int64_t>(elapsed.count() * static_cast<double>(total - done) / static_cast<double>(done));
  draw(fmt::format("week of {}  {} of {}  ETA {}:{:02}", week, done, total, left / 60, left % 60));
}

void ProgressBar::show_export(const answer::ExportProgress& progress) {
  start_over("export");
  draw(fmt::format("{} {}  {} of {} views", progress.view, progress.month, progress.views_done + 1, progress.views));
}

void ProgressBar::clear() const {
  if (on_terminal_ && !subject_.empty()) fmt::print(stderr, "{}", kClearLine);
}

}  // namespace bandwagon::cli

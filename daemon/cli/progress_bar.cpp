#include "daemon/cli/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace bandwagon::cli {
namespace {

constexpr const char* kClearLine = "\r\x1b[K";

std::string with_separators(std::int64_t number) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

}  // namespace

std::string progress_text(const app::ImportProgress& progress, std::chrono::duration<double> elapsed) {
  std::string text;
  const double seconds = elapsed.count();
  const auto total = static_cast<double>(progress.bytes_total.value_or(0)), read = static_cast<double>(progress.bytes_read);
  if (total > 0) text += fmt::format("{:3.0f} %  ", 100 * read / total);
  text += with_separators(progress.papers) + " papers";
  if (seconds > 0) text += fmt::format("  {}/s", with_separators(static_cast<std::int64_t>(static_cast<double>(progress.papers) / seconds)));
  if (total > 0 && read > 0) {
    const auto left = static_cast<std::int64_t>(seconds * (total - read) / read + 0.5);
    text += fmt::format("  ETA {}:{:02}", left / 60, left % 60);
  }
  return text;
}

ProgressBar::ProgressBar() : on_terminal_(::isatty(STDERR_FILENO) == 1), started_(Clock::now()) {}

ProgressBar::~ProgressBar() { clear(); }

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

void ProgressBar::show(const app::ImportProgress& progress) {
  start_over(progress.file);
  draw(progress_text(progress, Clock::now() - started_));
}

void ProgressBar::show_weeks(const std::string& week, std::int64_t done, std::int64_t total) {
  start_over("weeks");
  const std::chrono::duration<double> elapsed = Clock::now() - started_;
  const auto left = static_cast<std::int64_t>(elapsed.count() * static_cast<double>(total - done) / static_cast<double>(done));
  draw(fmt::format("week of {}  {} of {}  ETA {}:{:02}", week, done, total, left / 60, left % 60));
}

void ProgressBar::clear() const {
  if (on_terminal_ && !subject_.empty()) fmt::print(stderr, "{}", kClearLine);
}

}  // namespace bandwagon::cli

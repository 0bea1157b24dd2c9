#include "daemon/intake/progress_text.hpp"

#include <fmt/format.h>

namespace bandwagon::intake {
namespace {

std::string with_separators(std::int64_t number) {
  const auto digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

}  // namespace

std::string progress_text(const ImportProgress& progress, std::chrono::duration<double> elapsed) {
  std::string text;
  const double seconds = elapsed.count();
  const auto total = static_cast<double>(progress.bytes_total.value_or(0)),
             read = static_cast<double>(progress.bytes_read);
  if (total > 0) text += fmt::format("{:3.0f} %  ", 100 * read / total);
  text += with_separators(progress.papers) + " papers";
  if (seconds > 0)
    text += fmt::format("  {}/s",
                        with_separators(static_cast<std::int64_t>(static_cast<double>(progress.papers) / seconds)));
  if (total > 0 && read > 0) {
    const auto left = static_cast<std::int64_t>(seconds * (total - read) / read + 0.5);
    text += fmt::format("  ETA {}:{:02}", left / 60, left % 60);
  }
  return text;
}

}  // namespace bandwagon::intake

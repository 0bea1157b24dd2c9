#include "daemon/render/figures.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

namespace bandwagon::render {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

struct Civil {
  int day;
  std::string_view month;
  std::string year;
};

Civil civil(model::Day day) {
  const std::string iso = day.iso();
  const std::size_t dash = iso.find('-', 1);  // a year may carry a sign
  const int month = std::stoi(iso.substr(dash + 1, 2));
  return {std::stoi(iso.substr(dash + 4, 2)), kMonths[static_cast<std::size_t>(month - 1)], iso.substr(0, dash)};
}

}  // namespace

std::string day_words(model::Day day) {
  const Civil c = civil(day);
  return fmt::format("{} {} {}", c.day, c.month.substr(0, 3), c.year);
}

std::string period_words(model::Day since, model::Day until) {
  const Civil a = civil(since), b = civil(until);
  if (since == until) return fmt::format("{} {} {}", b.day, b.month, b.year);
  if (a.year != b.year) return fmt::format("{} {} {} – {} {} {}", a.day, a.month, a.year, b.day, b.month, b.year);
  if (a.month != b.month) return fmt::format("{} {} – {} {} {}", a.day, a.month, b.day, b.month, b.year);
  return fmt::format("{}–{} {} {}", a.day, b.day, b.month, b.year);
}

std::string short_day(model::Day day, model::Day other) {
  const Civil c = civil(day);
  return c.year == civil(other).year ? fmt::format("{} {}", c.day, c.month.substr(0, 3)) : day_words(day);
}

std::string figure(double value) {
  constexpr double kSmallest = 0.001;  // below it, digits say nothing
  const double size = std::abs(value);
  if (value == std::floor(value) || size >= 20) return fmt::format("{:.0f}", value);
  if (size >= 1) return fmt::format("{:.1f}", value);
  if (size >= 0.1) return fmt::format("{:.2f}", value);
  if (size >= kSmallest) return fmt::format("{:.2g}", value);
  return value > 0 ? "< 0.001" : "0";
}

std::string probability(double value) {
  if (value < 0.01) return "< 0.01";
  if (value > 0.99) return "> 0.99";
  return fmt::format("{:.2f}", value);
}

std::string small_probability(double value) {
  if (value < 0.001) return "< 0.001";
  return fmt::format("{:.{}f}", value, value < 0.01 ? 3 : 2);
}

std::string times(double ratio) {
  constexpr double kBeyondMeaning = 1000;  // where next to nothing was expected
  if (ratio > kBeyondMeaning) return "over 1000";
  return fmt::format("{:.{}f}", ratio, ratio < 10 ? 1 : 0);
}

std::string percent(double share) {
  const double value = share * 100;
  if (value == 0) return "0 %";
  if (value < 0.1) return "under 0.1 %";
  return fmt::format("{:.{}f} %", value, value < 1 ? 1 : 0);
}

}  // namespace bandwagon::render

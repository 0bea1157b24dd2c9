#include "daemon/render/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"

namespace bandwagon::render {
namespace {

constexpr double kHeight = 100;  // of the drawing; the page decides the height in pixels
constexpr double kStep = 10;     // one week
constexpr double kBar = 7.4;
constexpr double kThinnest = 1.2;  // a week with no paper is still a week that was looked at

double tallest(const std::vector<digest::WeekCount>& weekly) {
  double most = 1;
  for (const auto& week : weekly) most = std::max({most, week.observed.value_or(0), week.expected.value_or(0)});
  return most;
}

std::string bars(const std::vector<digest::WeekCount>& weekly, double most, const std::optional<Mark>& release) {
  std::string out;
  for (std::size_t i = 0; i < weekly.size(); ++i) {
    if (!weekly[i].observed) continue;
    const double height = std::max(*weekly[i].observed / most * kHeight, kThinnest);
    const bool since = release && weekly[i].week >= release->day.monday();
    fmt::format_to(std::back_inserter(out),
                   "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\"/>", since ? "b s" : "b",
                   static_cast<double>(i) * kStep + (kStep - kBar) / 2, kHeight - height, kBar, height);
  }
  return out;
}

std::string expected_line(const std::vector<digest::WeekCount>& weekly, double most) {
  std::string path;
  bool drawing = false;
  for (std::size_t i = 0; i < weekly.size(); ++i) {
    if (!weekly[i].expected) {
      drawing = false;
      continue;
    }
    const double y = kHeight - *weekly[i].expected / most * kHeight, x = static_cast<double>(i) * kStep;
    fmt::format_to(std::back_inserter(path), "{}{:.1f} {:.1f}H{:.1f}", drawing ? "L" : "M", x, y, x + kStep);
    drawing = true;
  }
  return path.empty() ? path : fmt::format("<path class=\"e\" d=\"{}\"/>", path);
}

// The counts between which a Poisson count with this mean lies with probability 0.95 at least. O(mean).
struct Counts {
  double low = 0, high = 0;
};
Counts chance(double mean) {
  constexpr double kTail = 0.025, kLarge = 500;
  if (mean > kLarge) return {mean - 1.96 * std::sqrt(mean), mean + 1.96 * std::sqrt(mean)};
  double probability = std::exp(-mean), below = 0;
  Counts counts;
  for (double k = 0;; ++k) {
    if (below <= kTail) counts.low = k;
    below += probability;
    if (below >= 1 - kTail) {
      counts.high = k;
      return counts;
    }
    probability *= mean / (k + 1);
  }
}

// What chance alone makes of the expected papers, as one area for each run of weeks.
std::string expected_band(const std::vector<digest::WeekCount>& weekly, double most) {
  std::string out, below;
  for (std::size_t i = 0; i <= weekly.size(); ++i) {
    if (i == weekly.size() || !weekly[i].expected) {
      if (!below.empty()) out += below + "Z";
      below.clear();
      continue;
    }
    const Counts counts = chance(*weekly[i].expected);
    const double x = static_cast<double>(i) * kStep, high = kHeight - std::min(counts.high / most, 1.0) * kHeight,
                 low = kHeight - counts.low / most * kHeight;
    out += fmt::format("{}{:.1f} {:.1f}H{:.1f}", below.empty() ? "M" : "L", x, high, x + kStep);
    below = fmt::format("L{:.1f} {:.1f}H{:.1f}", x + kStep, low, x) + below;
  }
  return out.empty() ? out : fmt::format("<path class=\"w\" d=\"{}\"/>", out);
}

// Where the release lies on the axis, 0 … 1; nothing when it lies outside.
std::optional<double> place_of(const std::vector<digest::WeekCount>& weekly, model::Day day) {
  const double days = weekly.back().week - weekly.front().week + model::kDaysPerWeek;
  const double place = static_cast<double>(day - weekly.front().week) / days;
  if (place < 0 || place > 1) return std::nullopt;
  return place;
}

}  // namespace

std::string sparkline(const std::vector<digest::WeekCount>& weekly, std::size_t most) {
  constexpr std::array<std::string_view, 8> kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::size_t first = weekly.size() > most ? weekly.size() - most : 0;
  const std::vector<digest::WeekCount> latest(weekly.begin() + static_cast<std::ptrdiff_t>(first), weekly.end());
  double top = 1;
  for (const auto& week : latest) top = std::max(top, week.observed.value_or(0));
  std::string line;
  for (const auto& week : latest) {
    const double share = std::clamp(week.observed.value_or(0) / top, 0.0, 1.0);
    line += week.observed ? kBlocks[static_cast<std::size_t>(std::lround(share * 7))] : "·";
  }
  return line;
}

std::string chart_html(const std::vector<digest::WeekCount>& weekly, const std::optional<Mark>& release,
                       const std::string& about, std::int64_t key) {
  if (weekly.size() < 2) return {};
  const double most = tallest(weekly), width = static_cast<double>(weekly.size()) * kStep;
  const auto place = release ? place_of(weekly, release->day) : std::nullopt;
  std::string mark, flag;
  if (place) {
    mark = fmt::format("<path class=\"r\" d=\"M{0:.1f} 0V{1}\"/>", *place * width, kHeight);
    const bool left = *place > 0.5;
    constexpr std::size_t kLongestName = 24;
    flag = fmt::format(
        "<svg class=\"flag\" aria-hidden=\"true\"><text x=\"{:.1f}%\" y=\"1.1em\" dx=\"{}\"{}>{}</text></svg>",
        *place * 100, left ? -5 : 5, left ? " text-anchor=\"end\"" : "",
        html(clipped(plain(release->name), kLongestName)));
  }
  return fmt::format(
      "<figure class=\"chart\"><div class=\"plot\">{flag}<svg class=\"bars\" viewBox=\"0 0 {width} {height}\" "
      "preserveAspectRatio=\"none\" "
      "role=\"img\" aria-labelledby=\"t{key} d{key}\"><title id=\"t{key}\">Papers a week</title><desc "
      "id=\"d{key}\">{about}{seen}</desc>"
      "{band}{bars}{line}{mark}</svg></div>"
      "<figcaption><span>{first}</span><span class=\"key\"><i class=\"k b\"></i>papers a week, most {most} "
      "<i class=\"k e\"></i>expected, shaded: 95 % of what chance makes of "
      "it</span><span>{last}</span></figcaption></figure>\n",
      fmt::arg("flag", flag), fmt::arg("width", width), fmt::arg("height", kHeight), fmt::arg("key", key),
      fmt::arg("about", html(about)),
      fmt::arg("seen", place ? ". The mark is the release of " + html(release->name) : ""),
      fmt::arg("band", expected_band(weekly, most)), fmt::arg("bars", bars(weekly, most, release)),
      fmt::arg("line", expected_line(weekly, most)), fmt::arg("mark", mark),
      fmt::arg("first", day_words(weekly.front().week)), fmt::arg("most", figure(most)),
      fmt::arg("last", day_words(weekly.back().week)));
}

}  // namespace bandwagon::render

#include "daemon/render/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

constexpr std::size_t kFewestPoints = 2;

// A figure around the drawing: SVG head with what screen readers say, and the caption below.
std::string figure_html(std::string_view kind, std::int64_t key, std::string_view title, std::string_view about,
                        std::string_view drawing, std::string_view caption) {
  return fmt::format(
      "<figure class=\"chart {0}\"><div class=\"plot\"><svg {1}role=\"{7}\" aria-labelledby=\"{0}-t{2} {0}-d{2}\">"
      "<title id=\"{0}-t{2}\">{3}</title><desc id=\"{0}-d{2}\">{4}</desc>{5}</svg></div>"
      "<figcaption>{6}</figcaption></figure>\n",
      kind, kind == "map" ? "" : "viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" ", key, html(title), html(about),
      drawing, caption, drawing.find("<a ") == std::string_view::npos ? "img" : "group");
}

// --- the map ---

constexpr double kNarrowest = 300, kMapHeight = 240;       // pixels of the plot on a phone
constexpr double kLetter = 6.4, kLine = 15, kGap = 9;      // a name's letter, its height, its distance from the dot
constexpr double kRadius = 5;                              // of a dot
constexpr std::size_t kMostNames = 12, kLongestName = 22;  // letters
constexpr std::size_t kMostDots = 24;                      // that eyes and fingers can tell apart

struct Box {
  double left, right, top, bottom;
  bool touches(const Box& o) const { return left < o.right && o.left < right && top < o.bottom && o.top < bottom; }
};

struct Scale {
  double oldest = 4, largest = 2, smallest = 1e9;
  // Shares of the plot's width from the left and of its height from the top; the margins keep dots inside.
  double across(double weeks) const { return 0.03 + 0.94 * std::log1p(weeks / 4) / std::log1p(oldest / 4); }
  double down(double papers) const { return 0.92 - 0.86 * std::log(papers / smallest) / std::log(largest / smallest); }
};

std::string map_axes(const Scale& scale) {
  std::string out;
  for (const double papers : {1.0, 10.0, 100.0, 1000.0})
    if (papers < scale.largest && papers >= scale.smallest)
      fmt::format_to(std::back_inserter(out),
                     "<line class=\"g\" x1=\"0\" x2=\"100%\" y1=\"{0:.1f}%\" y2=\"{0:.1f}%\"/>"
                     "<text class=\"a\" x=\"100%\" dy=\"-3\" text-anchor=\"end\" y=\"{0:.1f}%\">{1:.0f}</text>",
                     100 * scale.down(papers), papers);
  return out;
}

Box name_box(const Scale& scale, const digest::CurrentWave& wave, double letters, bool to_the_left) {
  const double x = scale.across(wave.weeks_old) * kNarrowest, y = scale.down(wave.papers) * kMapHeight;
  const double width = letters * kLetter + kGap;
  return {to_the_left ? x - width : x + kRadius, to_the_left ? x - kRadius : x + width, y - kLine / 2, y + kLine / 2};
}

std::string map_dot(const Scale& scale, const MapDot& dot, std::vector<Box>& taken, std::size_t rank) {
  const auto& wave = dot.wave;
  const double x = 100 * scale.across(wave.weeks_old), y = 100 * scale.down(wave.papers);
  const std::string name = clipped(plain(wave.label), kLongestName);
  std::string words;
  for (const bool left : {x > 55, x <= 55}) {
    const Box box = name_box(scale, wave, static_cast<double>(display_width(name)), left);
    const bool fits = box.left >= 0 && box.right <= kNarrowest && rank < kMostNames &&
                      std::none_of(taken.begin(), taken.end(), [&](const Box& other) { return box.touches(other); });
    if (!fits) continue;
    taken.push_back(box);
    words = fmt::format("<text x=\"{:.1f}%\" y=\"{:.1f}%\" dy=\"4\" dx=\"{}\"{}>{}</text>", x, y, left ? -kGap : kGap,
                        left ? " text-anchor=\"end\"" : "", html(name));
    break;
  }
  const std::string drawn =
      fmt::format("<circle class=\"{}\" cx=\"{:.1f}%\" cy=\"{:.1f}%\" r=\"{}\"><title>{}: {}</title></circle>{}",
                  dot.place == MapDot::Place::Told ? "d n" : "d", x, y, kRadius, html(wave.label),
                  html(current_words(wave)), words);
  return dot.link.empty() ? drawn : fmt::format("<a href=\"{}\">{}</a>", html(dot.link), drawn);
}

// What is told here, and of the others the largest that fit.
std::vector<MapDot> drawn_of(const std::vector<MapDot>& dots) {
  const auto is_told = [](const MapDot& dot) { return dot.place == MapDot::Place::Told; };
  auto told = static_cast<std::size_t>(std::count_if(dots.begin(), dots.end(), is_told));
  std::vector<MapDot> drawn;
  for (const auto& dot : dots) {
    if (!is_told(dot) && drawn.size() + told >= kMostDots) continue;
    if (is_told(dot)) --told;
    drawn.push_back(dot);
  }
  return drawn;
}

}  // namespace

std::string lag_histogram(const std::vector<int>& lags, std::int64_t key) {
  const std::string about = lag_words(lags);
  if (about.empty() || lags.size() < kFewestPoints) return {};
  const double most = *std::max_element(lags.begin(), lags.end());
  const double step = 100.0 / static_cast<double>(lags.size());
  std::string bars;
  for (std::size_t i = 0; i < lags.size(); ++i) {
    const double height = lags[i] / most * 100;
    if (lags[i] > 0)
      fmt::format_to(std::back_inserter(bars),
                     "<rect class=\"b s\" x=\"{:.2f}\" y=\"{:.1f}\" width=\"{:.2f}\" height=\"{:.1f}\"/>",
                     static_cast<double>(i) * step + step * 0.13, 100 - height, step * 0.74, height);
  }
  return figure_html("lags", key, "Followers by week after the release", about, bars,
                     fmt::format("<span>release</span><span class=\"key\">{}; most in a week: {}</span><span>week "
                                 "{}</span>",
                                 about, figure(most), lags.size()));
}

std::string lag_sparkline(const std::vector<int>& lags, std::size_t most) {
  constexpr std::array<std::string_view, 8> kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::size_t weeks = std::max<std::size_t>(1, (lags.size() + most - 1) / most);  // in a column
  std::vector<int> columns((lags.size() + weeks - 1) / weeks, 0);
  for (std::size_t i = 0; i < lags.size(); ++i) columns[i / weeks] += lags[i];
  const int top = columns.empty() ? 1 : std::max(1, *std::max_element(columns.begin(), columns.end()));
  std::string line;
  for (const int papers : columns) line += kBlocks[static_cast<std::size_t>(std::lround(7.0 * papers / top))];
  return weeks == 1 ? line : line + fmt::format("  {} weeks a column", weeks);
}

std::string herding_chart(const std::vector<digest::HerdingMonth>& months, const std::string& about, std::int64_t key) {
  if (months.size() < kFewestPoints) return {};
  double top = 0.01;
  for (const auto& month : months) top = std::max({top, month.share, month.high.value_or(0)});
  const double step = 100.0 / static_cast<double>(months.size() - 1);
  const auto point = [&](std::size_t i, double share) {
    return fmt::format("{:.2f} {:.2f}", static_cast<double>(i) * step, 100 - share / top * 100);
  };
  std::string line, above, below;
  for (std::size_t i = 0; i < months.size(); ++i) {
    line += (i == 0 ? "M" : "L") + point(i, months[i].share);
    above += (i == 0 ? "M" : "L") + point(i, months[i].high.value_or(months[i].share));
    const std::size_t back = months.size() - 1 - i;
    below += "L" + point(back, months[back].low.value_or(months[back].share));
  }
  const std::string drawing =
      fmt::format("<path class=\"w\" d=\"{}{}Z\"/><path class=\"l\" d=\"{}\"/>", above, below, line);
  const auto name = [](model::Day month) { return day_words(month).substr(2); };
  return figure_html("herd", key, "Share of papers that follow a release, by month", about, drawing,
                     fmt::format("<span>{}</span><span class=\"key\">share of papers that follow a release, top of the "
                                 "plot {}; band: 95 % interval</span><span>{}</span>",
                                 name(months.front().month), percent(top), name(months.back().month)));
}

std::string wave_map(const std::vector<MapDot>& current, std::int64_t key) {
  if (current.size() < kFewestPoints) return {};
  const auto dots = drawn_of(current);
  Scale scale;
  for (const auto& dot : dots) {
    scale.smallest = std::min(scale.smallest, std::max(dot.wave.papers, 1.0));
    scale.oldest = std::max(scale.oldest, dot.wave.weeks_old);
    scale.largest = std::max(scale.largest, dot.wave.papers);
  }
  scale.largest = std::max(scale.largest, 2 * scale.smallest);
  std::vector<Box> taken;
  for (const auto& dot : dots) {  // names keep off all dots
    const double x = scale.across(dot.wave.weeks_old) * kNarrowest, y = scale.down(dot.wave.papers) * kMapHeight;
    taken.push_back({x - kRadius, x + kRadius, y - kRadius, y + kRadius});
  }
  std::string drawing = map_axes(scale), about = "Current waves by age and size: ";
  const bool any_told =
      std::any_of(dots.begin(), dots.end(), [](const MapDot& dot) { return dot.place == MapDot::Place::Told; });
  std::size_t rank = 0;
  for (const auto place : {MapDot::Place::Told, MapDot::Place::Known})  // what is told here finds room first
    for (const auto& dot : dots)
      if (dot.place == place) drawing += map_dot(scale, dot, taken, rank++);
  for (std::size_t i = 0; i < dots.size(); ++i) {
    about += (i == 0 ? "" : "; ") + dots[i].wave.label + ", " + current_words(dots[i].wave);
  }
  const std::string rest =
      dots.size() < current.size() ? fmt::format("; and {} more", current.size() - dots.size()) : std::string();
  about += rest;
  return figure_html(
      "map", key, "Current waves by age and size", about, drawing,
      fmt::format("<span>new</span><span class=\"key\">{}upwards: papers in 4 weeks{}</span><span>{} weeks "
                  "old</span>",
                  any_told ? "<i class=\"k s\"></i>told here <i class=\"k b\"></i>running; " : "", rest,
                  figure(std::round(scale.oldest))));
}

}  // namespace bandwagon::render

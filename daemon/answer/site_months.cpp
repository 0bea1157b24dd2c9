// Fields and months of the site.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "daemon/answer/cells.hpp"
#include "daemon/answer/site_pages.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/pictures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::answer {
namespace {

using render::SitePage;
using render::SiteSection;

struct Figure {
  double value = 0;
  std::optional<double> low, high;
};
using Figures = std::map<std::string, Figure>;  // by metric

// field -> month -> metric; columns as in store::herding_figures.
std::map<std::string, std::map<std::string, Figures>> by_field(const Table& table) {
  std::map<std::string, std::map<std::string, Figures>> fields;
  for (const Row& row : table.rows) {
    const auto optional = [](const Cell& cell) { return is_null(cell) ? std::nullopt : std::optional(number(cell)); };
    fields[text_of(row[0])][text_of(row[1])][text_of(row[2])] = {number(row[3]), optional(row[4]), optional(row[5])};
  }
  return fields;
}

std::string field_path(const std::string& field) {
  return "field/" + render::slug(field) + ".html";
}
std::string month_path(const std::string& month) {
  return "month/" + render::slug(month) + ".html";
}

std::string field_name(const std::string& field) {
  return field == "all" ? "All fields" : field;
}

std::string range(const Figure& figure, double scale) {
  if (!figure.low || !figure.high) return {};
  return fmt::format(" ({:.0f}–{:.0f})", *figure.low * scale, *figure.high * scale);
}

// "4603 papers; 6 % follow a release (5–7); as many topics as 212 equally large ones; followers 21 days after"
std::string month_words(const Figures& figures) {
  std::string words;
  const auto add = [&](const char* metric, auto say) {
    const auto at = figures.find(metric);
    if (at != figures.end()) words += (words.empty() ? "" : "; ") + say(at->second);
  };
  add("papers", [](const Figure& f) { return fmt::format("{:.0f} papers", f.value); });
  add("follow_share", [](const Figure& f) { return render::percent(f.value) + " follow a release" + range(f, 100); });
  add("topics_n1", [](const Figure& f) {
    return fmt::format("as many topics as {:.0f} equally large ones", f.value) + range(f, 1);
  });
  add("lag_median", [](const Figure& f) { return fmt::format("followers {:.0f} days after", f.value) + range(f, 1); });
  add("abandoned_topics", [](const Figure& f) { return fmt::format("{:.0f} topics left", f.value); });
  return words;
}

std::vector<digest::HerdingMonth> course_of(const std::map<std::string, Figures>& months) {
  std::vector<digest::HerdingMonth> course;
  for (const auto& [month, figures] : months) {
    const auto at = figures.find("follow_share");
    const auto day = model::Day::parse(month + "-01");
    if (at != figures.end() && day)
      course.push_back({.month = *day, .share = at->second.value, .low = at->second.low, .high = at->second.high});
  }
  return course;
}

}  // namespace

void add_fields(const SiteContents& contents, Site& site) {
  for (const auto& [field, months] : by_field(contents.figures)) {
    const auto course = course_of(months);
    SitePage page{.path = field_path(field), .kicker = "Field", .title = field_name(field), .lead = {}};
    if (!course.empty()) page.lead = render::herding_words(course) + ".";
    page.sections.push_back({.heading = {}, .drawn = render::herding_chart(course, page.lead, 0)});
    SiteSection list{.heading = "Months"};
    for (auto month = months.rbegin(); month != months.rend(); ++month)
      list.lines.push_back(
          {.title = month->first, .note = month_words(month->second), .link = month_path(month->first)});
    page.sections.push_back(std::move(list));
    site.index.push_back({page.title, "field", page.path});
    site.pages.push_back(std::move(page));
  }
}

void add_months(const SiteContents& contents, Site& site) {
  std::map<std::string, SitePage> pages;
  constexpr std::size_t kMonth = 7;  // "2025-02"
  const auto page_of = [&](const std::string& month) -> SitePage& {
    SitePage& page = pages[month];
    if (page.sections.empty()) {
      page.path = month_path(month), page.kicker = "Month", page.title = month;
      page.sections = {{.heading = "Told in this month"}, {.heading = "Fields"}};
    }
    return page;
  };
  for (const Row& row : contents.alerts.rows)
    page_of(text_of(row[4]).substr(0, kMonth))
        .sections[0]
        .lines.push_back({.title = text_of(row[5]),
                          .note = text_of(row[4]) + ", " + text_of(row[3]),
                          .link = wave_path(whole(row[1]))});
  for (const auto& [field, months] : by_field(contents.figures))
    for (const auto& [month, figures] : months)
      page_of(month).sections[1].lines.push_back(
          {.title = field_name(field), .note = month_words(figures), .link = field_path(field)});
  for (auto& [month, page] : pages) site.pages.push_back(std::move(page));
}

}  // namespace bandwagon::answer

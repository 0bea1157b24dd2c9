#include "daemon/answer/site_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "daemon/answer/cells.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/pictures.hpp"
#include "daemon/render/wave_html.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::answer {
namespace {

using render::SiteLine;
using render::SitePage;
using render::SiteSection;

std::string release_path(const std::string& id) {
  return "release/" + render::slug(id) + ".html";
}
std::string pioneer_path(const std::string& arxiv_id) {
  return "pioneer/" + render::slug(arxiv_id) + ".html";
}
std::string arxiv(const std::string& id) {
  return "https://arxiv.org/abs/" + id;
}

std::string days_from(std::int64_t lag) {
  if (lag == 0) return "the same day";
  return fmt::format("{} day{} {}", lag < 0 ? -lag : lag, lag == 1 || lag == -1 ? "" : "s",
                     lag < 0 ? "before" : "after");
}

// Columns as in store::site_roles.
SiteSection papers_of(const SiteContents& contents, std::int64_t burst, const std::string& role,
                      const std::string& heading) {
  SiteSection section{.heading = heading};
  std::set<std::string> told;
  for (const Row& row : contents.roles.rows) {
    if (whole(row[0]) != burst || text_of(row[1]) != role || !told.insert(text_of(row[3])).second) continue;
    const bool pioneer = role == "pioneer";
    std::string note = "arXiv:" + text_of(row[3]) + ", " + days_from(whole(row[6]));
    if (!pioneer) note += whole(row[5]) != 0 ? ", names it" : ", does not name it";
    section.lines.push_back({.title = text_of(row[4]),
                             .note = note,
                             .link = pioneer ? pioneer_path(text_of(row[3])) : arxiv(text_of(row[3]))});
  }
  return section;
}

// Of releases, by id.
std::map<std::string, std::string> release_names(const SiteContents& contents) {
  std::map<std::string, std::string> names;
  for (const Row& row : contents.releases.rows) names[text_of(row[0])] = text_of(row[1]);
  return names;
}

// Whether a row of store::site_attributions is of a release that does not explain the wave alone.
bool is_shared(const Row& attribution) {
  return text_of(attribution[3]) == "shared";
}

void add_wave(const SiteContents& contents, const digest::Wave& wave, Site& site) {
  const std::int64_t burst = wave.latest.burst;
  SitePage page{.path = wave_path(burst),
                .kicker = wave.latest.reason == model::AlertReason::Ended ? "Wave, ended" : "Wave",
                .title = wave.title(),
                .lead = {}};
  digest::Wave body = wave;  // papers with a role towards a release stand in lists of their own
  if (wave.latest.release) body.latest.evidence.first_followers.clear(), body.latest.evidence.pioneers.clear();
  page.sections.push_back({.heading = "As last told", .drawn = render::wave_body(body)});
  SiteSection tied{.heading = "Tied to"}, possibly{.heading = "Possibly tied to"};
  auto names = release_names(contents);
  for (const Row& row : contents.attributions.rows)
    if (whole(row[1]) == burst)
      (is_shared(row) ? possibly : tied)
          .lines.push_back({.title = names[text_of(row[0])],
                            .note = "probability " + render::probability(number(row[4])),
                            .link = release_path(text_of(row[0]))});
  page.sections.push_back(std::move(tied));
  page.sections.push_back(std::move(possibly));
  page.sections.push_back(papers_of(contents, burst, "pioneer", "There before"));
  page.sections.push_back(papers_of(contents, burst, "follower", "First followers"));
  SiteSection told{.heading = "What was told"};
  for (const Row& row : contents.alerts.rows)
    if (whole(row[1]) == burst)
      told.lines.push_back({.title = text_of(row[4]) + ": " + text_of(row[3]), .note = text_of(row[5]), .link = {}});
  page.sections.push_back(std::move(told));
  site.index.push_back({wave.title(), "wave", page.path});
  constexpr std::size_t kBefore = 3, kFollowers = 4;
  for (const SiteLine& line : page.sections[kBefore].lines)
    site.index.push_back({line.title, "before " + wave.title(), line.link});
  for (const SiteLine& line : page.sections[kFollowers].lines)
    site.index.push_back({line.title, "in " + wave.title(), page.path});
  site.pages.push_back(std::move(page));
}

void add_releases(const SiteContents& contents, Site& site) {
  SitePage list{.path = "releases.html", .kicker = {}, .title = "Releases", .lead = "That waves are tied to."};
  SiteSection all{.heading = {}};
  for (const Row& row : contents.releases.rows) {
    const std::string id = text_of(row[0]);
    SitePage page{.path = release_path(id),
                  .kicker = "Release",
                  .title = text_of(row[1]),
                  .lead = text_of(row[2]) + ", " + text_of(row[4])};
    SiteSection waves{.heading = "Waves tied to it"}, papers{.heading = "Its papers"};
    for (const Row& tie : contents.attributions.rows) {
      if (text_of(tie[0]) != id) continue;
      std::string note =
          (is_shared(tie) ? "possibly, probability " : "probability ") + render::probability(number(tie[4]));
      if (!is_null(tie[5]))
        note += fmt::format(", {} papers beyond expectation in 26 weeks at most",
                            render::figure(std::round(number(tie[5]))));
      waves.lines.push_back({.title = text_of(tie[2]), .note = note, .link = wave_path(whole(tie[1]))});
    }
    for (const Row& paper : contents.release_papers.rows)
      if (text_of(paper[3]) == id)
        papers.lines.push_back({.title = text_of(paper[1]),
                                .note = "arXiv:" + text_of(paper[0]) + ", " + text_of(paper[2]),
                                .link = arxiv(text_of(paper[0]))});
    const std::size_t count = waves.lines.size();
    all.lines.push_back({.title = page.title,
                         .note = fmt::format("{} · {} wave{}", page.lead, count, count == 1 ? "" : "s"),
                         .link = page.path});
    site.index.push_back({page.title, "release, " + page.lead, page.path});
    page.sections = {std::move(waves), std::move(papers)};
    site.pages.push_back(std::move(page));
  }
  list.sections.push_back(std::move(all));
  site.pages.push_back(std::move(list));
}

void add_pioneers(const SiteContents& contents, Site& site) {
  auto names = release_names(contents);
  std::map<std::string, std::string> labels;  // of waves, by path
  for (const Row& row : contents.attributions.rows) labels[wave_path(whole(row[1]))] = text_of(row[2]);
  std::map<std::string, SitePage> pages;
  for (const Row& row : contents.roles.rows) {
    if (text_of(row[1]) != "pioneer") continue;
    SitePage& page = pages[text_of(row[3])];
    if (page.sections.empty()) {
      page.path = pioneer_path(text_of(row[3]));
      page.kicker = "There before", page.title = text_of(row[4]);
      page.sections.resize(2);
      page.sections[0].lines.push_back(
          {.title = "arXiv:" + text_of(row[3]), .note = {}, .link = arxiv(text_of(row[3]))});
      page.sections[1].heading = "What it anticipated";
    }
    page.sections[1].lines.push_back({.title = labels[wave_path(whole(row[0]))],
                                      .note = fmt::format("{} days before {}", -whole(row[6]), names[text_of(row[2])]),
                                      .link = wave_path(whole(row[0]))});
  }
  SitePage list{.path = "pioneers.html",
                .kicker = {},
                .title = "Pioneers",
                .lead = "Papers that were on the idea of a wave before the release it is tied to."};
  list.sections.resize(1);
  for (auto& [id, page] : pages) {
    list.sections[0].lines.push_back({.title = page.title, .note = "arXiv:" + id, .link = page.path});
    site.pages.push_back(std::move(page));
  }
  site.pages.push_back(std::move(list));
}

SiteSection section_of(const std::vector<digest::Wave>& waves, std::string heading) {
  SiteSection section{.heading = std::move(heading)};
  for (const auto& wave : waves)
    section.lines.push_back({.title = wave.title(),
                             .note = wave.latest.raised.iso() + ", " + render::glance_words(wave),
                             .link = wave_path(wave.latest.burst)});
  return section;
}

}  // namespace

std::string wave_path(std::int64_t burst) {
  return fmt::format("wave/{}.html", burst);
}

Site site_of(const SiteContents& contents) {
  Site site;
  const auto& all = contents.all;
  std::vector<render::MapDot> dots;
  for (const auto& wave : all.landscape.current) dots.push_back({.wave = wave, .link = wave_path(wave.burst)});
  SitePage home{.path = "index.html",
                .kicker = {},
                .title = "Which ideas the field is following",
                .lead =
                    "Waves of arXiv papers that grew beyond expectation, the releases they are tied to, and who was "
                    "there before.",
                .sections = {},
                .search = SitePage::Search::Here};
  home.sections.push_back({.heading = "Current waves", .drawn = render::wave_map(dots, 0)});
  SiteSection current{.heading = fmt::format("All {} of them", all.landscape.current.size())};
  for (const auto& wave : all.landscape.current)
    current.lines.push_back({.title = wave.label, .note = render::current_words(wave), .link = wave_path(wave.burst)});
  home.sections.push_back(std::move(current));
  const std::size_t at = site.pages.size();
  for (const auto* waves : {&all.waves, &all.ended})
    for (const auto& wave : *waves) add_wave(contents, wave, site);
  add_releases(contents, site);
  add_pioneers(contents, site);
  SitePage waves{.path = "waves.html", .kicker = {}, .title = "Waves", .lead = "All that were told."};
  waves.sections = {section_of(all.waves, "Running, or not yet told to have ended"), section_of(all.ended, "Ended")};
  site.pages.push_back(std::move(waves));
  SiteSection fields{.heading = "Fields"}, months{.heading = "Months"};
  const std::size_t before = site.pages.size();
  add_fields(contents, site);
  add_months(contents, site);
  for (std::size_t i = before; i < site.pages.size(); ++i) {
    auto& section = site.pages[i].path.starts_with("field/") ? fields : months;
    section.lines.push_back({.title = site.pages[i].title, .note = {}, .link = site.pages[i].path});
  }
  std::reverse(months.lines.begin(), months.lines.end());
  home.sections.push_back(
      {.heading = "Herding",
       .drawn = render::herding_chart(all.landscape.herding, render::herding_words(all.landscape.herding), 0)});
  home.sections.push_back(std::move(fields));
  home.sections.push_back(std::move(months));
  site.pages.insert(site.pages.begin() + static_cast<std::ptrdiff_t>(at), std::move(home));
  return site;
}

}  // namespace bandwagon::answer

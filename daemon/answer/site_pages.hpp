#pragma once
// What the site is made of, and the pages made from it. Private to the room.
#include <map>
#include <string>
#include <vector>

#include "analyzers/digest/digest.hpp"
#include "daemon/render/site.hpp"
#include "daemon/util/cell.hpp"

namespace bandwagon::answer {

struct SiteContents {
  digest::Digest all;                                                    // every told wave in its latest state
  Table alerts, roles, releases, attributions, release_papers, figures;  // see store/site_questions.hpp
};

// Pages in the order of their paths' first mention, and what the search looks through.
struct Site {
  std::vector<render::SitePage> pages;
  std::vector<render::SearchEntry> index;
};
Site site_of(const SiteContents& contents);

// The pages of fields and months, from the figures of herding and the alerts.
void add_fields(const SiteContents& contents, Site& site);
void add_months(const SiteContents& contents, Site& site);

std::string wave_path(std::int64_t burst);

}  // namespace bandwagon::answer

#pragma once
// Pages of the site: plain files that any web server can publish, or that are opened from a disk. One style sheet, one
// small script for the search, nothing remote. Everything that comes from the data is escaped here. Pure.
#include <string>
#include <vector>

namespace bandwagon::render {

struct SiteLine {
  std::string title, note;
  std::string link;  // within the site, from its root ("wave/12.html"), or https://; empty: none
};

struct SiteSection {
  std::string heading;
  std::vector<SiteLine> lines{};
  std::string drawn{};  // HTML made by this room
};

struct SitePage {
  std::string path;  // from the root of the site: "wave/12.html"
  std::string kicker, title, lead;
  std::vector<SiteSection> sections{};
  enum class Search { No, Here } search = Search::No;
};

std::string site_page(const SitePage& page);
std::string site_style();   // style.css
std::string site_script();  // search.js

// search-index.js: what the script looks through, loaded when somebody searches. Works without a server.
struct SearchEntry {
  std::string title, note, path;
};
std::string search_index(const std::vector<SearchEntry>& entries);

// Part of an address made of any text: letters, digits, dots, dashes; others become dashes.
std::string slug(const std::string& text);

}  // namespace bandwagon::render

#include "daemon/render/site.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/render/digest_style.hpp"
#include "daemon/render/escape.hpp"

namespace bandwagon::render {
namespace {

constexpr std::string_view kSiteStyle = R"css(
.bar { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin-bottom: 1.5rem; font: 600 .875rem system-ui, -apple-system, "Segoe UI", Roboto,
  "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; }
.bar a { color: var(--soft); text-decoration: none; } .bar a:first-child { color: var(--accent); }
.search { margin-top: 1.5rem; } .search label { display: block; font-weight: 600; }
.search input { width: 100%; margin-top: .35rem; padding: .6rem .75rem; font: inherit; color: inherit; background: var(--wash);
  border: 1px solid var(--soft); border-radius: .3rem; }
.search input:focus-visible { outline: 2px solid var(--accent); }
.short > .note { margin-top: .8rem; } .short > .note + .note { margin-top: .2rem; } .short > .tie { margin-top: 1rem; }
.short > section { margin-top: 1.5rem; } .short > h2 + .note { margin-top: .5rem; }
.papers .title a { text-decoration-color: var(--bar); } .papers .title a:hover { text-decoration-color: var(--accent); }
.columns { columns: 9rem; } .columns li { break-inside: avoid; } .columns li + li { margin-top: 0; }
)css";

constexpr std::string_view kScript = R"js("use strict";
(function () {
  var box = document.getElementById("q"), list = document.getElementById("hits"), said = document.getElementById("said");
  var most = 30, loading = false;
  if (!box) return;
  function folded(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }
  function show() {
    var words = folded(box.value).split(/\s+/).filter(Boolean), index = window.bandwagonIndex;
    list.textContent = "";
    if (!words.length || !index) { said.textContent = words.length ? "One moment \u2026" : ""; return; }
    var hits = index.filter(function (entry) {
      var text = folded(entry[0] + " " + entry[1]);
      return words.every(function (word) { return text.indexOf(word) >= 0; });
    });
    hits.slice(0, most).forEach(function (entry) {
      var item = document.createElement("li"), link = document.createElement("a"), note = document.createElement("span");
      link.href = entry[2]; link.textContent = entry[0]; link.className = "title"; link.dir = "auto";
      note.textContent = entry[1]; note.className = "note";
      item.appendChild(link); item.appendChild(note); list.appendChild(item);
    });
    said.textContent = hits.length ? hits.length + (hits.length > most ? " found, the first " + most + " are shown" : " found")
                                   : "Nothing found";
  }
  function load() {
    if (loading) return;
    loading = true;
    var script = document.createElement("script");
    script.src = "search-index.js"; script.onload = show;
    script.onerror = function () { said.textContent = "search-index.js is not there"; };
    document.head.appendChild(script);
  }
  box.addEventListener("focus", load);
  box.addEventListener("input", function () { load(); show(); });
  if (box.value) load();
}());
)js";

constexpr std::string_view kSearchForm =
    "<div class=\"search\" role=\"search\"><label for=\"q\">Search waves, releases, "
    "papers</label><input id=\"q\" type=\"search\" autocomplete=\"off\"><noscript><p "
    "class=\"note\">The search needs JavaScript; everything is listed below.</p></noscript></div>\n"
    "<p id=\"said\" class=\"note\" role=\"status\"></p>\n<ul id=\"hits\" class=\"papers\"></ul>\n";

// "../" for each folder between the page and the root.
std::string up_from(const std::string& path) {
  std::string up;
  for (const char c : path)
    if (c == '/') up += "../";
  return up;
}

std::string address(const std::string& link, const std::string& up) {
  return html(link.starts_with("https://") ? link : up + link);
}

std::string line_html(const SiteLine& line, const std::string& up) {
  const std::string title = line.link.empty()
                                ? html(line.title)
                                : fmt::format("<a href=\"{}\">{}</a>", address(line.link, up), html(line.title));
  const std::string note = line.note.empty() ? "" : " <span class=\"note\">" + html(line.note) + "</span>";
  return "<li><span class=\"title\" dir=\"auto\">" + title + "</span>" + note + "</li>\n";
}

std::string section_html(const SiteSection& section, const std::string& up) {
  if (section.lines.empty() && section.drawn.empty()) return {};
  std::string out = "<section class=\"short\">";
  if (!section.heading.empty()) out += "<h2>" + html(section.heading) + "</h2>";
  out += "\n" + section.drawn;
  if (section.lines.empty()) return out + "</section>\n";
  const bool brief =
      section.lines.size() > 6 && std::all_of(section.lines.begin(), section.lines.end(), [](const SiteLine& line) {
        constexpr std::size_t kBrief = 12;
        return line.note.empty() && line.title.size() <= kBrief;
      });
  out += brief ? "<ul class=\"papers columns\">\n" : "<ul class=\"papers\">\n";
  for (const auto& line : section.lines) out += line_html(line, up);
  return out + "</ul></section>\n";
}

}  // namespace

std::string site_page(const SitePage& page) {
  constexpr std::size_t kLongestTitle = 48;  // of a tab or a search engine
  const std::string up = up_from(page.path);
  const bool searches = page.search == SitePage::Search::Here;
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; script-src "
      "'self'\">"
      "\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{0} · Bandwagon</title>\n"
      "<link rel=\"stylesheet\" href=\"{1}style.css\">\n"
      "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Bandwagon\" href=\"{1}atom.xml\">\n{2}</head>\n"
      "<body>\n<main>\n<nav class=\"bar\" aria-label=\"Site\"><a href=\"{1}index.html\">Bandwagon</a>"
      "<a href=\"{1}waves.html\">Waves</a><a href=\"{1}releases.html\">Releases</a><a "
      "href=\"{1}pioneers.html\">Pioneers</a></nav>\n<header>\n",
      html(clipped(plain(page.title), kLongestTitle)), up,
      searches ? "<script src=\"search.js\" defer></script>\n" : "");
  if (!page.kicker.empty()) out += "<p class=\"reason\">" + html(page.kicker) + "</p>\n";
  out += "<h1 dir=\"auto\">" + html(page.title) + "</h1>\n";
  if (!page.lead.empty()) out += "<p class=\"summary\" dir=\"auto\">" + html(page.lead) + "</p>\n";
  out += "</header>\n";
  if (searches) out += kSearchForm;
  for (const auto& section : page.sections) out += section_html(section, up);
  return out +
         "<footer><p>\"Tied to\" means: began after, and is lexically tied to it; never: caused by. "
         "Thank you to arXiv for use of its open access interoperability.</p></footer>\n</main>\n</body>\n</html>\n";
}

std::string site_style() {
  return std::string(kDigestStyle.substr(1)) + std::string(kSiteStyle.substr(1));
}

std::string site_script() {
  return std::string(kScript);
}

std::string search_index(const std::vector<SearchEntry>& entries) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& entry : entries)
    list.push_back(nlohmann::json::array({plain(entry.title), plain(entry.note), entry.path}));
  // ASCII only: no reader of the file can take its end of a line for another.
  return "window.bandwagonIndex=" + list.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) + ";\n";
}

std::string slug(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      (c == '.' && !out.empty());
    out += kept ? c : '-';
  }
  return out.empty() ? "-" : out;
}

}  // namespace bandwagon::render

#include <fmt/format.h>

#include <algorithm>

#include "daemon/render/digest.hpp"
#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/wave_html.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

// A day as RFC 3339 asks for it: alerts are known by day, so the moment is its noon UTC.
std::string moment(model::Day day) {
  return day.iso() + "T12:00:00Z";
}

std::string tag(const AtomPlace& place, model::Day day, const std::string& what) {
  return fmt::format("tag:{},{}:bandwagon/{}", html(place.authority), day.iso(), what);
}

std::string link(std::string_view relation, const std::string& address, std::string_view type) {
  return address.empty() ? std::string()
                         : fmt::format("<link rel=\"{}\" type=\"{}\" href=\"{}\"/>\n", relation, type, html(address));
}

std::string category(const std::string& term) {
  return fmt::format("<category term=\"{}\"/>\n", html(term));
}

// HTML inside Atom is text: escaped once more.
std::string entry(const digest::Wave& wave, const AtomPlace& place) {
  const std::string page =
      place.site.empty() ? place.site : fmt::format("{}wave/{}.html", place.site, wave.latest.burst);
  std::string out = "<entry>\n<id>" + tag(place, wave.latest.raised, fmt::format("alert/{}", wave.latest.id)) +
                    "</id>\n<title>" + html(wave.title() + " (" + reason_words(wave) + ")") + "</title>\n<updated>" +
                    moment(wave.latest.raised) + "</updated>\n<published>" + moment(wave.latest.raised) +
                    "</published>\n";
  out += link("alternate", page, "text/html");
  for (const auto reason : wave.reasons) out += category(reason_word(reason));
  if (wave.latest.release) out += category(*wave.latest.release);
  out += "<summary>" + html(wave.latest.headline) + "</summary>\n";
  return out + "<content type=\"html\">" +
         html(wave_body(wave, Pictures::Without) + "<p>All the evidence: <code>" + explain_command(wave) +
              "</code></p>") +
         "</content>\n</entry>\n";
}

}  // namespace

std::string digest_atom(const digest::Digest& digest, const AtomPlace& place) {
  std::vector<const digest::Wave*> waves;
  for (const auto* list : {&digest.waves, &digest.unlisted, &digest.ended})
    for (const auto& wave : *list) waves.push_back(&wave);
  std::sort(waves.begin(), waves.end(), [](const auto* a, const auto* b) {
    return std::pair(b->latest.raised, b->latest.id) < std::pair(a->latest.raised, a->latest.id);
  });
  constexpr model::Day kFeedBegan{20089};  // 1 January 2025: part of the feed's name for ever
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"en\">\n<id>" +
      tag(place, kFeedBegan, "digest") + "</id>\n<title>Bandwagon</title>\n<subtitle>" +
      html(period_words(digest.since, digest.until) + ": " + digest.summary) + "</subtitle>\n<updated>" +
      moment(waves.empty() ? digest.until : waves.front()->latest.raised) +
      "</updated>\n<author><name>bandwagon</name></author>\n<generator>bandwagon</generator>\n";
  out += link("self", place.self, "application/atom+xml") + link("alternate", place.site, "text/html");
  for (const auto* wave : waves) out += entry(*wave, place);
  return out + "</feed>\n";
}

}  // namespace bandwagon::render

#include <fmt/format.h>

#include "daemon/render/digest.hpp"
#include "daemon/render/digest_style.hpp"
#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/pictures.hpp"
#include "daemon/render/wave_html.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

std::string command(const digest::Wave& wave) {
  return "<code>" + explain_command(wave) + "</code>";
}

std::string wave_html(const digest::Wave& wave) {
  return fmt::format(
      "<article id=\"alert-{}\">\n<p class=\"reason\">{}</p>\n<h2 dir=\"auto\">{}</h2>\n{}"
      "<p class=\"note\">All the evidence: {}</p>\n</article>\n",
      wave.latest.id, reason_words(wave), html(wave.title()), wave_body(wave), command(wave));
}

// Every wave in a line, for who has a minute.
std::string glance(const std::vector<digest::Wave>& waves) {
  if (waves.size() < 2) return {};
  std::string out = "<nav aria-label=\"Waves\"><ul class=\"glance\">\n";
  for (const auto& wave : waves)
    out += fmt::format("<li><a href=\"#alert-{}\" dir=\"auto\">{}</a> <span class=\"note\">{}</span></li>\n",
                       wave.latest.id, html(wave.title()), html(glance_words(wave)));
  return out + "</ul></nav>\n";
}

std::string map(const digest::Digest& digest) {
  std::vector<MapDot> dots;
  for (const auto& wave : digest.landscape.current) {
    MapDot dot{.wave = wave, .link = {}};
    for (const auto& told : digest.waves)
      if (told.latest.burst == wave.burst)
        dot.link = fmt::format("#alert-{}", told.latest.id), dot.place = MapDot::Place::Told;
    dots.push_back(std::move(dot));
  }
  const std::string drawn = wave_map(dots, 0);
  return drawn.empty() ? drawn : "<section class=\"short\"><h2>All current waves</h2>\n" + drawn + "</section>\n";
}

std::string line(const std::string& title, const std::string& note, const std::string& command = "") {
  return fmt::format("<li><span class=\"title\" dir=\"auto\">{}</span> <span class=\"note\">{}{}{}</span></li>\n",
                     html(title), html(note), command.empty() ? "" : " ",
                     command.empty() ? command : "<code>" + html(command) + "</code>");
}

std::string quiet_ground(const digest::Landscape& landscape) {
  std::string out;
  if (!landscape.born.empty()) {
    out += "<h3>New topics with no release found behind them</h3>\n<ul class=\"papers\">\n";
    for (const auto& topic : landscape.born)
      out += line(topic.label, born_words(topic), fmt::format("bandwagon topic {}", topic.topic));
    out += "</ul>\n";
  }
  if (!landscape.left.empty()) {
    out += "<h3>Being left</h3>\n<ul class=\"papers\">\n";
    for (const auto& topic : landscape.left)
      out += line(topic.label, left_words(topic), fmt::format("bandwagon topic {}", topic.topic));
    out += "</ul>\n";
  }
  return out.empty() ? out : "<section class=\"short\"><h2>Quiet ground</h2>\n" + out + "</section>\n";
}

std::string candidates(const std::vector<digest::Candidate>& releases) {
  if (releases.empty()) return {};
  std::string out = "<section class=\"short\"><h2>New releases, not yet confirmed</h2>\n<ul class=\"papers\">\n";
  for (const auto& release : releases) out += line(release.name, candidate_words(release), candidate_command(release));
  return out + "</ul></section>\n";
}

std::string herding(const std::vector<digest::HerdingMonth>& months) {
  const std::string words = herding_words(months);
  if (words.empty()) return {};
  return "<section class=\"short\"><h2>Herding</h2>\n<p class=\"headline\">" + html(words) + ".</p>\n" +
         herding_chart(months, words, 0) + "</section>\n";
}

std::string short_list(std::string_view heading, const std::vector<digest::Wave>& waves) {
  if (waves.empty()) return {};
  std::string out = fmt::format("<section class=\"short\"><h2>{}</h2>\n<ul class=\"papers\">\n", heading);
  for (const auto& wave : waves) {
    out += line(wave.title(), ended_words(wave), explain_command(wave));
  }
  return out + "</ul></section>\n";
}

std::string watches(const std::vector<digest::Watched>& list) {
  if (list.empty()) return {};
  std::string out = "<section class=\"short\"><h2>Your watches</h2>\n<ul class=\"papers\">\n";
  for (const auto& watched : list) out += line(watched_title(watched), watched.headline, watched_command(watched));
  return out + "</ul></section>\n";
}

}  // namespace

std::string digest_html(const digest::Digest& digest) {
  const std::string period = period_words(digest.since, digest.until);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Bandwagon · "
      "{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<main>\n"
      "<header>\n<p class=\"reason\">Bandwagon</p>\n<h1>{0}</h1>\n<p class=\"summary\">{2}</p>\n</header>\n",
      period, kDigestStyle, html(digest.summary));
  out += watches(digest.watched) + glance(digest.waves);
  for (const auto& wave : digest.waves) out += wave_html(wave);
  out += short_list(fmt::format("{} more", digest.unlisted.size()), digest.unlisted) +
         short_list("Ended", digest.ended) + map(digest) + quiet_ground(digest.landscape) +
         candidates(digest.landscape.candidates) + herding(digest.landscape.herding);
  return out + element("<footer><p>", "</p></footer>", footing_words(digest.footing)) + "</main>\n</body>\n</html>\n";
}

}  // namespace bandwagon::render

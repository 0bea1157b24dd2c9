#include <fmt/format.h>

#include "daemon/render/chart.hpp"
#include "daemon/render/digest.hpp"
#include "daemon/render/digest_style.hpp"
#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

constexpr std::size_t kRivalsShown = 3;

std::string element(std::string_view open, std::string_view close, const std::string& words) {
  return words.empty() ? words : std::string(open) + html(words) + std::string(close) + "\n";
}

std::string paper_html(const digest::CitedPaper& paper) {
  const std::string note = paper_note(paper);
  return fmt::format(
      "<li><span class=\"title\" dir=\"auto\">{1}</span> <span class=\"note\"><a "
      "href=\"https://arxiv.org/abs/{0}\">arXiv:{0}</a>{2}"
      "</span></li>\n",
      paper.id.str(), paper.title.empty() ? "(title not known)" : html(paper.title),
      note.empty() ? note : " · " + note);
}

std::string papers(std::string_view heading, const std::vector<digest::CitedPaper>& cited) {
  if (cited.empty()) return {};
  std::string out = fmt::format("<section><h3>{}</h3>\n<ul class=\"papers\">\n", heading);
  for (const auto& paper : cited) out += paper_html(paper);
  return out + "</ul></section>\n";
}

std::string sentences(std::string_view heading, const std::vector<std::string>& words) {
  if (words.empty()) return {};
  std::string out = fmt::format("<section><h3>{}</h3>\n<ul class=\"plain\">\n", heading);
  for (const auto& sentence : words) out += element("<li dir=\"auto\">", "</li>", sentence);
  return out + "</ul></section>\n";
}

// The numbers that a reader looks for first, large: ratio with interval, papers, groups.
std::string numbers(const digest::Evidence& evidence) {
  std::string out;
  const auto add = [&](const std::string& value, const std::string& meaning, const std::string& range = "") {
    out += fmt::format("<div><dt>{}{}</dt><dd>{}</dd></div>\n", html(meaning),
                       range.empty() ? range : "<span>" + range + "</span>", html(value));
  };
  if (evidence.ratio) {
    add(times(*evidence.ratio) + "×", "times the expected", ratio_interval(evidence));
  }
  if (evidence.observed) {
    std::string meaning = *evidence.observed == 1 ? "paper" : "papers";
    if (evidence.window_days) meaning += fmt::format(" in {} days", *evidence.window_days);
    if (evidence.expected) meaning += ", " + figure(*evidence.expected) + " expected";
    add(figure(*evidence.observed), meaning);
  }
  if (evidence.author_groups) {
    std::string meaning = *evidence.author_groups == 1 ? "group of authors" : "groups of authors";
    add(fmt::format("{}", *evidence.author_groups), meaning);
  }
  if (evidence.q_value) add(small_probability(*evidence.q_value), "q, expected share of false alarms");
  return out.empty() ? out : "<dl class=\"numbers\">\n" + out + "</dl>\n";
}

std::string categories(const digest::Evidence& evidence) {
  digest::Evidence only;
  only.categories = evidence.categories;
  return element("<p class=\"note\">", "</p>", breadth_words(only));
}

std::string chart(const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::optional<Mark> mark;
  if (const auto* release = wave.release(); release != nullptr && release->released)
    mark = Mark{*release->released, release->name.empty() ? release->id : release->name};
  return chart_html(evidence.weekly, mark, weekly_words(evidence), wave.latest.id);
}

std::string release_html(const digest::Wave& wave) {
  const Tie tie = tie_words(wave);
  std::string out =
      "<section class=\"tie\">\n<p dir=\"auto\">" + html(tie.before) + (tie.before.ends_with(' ') ? " " : "");
  if (!tie.name.empty()) out += "<strong>" + html(tie.name) + "</strong>";
  out += (tie.after.starts_with(' ') ? " " : "") + html(tie.after) + "</p>\n";
  if (const auto* release = wave.release()) {
    const auto clauses = case_words(*release);
    if (!clauses.empty()) out += "<ul class=\"plain\">\n";
    for (const auto& clause : clauses) out += element("<li>", "</li>", clause);
    if (!clauses.empty()) out += "</ul>\n";
  }
  const std::string rivals = rivals_words(wave, kRivalsShown);
  if (!rivals.empty()) out += "<p class=\"note\">Rivals: " + html(rivals) + "</p>\n";
  return out + "</section>\n";
}

std::string command(const digest::Wave& wave) {
  return "<code>" + explain_command(wave) + "</code>";
}

std::string wave_html(const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::string out = fmt::format("<article id=\"alert-{}\">\n<p class=\"reason\">{}</p>\n<h2 dir=\"auto\">{}</h2>\n",
                                wave.latest.id, reason_words(wave), html(wave.title()));
  out += element("<p class=\"headline\" dir=\"auto\">", "</p>", lead_words(wave));
  out += numbers(evidence) + chart(wave) + categories(evidence) + release_html(wave);
  out += papers("First followers", evidence.first_followers) + papers("There before", evidence.pioneers);
  out += papers("Newest", evidence.newest) + sentences("Caveats", evidence.caveats);
  return out + "<p class=\"note\">All the evidence: " + command(wave) + "</p>\n</article>\n";
}

std::string short_list(std::string_view heading, const std::vector<digest::Wave>& waves) {
  if (waves.empty()) return {};
  std::string out = fmt::format("<section class=\"short\"><h2>{}</h2>\n<ul class=\"papers\">\n", heading);
  for (const auto& wave : waves) {
    const std::string told = html(told_beyond_title(wave)), headline = told.empty() ? told : told + " ";
    out += fmt::format("<li><span class=\"title\" dir=\"auto\">{}</span> <span class=\"note\">{}{}</span></li>\n",
                       html(wave.title()), headline, command(wave));
  }
  return out + "</ul></section>\n";
}

std::string watches(const std::vector<digest::Watched>& list) {
  if (list.empty()) return {};
  std::string out = "<section class=\"short\"><h2>Your watches</h2>\n<ul class=\"papers\">\n";
  for (const auto& watched : list)
    out += fmt::format(
        "<li><span class=\"title\" dir=\"auto\">{}</span> <span class=\"note\">{} <code>{}</code></span></li>\n",
        html(watched_title(watched)), html(watched.headline), watched_command(watched));
  return out + "</ul></section>\n";
}

}  // namespace

std::string digest_html(const digest::Digest& digest) {
  const std::string period = period_words(digest.since, digest.until);
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Bandwagon · "
      "{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<main>\n"
      "<header>\n<p class=\"reason\">Bandwagon</p>\n<h1>{0}</h1>\n<p class=\"summary\">{2}</p>\n</header>\n",
      period, kDigestStyle, html(digest.summary));
  for (const auto& wave : digest.waves) out += wave_html(wave);
  out += short_list(fmt::format("{} more", digest.unlisted.size()), digest.unlisted) +
         short_list("Ended", digest.ended) + watches(digest.watched);
  return out + element("<footer><p>", "</p></footer>", footing_words(digest.footing)) + "</main>\n</body>\n</html>\n";
}

std::optional<Face> face_named(std::string_view name) {
  if (name == "text") return Face::Text;
  if (name == "md") return Face::Markdown;
  if (name == "html") return Face::Html;
  if (name == "json") return Face::Json;
  return std::nullopt;
}

std::string digest_as(Face face, const digest::Digest& digest) {
  switch (face) {
    case Face::Text:
      return digest_text(digest);
    case Face::Markdown:
      return digest_markdown(digest);
    case Face::Html:
      return digest_html(digest);
    case Face::Json:
      break;
  }
  return digest_json(digest);
}

}  // namespace bandwagon::render

#include "daemon/render/wave_html.hpp"

#include <fmt/format.h>

#include "daemon/render/chart.hpp"
#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/pictures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

constexpr std::size_t kRivalsShown = 3;

}  // namespace

std::string element(std::string_view open, std::string_view close, const std::string& words) {
  return words.empty() ? words : std::string(open) + html(words) + std::string(close) + "\n";
}

namespace {

std::string paper_html(const digest::CitedPaper& paper) {
  const std::string note = paper_note(paper);
  return fmt::format("<li><span class=\"title\" dir=\"auto\">{1}</span> <span class=\"note\">{0}{2}</span></li>\n",
                     paper_link(paper.id), paper.title.empty() ? "(title not known)" : html(paper.title),
                     note.empty() ? note : " · " + html(note));
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
    mark = Mark{*release->released, name_of(*release)};
  return chart_html(evidence.weekly, mark, weekly_words(evidence), wave.latest.id);
}

std::string release_html(const digest::Wave& wave) {
  const Tie tie = tie_words(wave);
  std::string out =
      "<section class=\"tie\">\n<p dir=\"auto\">" + html(tie.before) + (tie.before.ends_with(' ') ? " " : "");
  if (!tie.name.empty()) out += "<strong>" + html(tie.name) + "</strong>";
  out += (tie.after.starts_with(' ') ? " " : "") + html(tie.after) + "</p>\n";
  if (const auto* release = wave.release(); release != nullptr && wave.is_tie_news()) {
    const auto clauses = case_words(*release);
    if (!clauses.empty()) out += "<ul class=\"plain\">\n";
    for (const auto& clause : clauses) out += element("<li>", "</li>", clause);
    if (!clauses.empty()) out += "</ul>\n";
  }
  const std::string rivals = wave.is_tie_news() ? rivals_words(wave, kRivalsShown) : std::string();
  if (!rivals.empty()) out += "<p class=\"note\">Rivals: " + html(rivals) + "</p>\n";
  return out + "</section>\n";
}

std::string twins(const std::vector<digest::Twins>& pairs) {
  if (pairs.empty()) return {};
  std::string out = "<section><h3>Near twins</h3>\n<ul class=\"papers\">\n";
  for (const auto& pair : pairs)
    out += fmt::format(
        "<li><span class=\"title\" dir=\"auto\">{}</span> <span class=\"title\" dir=\"auto\">{}</span> "
        "<span class=\"note\">{} and {}: {}</span></li>\n",
        html(pair.first.title), html(pair.second.title), paper_link(pair.first.id), paper_link(pair.second.id),
        twins_words(pair));
  return out + "</ul></section>\n";
}

// What is folded away: Papers that were there before, the newest, near twins
std::string more_words(const digest::Wave& wave) {
  std::string words;
  const auto add = [&](bool there, std::string_view name) {
    if (there) words += (words.empty() ? "" : ", ") + std::string(name);
  };
  add(!wave.latest.evidence.pioneers.empty(), "papers that were there before");
  add(!wave.latest.evidence.newest.empty(), "the newest papers");
  add(!wave.twins.empty(), "near twins");
  words[0] = words[0] == 'p' ? 'P' : words[0] == 't' ? 'T' : 'N';
  return words;
}

std::string lags(const digest::Wave& wave) {
  const std::string picture = lag_histogram(wave.lags, wave.latest.id);
  return picture.empty() ? picture : "<section><h3>How fast it was followed</h3>\n" + picture + "</section>\n";
}

}  // namespace

std::string paper_link(const model::PaperId& id) {
  return fmt::format("<a href=\"https://arxiv.org/abs/{0}\">arXiv:{0}</a>", id.str());
}

std::string wave_body(const digest::Wave& wave, Pictures pictures) {
  const auto& evidence = wave.latest.evidence;
  const bool drawn = pictures == Pictures::With;
  std::string out = element("<p class=\"headline\" dir=\"auto\">", "</p>", lead_words(wave));
  out += element("<p class=\"note\" dir=\"auto\">", "</p>", about_words(evidence));
  out += element("<p class=\"note\">", "</p>", told_words(wave));
  out +=
      numbers(evidence) + (drawn ? chart(wave) : element("<p>", "</p>", weekly_words(evidence))) + categories(evidence);
  if (wave.remaining) out += element("<p class=\"note\">", "</p>", remaining_words(*wave.remaining));
  out += release_html(wave) + papers("Followers", evidence.first_followers);
  out += drawn ? lags(wave) : element("<p>", "</p>", lag_words(wave.lags));
  const std::string more =
      papers("There before", evidence.pioneers) + papers("Newest", evidence.newest) + twins(wave.twins);
  if (drawn && !more.empty())
    out += "<details><summary>" + more_words(wave) + "</summary>\n" + more + "</details>\n";
  else
    out += more;
  return out + sentences("Caveats", evidence.caveats);
}

}  // namespace bandwagon::render

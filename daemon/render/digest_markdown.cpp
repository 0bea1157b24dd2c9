#include <fmt/format.h>

#include <algorithm>

#include "daemon/render/digest.hpp"
#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

constexpr std::size_t kRivalsShown = 3;

std::string paragraph(const std::string& words) {
  return words.empty() ? words : markdown(words) + "\n\n";
}

std::string paper_link(const model::PaperId& id) {
  return fmt::format("[arXiv:{0}](https://arxiv.org/abs/{0})", id.str());
}

std::string papers(std::string_view heading, const std::vector<digest::CitedPaper>& cited) {
  if (cited.empty()) return {};
  std::string out = fmt::format("**{}**\n\n", heading);
  for (const auto& paper : cited) {
    const std::string note = paper_note(paper);
    out += fmt::format("- {} — {}{}\n", paper_link(paper.id),
                       paper.title.empty() ? "(title not known)" : markdown(paper.title),
                       note.empty() ? note : " (" + markdown(note) + ")");
  }
  return out + "\n";
}

std::string bullets(std::string_view heading, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  std::string out = fmt::format("**{}**\n\n", heading);
  for (const auto& sentence : sentences) out += "- " + markdown(sentence) + "\n";
  return out + "\n";
}

std::string twins(const std::vector<digest::Twins>& pairs) {
  if (pairs.empty()) return {};
  std::string out = "**Near twins**\n\n";
  for (const auto& pair : pairs)
    out += fmt::format("- {} — {}; {} — {} ({})\n", paper_link(pair.first.id), markdown(pair.first.title),
                       paper_link(pair.second.id), markdown(pair.second.title), twins_words(pair));
  return out + "\n";
}

std::string line(const std::string& title, const std::string& words, const std::string& command) {
  return fmt::format("- **{}**{}{}{}\n", markdown(title), words.empty() ? "" : ": " + markdown(words),
                     command.empty() ? "" : " — ", command.empty() ? command : "`" + command + "`");
}

std::string landscape_markdown(const digest::Landscape& around) {
  std::string out;
  if (!around.current.empty()) out += "## All current waves\n\n";
  constexpr std::size_t kMost = 24;
  for (std::size_t i = 0; i < std::min(around.current.size(), kMost); ++i)
    out += line(around.current[i].label, current_words(around.current[i]), "");
  if (around.current.size() > kMost) out += fmt::format("- and {} more\n", around.current.size() - kMost);
  if (!around.born.empty()) out += "\n## New topics with no release found behind them\n\n";
  for (const auto& topic : around.born)
    out += line(topic.label, born_words(topic), fmt::format("bandwagon topic {}", topic.topic));
  if (!around.left.empty()) out += "\n## Being left\n\n";
  for (const auto& topic : around.left)
    out += line(topic.label, left_words(topic), fmt::format("bandwagon topic {}", topic.topic));
  if (!around.candidates.empty()) out += "\n## New releases, not yet confirmed\n\n";
  for (const auto& release : around.candidates)
    out += line(release.name, candidate_words(release), candidate_command(release));
  const std::string herding = herding_words(around.herding);
  if (!herding.empty()) out += "\n## Herding\n\n" + markdown(herding) + ".\n";
  return out.empty() ? out : out + "\n";
}

std::string explain_line(const digest::Wave& wave) {
  return fmt::format("All the evidence: `{}`\n\n", explain_command(wave));
}

std::string wave_markdown(std::size_t number, const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::string out = fmt::format("## {}\\. {} ({})\n\n", number, markdown(wave.title()), reason_words(wave));
  out += paragraph(lead_words(wave)) + paragraph(about_words(evidence)) + paragraph(told_words(wave));
  out += paragraph(size_words(evidence)) + paragraph(breadth_words(evidence)) + paragraph(weekly_words(evidence));
  if (wave.remaining) out += paragraph(remaining_words(*wave.remaining));
  const Tie tie = tie_words(wave);
  out += markdown(tie.before) +
         (tie.name.empty() ? "" : (tie.before.ends_with(' ') ? " **" : "**") + markdown(tie.name) + "**") +
         (tie.after.starts_with(' ') ? " " : "") + markdown(tie.after) + "\n\n";
  if (const auto* release = wave.release(); release != nullptr && wave.is_tie_news()) {
    for (const auto& clause : case_words(*release)) out += "- " + markdown(clause) + "\n";
    out += "\n";
  }
  const std::string rivals = wave.is_tie_news() ? rivals_words(wave, kRivalsShown) : std::string();
  if (!rivals.empty()) out += "Rivals: " + paragraph(rivals);
  return out + papers("Followers", evidence.first_followers) + papers("There before", evidence.pioneers) +
         papers("Newest", evidence.newest) + paragraph(lag_words(wave.lags)) + twins(wave.twins) +
         bullets("Caveats", evidence.caveats) + explain_line(wave);
}

}  // namespace

std::string digest_markdown(const digest::Digest& digest) {
  const std::string footing = footing_words(digest.footing);
  if (digest.is_quiet()) {
    const std::string quiet = markdown(nothing_happened(digest)) + "\n";
    return footing.empty() ? quiet : quiet + "\n" + markdown(footing) + "\n";
  }
  std::string out = "# Bandwagon · " + period_words(digest.since, digest.until) + "\n\n" + paragraph(digest.summary);
  for (std::size_t i = 0; i < digest.waves.size(); ++i) out += wave_markdown(i + 1, digest.waves[i]);
  if (!digest.unlisted.empty()) {
    out += fmt::format("## {} more\n\n", digest.unlisted.size());
    for (const auto& wave : digest.unlisted)
      out += fmt::format("- {} — `{}`\n", markdown(wave.title()), explain_command(wave));
    out += "\n";
  }
  if (!digest.ended.empty()) {
    out += "## Ended\n\n";
    for (const auto& wave : digest.ended) {
      out += line(wave.title(), ended_words(wave), explain_command(wave));
    }
    out += "\n";
  }
  if (!digest.watched.empty()) {
    out += "## Your watches\n\n";
    for (const auto& watched : digest.watched)
      out += line(watched_title(watched), watched.headline, watched_command(watched));
    out += "\n";
  }
  out += landscape_markdown(digest.landscape);
  if (!footing.empty()) out += "---\n\n" + markdown(footing) + "\n";
  return out;
}

}  // namespace bandwagon::render

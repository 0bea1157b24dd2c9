#include <fmt/format.h>

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
                       note.empty() ? note : " (" + note + ")");
  }
  return out + "\n";
}

std::string bullets(std::string_view heading, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  std::string out = fmt::format("**{}**\n\n", heading);
  for (const auto& sentence : sentences) out += "- " + markdown(sentence) + "\n";
  return out + "\n";
}

std::string explain_line(const digest::Wave& wave) {
  return fmt::format("All the evidence: `{}`\n\n", explain_command(wave));
}

std::string wave_markdown(std::size_t number, const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::string out = fmt::format("## {}\\. {} ({})\n\n", number, markdown(wave.title()), reason_words(wave));
  out += paragraph(lead_words(wave));
  out += paragraph(size_words(evidence)) + paragraph(breadth_words(evidence)) + paragraph(weekly_words(evidence));
  const Tie tie = tie_words(wave);
  out += markdown(tie.before) +
         (tie.name.empty() ? "" : (tie.before.ends_with(' ') ? " **" : "**") + markdown(tie.name) + "**") +
         (tie.after.starts_with(' ') ? " " : "") + markdown(tie.after) + "\n\n";
  if (const auto* release = wave.release()) {
    for (const auto& clause : case_words(*release)) out += "- " + markdown(clause) + "\n";
    out += "\n";
  }
  const std::string rivals = rivals_words(wave, kRivalsShown);
  if (!rivals.empty()) out += "Rivals: " + paragraph(rivals);
  return out + papers("First followers", evidence.first_followers) + papers("There before", evidence.pioneers) +
         papers("Newest", evidence.newest) + bullets("Caveats", evidence.caveats) + explain_line(wave);
}

}  // namespace

std::string digest_markdown(const digest::Digest& digest) {
  if (digest.waves.empty() && digest.ended.empty() && digest.watched.empty())
    return markdown(nothing_happened(digest)) + "\n";
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
      const std::string told = markdown(told_beyond_title(wave)), more = told.empty() ? told : ": " + told;
      out += fmt::format("- **{}**{} — `{}`\n", markdown(wave.title()), more, explain_command(wave));
    }
    out += "\n";
  }
  if (!digest.watched.empty()) {
    out += "## Your watches\n\n";
    for (const auto& watched : digest.watched)
      out += fmt::format("- **{}**: {} — `{}`\n", markdown(watched_title(watched)), markdown(watched.headline),
                         watched_command(watched));
    out += "\n";
  }
  const std::string footing = footing_words(digest.footing);
  if (!footing.empty()) out += "---\n\n" + markdown(footing) + "\n";
  return out;
}

}  // namespace bandwagon::render

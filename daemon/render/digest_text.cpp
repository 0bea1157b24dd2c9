#include <fmt/format.h>

#include "daemon/render/chart.hpp"
#include "daemon/render/digest.hpp"
#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kWeeksShown = 40;
constexpr std::size_t kRivalsShown = 3;

std::string rule() {
  std::string line;
  for (std::size_t i = 0; i < kColumns; ++i) line += "─";
  return line + "\n";
}

// A paragraph with a hanging indent; nothing for no words.
std::string paragraph(std::string_view first, std::string_view rest, const std::string& words) {
  const std::string clean = plain(words);
  if (clean.empty()) return {};
  return std::string(first) + wrapped(clean, kColumns - display_width(rest), rest) + "\n";
}

std::string papers(std::string_view heading, const std::vector<digest::CitedPaper>& cited) {
  if (cited.empty()) return {};
  std::string out = fmt::format("\n   {}\n", heading);
  for (const auto& paper : cited) {
    const std::string note = paper_note(paper);
    out += paragraph("     ", "     ", paper.title.empty() ? "(title not known)" : paper.title);
    out += paragraph("       ", "       ", "arXiv:" + paper.id.str() + (note.empty() ? "" : " · " + note));
  }
  return out;
}

std::string bullets(std::string_view heading, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  std::string out = fmt::format("\n   {}\n", heading);
  for (const auto& sentence : sentences) out += paragraph("     – ", "       ", sentence);
  return out;
}

std::string head(std::string_view number, const digest::Wave& wave) {
  const std::string reason = reason_words(wave);
  const std::size_t room = kColumns - 3 - display_width(reason) - 2;
  const std::string title = plain(wave.title());
  const std::string shown_title = clipped(title, room);
  const std::size_t gap = kColumns - 3 - display_width(shown_title) - display_width(reason);
  std::string out = fmt::format("{:<3}{}{}{}\n", number, shown_title, std::string(gap, ' '), reason);
  out += paragraph("   ", "   ", lead_words(wave));
  return out;
}

std::string numbers(const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::string out = paragraph("   ", "   ", size_words(evidence)) + paragraph("   ", "   ", breadth_words(evidence));
  if (!evidence.weekly.empty()) {
    out += "\n   " + sparkline(evidence.weekly, kWeeksShown) + "\n";
    out += paragraph("   ", "   ", weekly_words(evidence));
  }
  return out;
}

// The terms of a release's score, for the one who wants all the evidence.
std::string score(const digest::ReleaseCase& release) {
  std::string words;
  for (const auto& [term, value] : release.log_odds)
    words += (words.empty() ? "log odds: " : ", ") + term + fmt::format(" {:+.1f}", value);
  return words;
}

std::string tie(const digest::Wave& wave) {
  const Tie words = tie_words(wave);
  std::string out = "\n" + paragraph("   ", "   ", words.before + words.name + words.after);
  if (const auto* release = wave.release())
    for (const auto& clause : case_words(*release)) out += paragraph("     ", "     ", clause);
  return out;
}

std::string wave_text(std::size_t number, const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::string out = head(std::to_string(number), wave) + numbers(wave) + tie(wave);
  const std::string rivals = rivals_words(wave, kRivalsShown);
  out += paragraph("   ", "   ", rivals.empty() ? rivals : "Rivals: " + rivals);
  out += papers("First followers", evidence.first_followers);
  out += papers("There before", evidence.pioneers);
  out += papers("Newest", evidence.newest);
  out += bullets("Caveats", evidence.caveats);
  return out + "\n   All the evidence: " + explain_command(wave) + "\n";
}

}  // namespace

std::string digest_text(const digest::Digest& digest) {
  if (digest.waves.empty() && digest.ended.empty() && digest.watched.empty()) return nothing_happened(digest) + "\n";
  std::string out =
      "Bandwagon · " + period_words(digest.since, digest.until) + "\n" + paragraph("", "", digest.summary);
  for (std::size_t i = 0; i < digest.waves.size(); ++i) out += rule() + wave_text(i + 1, digest.waves[i]);
  if (!digest.unlisted.empty()) {
    out += rule() + fmt::format("{} more:\n", digest.unlisted.size());
    for (const auto& wave : digest.unlisted)
      out += paragraph("   ", "     ", wave.title() + " · " + explain_command(wave));
  }
  if (!digest.ended.empty()) {
    out += rule() + "Ended\n";
    for (const auto& wave : digest.ended) {
      out += paragraph("   ", "     ", wave.title());
      out += paragraph("     ", "     ", told_beyond_title(wave));
      out += "     " + explain_command(wave) + "\n";
    }
  }
  if (!digest.watched.empty()) out += rule() + "Your watches\n";
  for (const auto& watched : digest.watched) {
    out += paragraph("   ", "     ", watched_title(watched));
    out += paragraph("     ", "     ", watched.headline);
    out += "     " + watched_command(watched) + "\n";
  }
  const std::string footing = footing_words(digest.footing);
  return out + (footing.empty() ? "" : rule() + paragraph("", "", footing));
}

std::string explanation_text(const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::string out = head("", wave);
  out += fmt::format("   Alert {} of {} about burst {}\n", wave.latest.id, day_words(wave.latest.raised),
                     wave.latest.burst);
  std::string phrases;
  for (const auto& phrase : evidence.phrases) phrases += (phrases.empty() ? "" : ", ") + phrase;
  out += paragraph("   ", "   ", phrases.empty() ? phrases : "Phrases: " + phrases) + "\n" + numbers(wave) + tie(wave);
  if (const auto* release = wave.release()) out += paragraph("     ", "     ", score(*release));
  const auto rivals = wave.rivals();
  if (!rivals.empty() || evidence.none_posterior) out += "\n   Rivals\n";
  for (const auto& rival : rivals) {
    std::string name = rival.name.empty() ? rival.id : rival.name;
    if (!rival.lab.empty()) name += " (" + rival.lab + ")";
    if (rival.released) name += ", " + day_words(*rival.released);
    if (!rival.verdict.empty()) name += ": " + rival.verdict;
    out += paragraph("     ", "     ", name);
    for (const auto& clause : case_words(rival)) out += paragraph("       ", "       ", clause);
    out += paragraph("       ", "       ", score(rival));
  }
  if (evidence.none_posterior) out += "     None of them: probability " + probability(*evidence.none_posterior) + "\n";
  out += papers("First followers", evidence.first_followers);
  out += papers("There before", evidence.pioneers);
  out += papers("Newest", evidence.newest);
  return out + bullets("What would make this wrong", doubts(wave));
}

}  // namespace bandwagon::render

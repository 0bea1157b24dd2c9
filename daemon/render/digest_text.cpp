#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "daemon/render/chart.hpp"
#include "daemon/render/digest.hpp"
#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/pictures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

constexpr std::size_t kWeeksShown = 40;
constexpr std::size_t kRivalsShown = 3;

std::string rule() {
  std::string line;
  for (std::size_t i = 0; i < kColumns; ++i) line += "─";
  return line + "\n";
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
  return out + paragraph("   ", "   ", lead_words(wave));
}

std::string numbers(const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::string out = paragraph("   ", "   ", size_words(evidence)) + paragraph("   ", "   ", breadth_words(evidence));
  if (!evidence.weekly.empty()) {
    out += "\n   " + sparkline(evidence.weekly, kWeeksShown) + "\n";
    out += paragraph("   ", "   ", weekly_words(evidence));
  }
  return out + (wave.remaining ? paragraph("   ", "   ", remaining_words(*wave.remaining)) : std::string());
}

// The terms of a release's score, for the one who wants all the evidence.
std::string score(const digest::ReleaseCase& release) {
  std::string words;
  for (const auto& [term, value] : release.log_odds)
    words += (words.empty() ? "log odds: " : ", ") + term + fmt::format(" {:+.1f}", value);
  return words;
}

// What was told of the release before is not told again.
std::string tie(const digest::Wave& wave) {
  const Tie words = tie_words(wave);
  std::string out = "\n" + paragraph("   ", "   ", words.before + words.name + words.after);
  if (const auto* release = wave.release(); release != nullptr && wave.is_tie_news())
    for (const auto& clause : case_words(*release)) out += paragraph("     ", "     ", clause);
  return out;
}

std::string lags(const std::vector<int>& weeks) {
  const std::string words = lag_words(weeks);
  if (words.empty()) return {};
  return "\n   " + lag_sparkline(weeks, kWeeksShown) + "\n" + paragraph("   ", "   ", words);
}

std::string twins(const std::vector<digest::Twins>& pairs) {
  if (pairs.empty()) return {};
  std::string out = "\n   Near twins\n";
  for (const auto& pair : pairs) {
    out += paragraph("     ", "     ", pair.first.title) + paragraph("     ", "     ", pair.second.title);
    out += paragraph("       ", "       ",
                     "arXiv:" + pair.first.id.str() + " and arXiv:" + pair.second.id.str() + ": " + twins_words(pair));
  }
  return out;
}

// A thing in two lines: what it is, then its numbers and the command that shows it whole.
std::string line(const std::string& title, const std::string& words, const std::string& command) {
  return paragraph("   ", "     ", title) + paragraph("     ", "     ", words) +
         (command.empty() ? command : "     " + plain(command) + "\n");
}

// The largest current waves, a bar and a line each.
std::string map(const std::vector<digest::CurrentWave>& waves) {
  if (waves.empty()) return {};
  constexpr std::size_t kBar = 10, kName = 22, kMost = 10;
  std::string out = rule() + fmt::format("{:<36}{:>6}{:>8}\n", "All current waves", "4 weeks", "age");
  for (std::size_t i = 0; i < std::min(waves.size(), kMost); ++i) {
    const auto& wave = waves[i];
    const auto blocks = static_cast<std::size_t>(std::lround(kBar * wave.papers / waves.front().papers));
    std::string bar;
    for (std::size_t k = 0; k < kBar; ++k) bar += k < std::max<std::size_t>(blocks, 1) ? "█" : " ";
    const std::string name = clipped(plain(wave.label), kName);
    out += clipped(fmt::format("   {}{} {} {:>6} {:>5.0f} w  {}", name, std::string(kName - display_width(name), ' '),
                               bar, figure(wave.papers), wave.weeks_old, plain(wave.release)),
                   kColumns) +
           "\n";
  }
  if (waves.size() > kMost) out += fmt::format("   and {} more\n", waves.size() - kMost);
  return out;
}

std::string landscape_text(const digest::Landscape& around) {
  std::string out = map(around.current);
  if (!around.born.empty()) out += rule() + "New topics with no release found behind them\n";
  for (const auto& topic : around.born)
    out += line(topic.label, born_words(topic), fmt::format("bandwagon topic {}", topic.topic));
  if (!around.left.empty()) out += rule() + "Being left\n";
  for (const auto& topic : around.left)
    out += line(topic.label, left_words(topic), fmt::format("bandwagon topic {}", topic.topic));
  if (!around.candidates.empty()) out += rule() + "New releases, not yet confirmed\n";
  for (const auto& release : around.candidates)
    out += line(release.name, candidate_words(release), candidate_command(release));
  const std::string herding = herding_words(around.herding);
  return out + (herding.empty() ? herding : rule() + "Herding\n" + paragraph("   ", "   ", herding + "."));
}

std::string wave_text(std::size_t number, const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::string out = head(std::to_string(number), wave) + paragraph("   ", "   ", about_words(evidence)) +
                    paragraph("   ", "   ", told_words(wave)) + numbers(wave) + tie(wave);
  const std::string rivals = wave.is_tie_news() ? rivals_words(wave, kRivalsShown) : std::string();
  out += paragraph("   ", "   ", rivals.empty() ? rivals : "Rivals: " + rivals);
  out += papers("Followers", evidence.first_followers);
  out += papers("There before", evidence.pioneers);
  out += papers("Newest", evidence.newest) + lags(wave.lags) + twins(wave.twins);
  out += bullets("Caveats", evidence.caveats);
  return out + "\n   All the evidence: " + explain_command(wave) + "\n";
}

}  // namespace

std::string digest_text(const digest::Digest& digest) {
  const std::string footing = footing_words(digest.footing);
  if (digest.is_quiet()) return nothing_happened(digest) + "\n" + paragraph("", "", footing);
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
      out += line(wave.title(), ended_words(wave), explain_command(wave));
    }
  }
  if (!digest.watched.empty()) out += rule() + "Your watches\n";
  for (const auto& watched : digest.watched)
    out += line(watched_title(watched), watched.headline, watched_command(watched));
  out += landscape_text(digest.landscape);
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
    std::string name = name_of(rival);
    if (!rival.lab.empty()) name += " (" + rival.lab + ")";
    if (rival.released) name += ", " + day_words(*rival.released);
    if (!rival.verdict.empty()) name += ": " + (rival.verdict == "shared" ? "possibly, not alone" : rival.verdict);
    out += paragraph("     ", "     ", name);
    for (const auto& clause : case_words(rival)) out += paragraph("       ", "       ", clause);
    out += paragraph("       ", "       ", score(rival));
  }
  if (evidence.none_posterior) out += "     None of them: probability " + probability(*evidence.none_posterior) + "\n";
  out += papers("Followers", evidence.first_followers);
  out += papers("There before", evidence.pioneers);
  out += papers("Newest", evidence.newest);
  return out + bullets("What would make this wrong", doubts(wave));
}

}  // namespace bandwagon::render

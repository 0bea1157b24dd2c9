#include <fmt/format.h>

#include "daemon/render/figures.hpp"
#include "daemon/render/outlook.hpp"

namespace bandwagon::render {
namespace {

constexpr std::size_t kFewWords = 25;  // an abstract has about a hundred
constexpr std::int64_t kFewPapers = 6;
constexpr int kFewWaves = 10;

std::string pace(const idea::Outlook& outlook) {
  const auto& trend = outlook.trend;
  const double a_week = trend.recent_per_week();
  if (trend.recent == 0) return fmt::format("no near paper in the last {} weeks", trend.recent_weeks);
  if (a_week < 1)
    return fmt::format("{} near paper{} in the last {} weeks", trend.recent, trend.recent == 1 ? "" : "s",
                       trend.recent_weeks);
  return fmt::format("{:.{}f} near papers a week", a_week, a_week < 10 ? 1 : 0);
}

// "as often as the year before", "2.4 times as often as the year before"
std::string change(const idea::Trend& trend) {
  if (!trend.ratio) return "too few to tell a trend";
  if (*trend.low > 1) return fmt::format("{} times as often as in the year before", times(*trend.ratio));
  if (*trend.high < 1) return fmt::format("{} times as often as in the year before", figure(*trend.ratio));
  return "with no clear trend";
}

std::string after(const idea::NearWave& wave) {
  if (!wave.cause) return {};
  if (wave.cause->verdict != "shared") return " after " + wave.cause->name;
  return fmt::format(" (possibly after {}: {})", wave.cause->name, probability(wave.cause->posterior));
}

std::string race(const idea::Outlook& outlook) {
  const auto& wave = outlook.waves.front();
  const auto& trend = outlook.trend;
  const bool falling = trend.high && *trend.high < 1;
  return fmt::format("{}: {}, {}. {} the wave \"{}\"{}, {}.", falling ? "A race that is slowing" : "A race",
                     pace(outlook), change(trend), idea::is_core(wave) ? "This is" : "Many stand in", wave.label,
                     after(wave), wave.state == "cooling" ? "which is cooling" : "which is still on");
}

// " The wave … passed here and ended 7 Oct 2024." for ground that was run over before.
std::string passed(const idea::Outlook& outlook) {
  for (const auto& wave : outlook.waves)
    if (wave.ended && idea::is_core(wave))
      return fmt::format(" The wave \"{}\"{} passed here and {} {}.", wave.label, after(wave),
                         wave.is_cut_off() ? "is ordinary ground since" : "ended", day_words(*wave.ended));
  return {};
}

std::string calm(const idea::Outlook& outlook) {
  const auto& trend = outlook.trend;
  switch (idea::verdict(outlook)) {
    case idea::Verdict::Rising:
      return fmt::format("Filling up: {}, {}, but no wave stands here.", pace(outlook), change(trend));
    case idea::Verdict::Busy:
      return fmt::format("Busy ground but no race: {}, {}.", pace(outlook), change(trend));
    case idea::Verdict::SomeCompany:
      return fmt::format("Some company, no race: {}, {}.", pace(outlook), change(trend));
    case idea::Verdict::Quiet:
      return fmt::format("Quiet, no race: {}, {} in the {} weeks before.", pace(outlook), trend.past, trend.past_weeks);
    default:
      break;
  }
  if (outlook.near == 0) return "Open ground: no paper near this idea was found.";
  return fmt::format(
      "Open ground: no watched paper came near this idea in the last {} weeks; {} did before, or in other lists.",
      trend.recent_weeks + trend.past_weeks, outlook.near);
}

}  // namespace

std::string answer_words(const idea::Outlook& outlook) {
  if (idea::verdict(outlook) == idea::Verdict::Race) return race(outlook);
  return calm(outlook) + passed(outlook);
}

std::vector<std::string> doubts(const idea::Outlook& outlook) {
  std::vector<std::string> sentences;
  if (outlook.near == 0)
    sentences.emplace_back(
        "No paper is really near: either nobody did this, or the text uses words that nobody else does.");
  if (outlook.words < kFewWords)
    sentences.push_back(fmt::format(
        "The text has only {} words to compare; with a whole abstract the answer is firmer.", outlook.words));
  for (const auto& wave : outlook.waves)
    if (wave.near < kFewPapers && wave.live())
      sentences.push_back(fmt::format("Only {} near paper{} in the wave \"{}\"{}.", wave.near,
                                      wave.near == 1 ? " stands" : "s stand", wave.label,
                                      wave.uses_phrase ? "; the text uses its word, perhaps in passing" : ""));
  const auto& trend = outlook.trend;
  if (trend.low && trend.high && *trend.low <= 1 && *trend.high >= 1)
    sentences.push_back(
        fmt::format("The trend may go either way: its interval is {}–{}.", figure(*trend.low), figure(*trend.high)));
  if (outlook.past_waves.all > 0 && outlook.past_waves.all < kFewWaves)
    sentences.push_back(fmt::format("How long waves last rests on {} of them.", outlook.past_waves.all));
  sentences.emplace_back(
      "Near means: in like words. The same idea in other words is not seen, and the same words may do something else. "
      "Read the nearest "
      "papers.");
  sentences.emplace_back("Only the watched lists are counted, and only what is out: work under way is on no list.");
  return sentences;
}

}  // namespace bandwagon::render

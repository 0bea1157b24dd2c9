#include "daemon/render/outlook.hpp"

#include <fmt/format.h>

#include "daemon/render/escape.hpp"
#include "daemon/render/figures.hpp"

namespace bandwagon::render {
namespace {

std::string line(const std::string& words) {
  return paragraph("  ", "  ", words);
}
std::string more(const std::string& words) {
  return paragraph("    ", "    ", words);
}

std::string link(const model::PaperId& id) {
  return "https://arxiv.org/abs/" + id.str();
}

std::string papers(std::string_view heading, const std::vector<idea::NearPaper>& list) {
  if (list.empty()) return {};
  std::string out = fmt::format("\n{}\n", heading);
  for (const auto& paper : list) {
    out += line(paper.title);
    out += more(fmt::format("{} · {} · similarity {:.2f}{}", day_words(paper.submitted), link(paper.id),
                            paper.similarity, paper.watched ? "" : " · not in a watched list"));
  }
  return out;
}

std::string weeks_words(const lifetime::Survival& survival) {
  std::string interval;
  if (survival.low)
    interval = survival.high ? fmt::format(", 95 % interval {:.0f}–{:.0f}", *survival.low, *survival.high)
                             : fmt::format(", 95 % interval from {:.0f}", *survival.low);
  return fmt::format("{:.0f} weeks (from {} waves{})", *survival.median, survival.all, interval);
}

std::string crowding(const idea::Outlook& outlook) {
  const auto& trend = outlook.trend;
  std::string words =
      fmt::format("{} near paper{} in the last {} weeks ({:.1f} a week), {} in the {} weeks before ({:.1f} a week)",
                  trend.recent, trend.recent == 1 ? "" : "s", trend.recent_weeks, trend.recent_per_week(), trend.past,
                  trend.past_weeks, trend.past_per_week());
  if (trend.ratio)
    words += fmt::format(": {} times as many, arXiv's own growth taken out (95 % interval {}–{})", figure(*trend.ratio),
                         figure(*trend.low), figure(*trend.high));
  return "\nHow crowded\n" + line(words + ".");
}

std::string wave_words(const idea::NearWave& wave, model::Day now) {
  std::string out = line(fmt::format("{} (burst {}, {}, {})", wave.label, wave.id, wave.kind, wave.state));
  if (wave.cause)
    out += more(fmt::format("{}after {} ({}, {}): probability {}", wave.cause->verdict == "shared" ? "possibly " : "",
                            wave.cause->name, wave.cause->lab, day_words(wave.cause->released),
                            probability(wave.cause->posterior)));
  else
    out += more("after no release that is known");
  const model::Day until = wave.ended.value_or(now);
  const int week = (until - wave.onset) / model::kDaysPerWeek;
  std::string course = fmt::format("began in the week of {}; ", day_words(wave.onset));
  if (wave.ended)
    course += fmt::format("{} {} after {} weeks; {} papers", wave.is_cut_off() ? "ordinary ground since" : "ended",
                          day_words(*wave.ended), week, wave.papers);
  else
    course += fmt::format("now in week {}; {} papers so far; when last tested {} where its past led to expect {}", week,
                          wave.papers, figure(wave.observed), figure(wave.expected));
  out += more(course);
  out += more(fmt::format("{} of the {} near papers of its time stand in it{}", wave.near, wave.near_since,
                          wave.uses_phrase ? "; the text uses its word" : ""));
  if (wave.live() && wave.typical.median)
    out += more("waves that came this far lasted a median of " + weeks_words(wave.typical));
  else if (wave.live() && wave.typical.all < lifetime::kFewest)
    out += more("too few waves came this far to say how long they last");
  return out;
}

std::string waves(const idea::Outlook& outlook) {
  std::string out = "\nWaves here\n";
  const model::Day now = outlook.closed ? *outlook.closed + model::kDaysPerWeek : model::Day{};
  for (const auto& wave : outlook.waves) out += wave_words(wave, now);
  if (outlook.waves.empty()) out += line("None.");
  if (outlook.past_waves.median)
    out += line("Waves in general last a median of " + weeks_words(outlook.past_waves) + ".");
  return out;
}

std::string topics(const idea::Outlook& outlook) {
  if (outlook.topics.empty()) return {};
  std::string out = "\nTopics\n";
  for (const auto& topic : outlook.topics) {
    std::string words = fmt::format("{} (topic {})", topic.label, topic.id);
    if (topic.share > 0) words += fmt::format(": {} of its neighbourhood", percent(topic.share));
    if (topic.uses_phrase) words += topic.share > 0 ? "; the text uses the phrase" : ": the text uses the phrase";
    words += fmt::format("; {} papers, {} a week lately", topic.papers, figure(topic.per_week));
    if (topic.expected_per_week) words += fmt::format(", {} expected", figure(*topic.expected_per_week));
    out += line(words);
  }
  return out;
}

std::string pioneers(const idea::Outlook& outlook) {
  if (outlook.pioneers.empty()) return {};
  std::string out = "\nThere before the wave\n";
  for (const auto& pioneer : outlook.pioneers) {
    out += line(pioneer.paper.title);
    out += more(fmt::format("{} · {} · {} days before {}", day_words(pioneer.paper.submitted), link(pioneer.paper.id),
                            -pioneer.lag_days, pioneer.release));
  }
  return out;
}

}  // namespace

std::string outlook_text(const idea::Outlook& outlook) {
  std::string out = paragraph("", "", outlook.title.empty() ? "An idea without a title" : outlook.title);
  if (outlook.closed) out += fmt::format("as of {}\n", day_words(*outlook.closed + model::kDaysPerWeek));
  out += "\n" + line(answer_words(outlook)) + crowding(outlook) + waves(outlook) + topics(outlook) + pioneers(outlook);
  out += papers("Earliest near papers", outlook.earliest) + papers("Nearest papers", outlook.nearest);
  out += "\nWhat would make this wrong\n";
  for (const auto& doubt : doubts(outlook)) out += paragraph("  – ", "    ", doubt);
  return out;
}

}  // namespace bandwagon::render

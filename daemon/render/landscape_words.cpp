// The words of what lies around a digest's waves, and of its health.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analyzers/lifetime/survival.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

std::string counted(double count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", figure(count), count == 1 ? one : many);
}

std::string weeks(double count) {
  return counted(std::round(count), "week", "weeks");
}

std::string joined(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

// Whether whole words of one phrase are the other.
bool stands_in(const std::string& part, const std::string& phrase) {
  return part.size() < phrase.size() && (" " + phrase + " ").find(" " + part + " ") != std::string::npos;
}

std::string month_words(model::Day month) {
  return day_words(month).substr(2);  // its first day: "1 May 2025"
}

}  // namespace

std::string glance_words(const digest::Wave& wave) {
  const auto& evidence = wave.latest.evidence;
  std::string words = reason_words(wave);
  if (evidence.observed) words += ": " + counted(*evidence.observed, "paper", "papers");
  if (evidence.ratio) words += ", " + times(*evidence.ratio) + " times the expected";
  if (!digest::is_attributed(wave)) {
    const std::string possible = possible_words(evidence);
    return words + (possible.empty() ? ", no release" : ", " + possible);
  }
  const auto* release = wave.release();
  return words + ", tied to " + (release == nullptr || release->name.empty() ? *wave.latest.release : release->name);
}

std::string ended_words(const digest::Wave& wave) {
  std::string words = told_beyond_title(wave);
  const std::string course = wave.latest.reason == model::AlertReason::Ended ? course_words(wave) : std::string();
  if (!course.empty()) words += (words.empty() ? "" : "; ") + course;
  return words;
}

std::string about_words(const digest::Evidence& evidence) {
  constexpr std::size_t kMostPhrases = 4;
  auto phrases = evidence.phrases;
  std::erase_if(phrases, [&](const std::string& phrase) {  // says nothing new
    return stands_in(phrase, evidence.label) ||
           std::any_of(evidence.phrases.begin(), evidence.phrases.end(),
                       [&](const std::string& other) { return stands_in(other, phrase); });
  });
  if (phrases.empty() || (phrases.size() == 1 && phrases.front() == evidence.label)) return {};
  phrases.resize(std::min(phrases.size(), kMostPhrases));
  return (evidence.kind == "mention" ? "Papers that name " : "Papers that write ") + joined(phrases);
}

std::string told_words(const digest::Wave& wave) {
  if (!wave.told) return {};
  std::string words = "Told on " + day_words(wave.told->on);
  if (wave.told->observed) words += " with " + counted(*wave.told->observed, "paper", "papers");
  if (!wave.is_tie_news()) return words;
  if (!wave.told->release) return words + ", tied to no release";
  return words + ", then tied to " + (wave.told->release_name.empty() ? "another release" : wave.told->release_name);
}

std::string lag_words(const std::vector<int>& lags) {
  const int all = std::accumulate(lags.begin(), lags.end(), 0);
  if (all == 0) return {};
  int seen = 0;
  std::size_t week = 0;
  for (; week < lags.size(); ++week)
    if ((seen += lags[week]) * 2 >= all) break;
  return fmt::format("{}, half of them within {} of the release", counted(all, "follower", "followers"),
                     weeks(static_cast<double>(week + 1)));
}

std::string twins_words(const digest::Twins& twins) {
  return fmt::format("{:.2f} alike, {} apart", twins.cosine, counted(twins.days_apart, "day", "days"));
}

std::string remaining_words(const digest::Remaining& remaining) {
  std::string words = weeks(remaining.weeks_old) + " old. ";
  if (remaining.waves < lifetime::kFewest)
    return words + "Too few waves came this far to say how long such waves go on.";
  if (!remaining.median)
    return words + fmt::format("Of {} that came this far, more than half are still running.",
                               counted(remaining.waves, "wave", "waves"));
  words += fmt::format("Of {} that came this far, half went on for {} more", counted(remaining.waves, "wave", "waves"),
                       weeks(*remaining.median));
  if (remaining.low && remaining.high)
    words += fmt::format(" (95 % interval {:.0f}–{:.0f})", *remaining.low, *remaining.high);
  else if (remaining.low)
    words += fmt::format(" (95 % interval from {:.0f} on)", *remaining.low);
  return words + ".";
}

std::string course_words(const digest::Wave& wave) {
  return wave.papers ? counted(static_cast<double>(*wave.papers), "paper", "papers") + " in all" : std::string();
}

std::string current_words(const digest::CurrentWave& wave) {
  return counted(wave.papers, "paper", "papers") + " in 4 weeks, " + weeks(wave.weeks_old) + " old" +
         (wave.release.empty() ? ", no release" : ", " + wave.release);
}

std::string born_words(const digest::BornTopic& topic) {
  return counted(static_cast<double>(topic.papers), "paper", "papers");
}

std::string left_words(const digest::LeftTopic& topic) {
  return fmt::format("{} in 13 weeks, {} expected; {} of its {} went to {}", counted(topic.observed, "paper", "papers"),
                     figure(topic.expected), topic.movers, counted(topic.publishing, "active author", "active authors"),
                     topic.wave);
}

std::string candidate_words(const digest::Candidate& release) {
  return release.lab + (release.lab.empty() ? "" : ", ") + day_words(release.released);
}

std::string candidate_command(const digest::Candidate& release) {
  return "bandwagon releases confirm " + release.id;
}

std::string herding_words(const std::vector<digest::HerdingMonth>& months) {
  if (months.empty()) return {};
  const auto& last = months.back();
  std::string words =
      fmt::format("{} of the papers of {} follow a release", percent(last.share), month_words(last.month));
  if (last.low && last.high)
    words += fmt::format(" (95 % interval {:.0f}–{:.0f} %)", *last.low * 100, *last.high * 100);
  constexpr std::size_t kYear = 12;
  if (months.size() > kYear)
    words += fmt::format(", {} a year before", percent(months[months.size() - 1 - kYear].share));
  return words;
}

std::string footing_words(const digest::Footing& footing) {
  std::string words;
  const auto add = [&](std::string_view separator, const std::string& clause) {
    words += (words.empty() ? "" : std::string(separator)) + clause;
  };
  if (footing.newest_announcement) add("", "Papers announced up to " + day_words(*footing.newest_announcement));
  if (footing.last_closed_week) add("; ", "weeks closed up to that of " + day_words(*footing.last_closed_week));
  if (!footing.failing_sources.empty())
    add(". ", "Sources that fail: " + joined(footing.failing_sources));
  else if (footing.sources > 0)
    add("; ", footing.sources == 1 ? "the source is well" : fmt::format("all {} sources are well", footing.sources));
  if (!footing.failing_channels.empty()) add(". ", "Deliveries that fail: " + joined(footing.failing_channels));
  return words.empty() ? words : words + ".";
}

}  // namespace bandwagon::render

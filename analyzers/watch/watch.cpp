#include "analyzers/watch/watch.hpp"

#include <algorithm>

namespace bandwagon::watch {
namespace {

std::string papers_word(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " paper" : " papers");
}

std::string reach_words(const Sighting& sighting) {
  const auto& wave = sighting.wave;
  std::string words = "The wave \"" + wave.label + "\"";
  if (wave.cause)
    words +=
        wave.cause->verdict == "shared" ? " (possibly after " + wave.cause->name + ")" : " after " + wave.cause->name;
  words += " has reached \"" + sighting.watch + "\"";
  if (wave.near > 0)
    words += ": " + std::to_string(wave.near) + " of the " + papers_word(wave.near_since) + " with its words since " +
             wave.onset.iso() + " stand in it";
  else if (sighting.owns_topic)
    words += ": it is about the topic of a watched paper";
  return words + ".";
}

std::string priority_words(const Priority& priority, const std::optional<idea::Cause>& cause) {
  const std::string paper = priority.first.id.str() + " (" + priority.first.submitted.iso() + ")";
  const std::string ahead = "before " + std::to_string(priority.ahead_of) + " of its " + papers_word(priority.papers);
  if (!priority.days_before_release) {
    const bool first = 2 * priority.ahead_of > priority.papers;
    return (first ? " You were early: " : " You were not early: ") + paper + " came " + ahead + ".";
  }
  if (*priority.days_before_release > 0)
    return " You were there first: " + paper + " came " + std::to_string(*priority.days_before_release) +
           (*priority.days_before_release == 1 ? " day before " : " days before ") + cause->name + ", " + ahead + ".";
  if (*priority.days_before_release == 0)
    return " " + paper + " came on the day of " + cause->name + ", " + ahead + ".";
  return " You were not there first: " + paper + " came " + std::to_string(-*priority.days_before_release) +
         (*priority.days_before_release == -1 ? " day after " : " days after ") + cause->name + ", " + ahead + ".";
}

}  // namespace

bool has_reached(const Sighting& sighting) {
  return !sighting.own.empty() || sighting.owns_topic || idea::stands_in(sighting.wave);
}

std::optional<Priority> priority(const Sighting& sighting) {
  if (sighting.own.empty()) return std::nullopt;
  Priority priority{.first = sighting.own.front()};
  const auto& course = sighting.course;
  priority.papers = static_cast<std::int64_t>(course.size());
  priority.ahead_of = course.end() - std::upper_bound(course.begin(), course.end(), priority.first.submitted);
  if (sighting.wave.cause) priority.days_before_release = sighting.wave.cause->released - priority.first.submitted;
  return priority;
}

model::WatchAlert alert(const Sighting& sighting, model::Day raised) {
  model::WatchAlert alert{
      .watch = sighting.watch, .burst = sighting.wave.id, .raised = raised, .matched = sighting.wave.near};
  alert.headline = reach_words(sighting);
  if (sighting.wave.cause) alert.release = sighting.wave.cause->id;
  for (const OwnPaper& paper : sighting.own) alert.papers.push_back(paper.id.str());
  if (const auto first = priority(sighting)) {
    alert.first = first->first.key;
    alert.ahead_of = first->ahead_of;
    if (first->days_before_release) alert.before_release = *first->days_before_release > 0;
    alert.headline += priority_words(*first, sighting.wave.cause);
  }
  return alert;
}

}  // namespace bandwagon::watch

#pragma once
// What a user watches, and what it means when a wave reaches it. Watches are the user's: they change nothing that a
// close decides.
#include <optional>
#include <string>
#include <vector>

#include "analyzers/idea/outlook.hpp"
#include "analyzers/model/findings.hpp"
#include "analyzers/model/paper_id.hpp"

namespace bandwagon::watch {

struct Watch {
  std::string name;
  std::vector<std::string> words;      // phrases, as written
  std::vector<model::PaperId> papers;  // the reader's own, or those the reader builds on
  std::vector<std::string> authors;    // whole names as arXiv writes them
  friend bool operator==(const Watch&, const Watch&) = default;
};

// A paper that the watch names, or a paper of the wave (or a pioneer of it) by an author that the watch names.
struct OwnPaper {
  model::PaperKey key = 0;
  model::PaperId id;
  model::Day submitted;
};

// One live wave beside one watch, on the day of a close.
struct Sighting {
  std::string watch;
  idea::NearWave wave;             // near, near_since: papers with the watched words in it, and of its time
  std::vector<OwnPaper> own;       // first submitted first
  bool owns_topic = false;         // a watched paper belongs to the wave's topic, though not to the wave
  std::vector<model::Day> course;  // days on which the wave's papers were submitted, ordered
};

// Whether the wave has reached the watch: a watched paper or author stands in it, or it holds enough of the papers that
// use the watched words (as idea::stands_in, so a wave that holds a part of everything reaches nothing by that).
bool has_reached(const Sighting& sighting);

// Whether the reader was there first, from the first of the reader's own papers.
struct Priority {
  OwnPaper first;
  std::optional<int> days_before_release;  // negative: after it; absent: no release explains the wave
  std::int64_t ahead_of = 0;               // papers of the wave submitted later …
  std::int64_t papers = 0;                 // … of so many
};
std::optional<Priority> priority(const Sighting& sighting);

// What the reader is told.
model::WatchAlert alert(const Sighting& sighting, model::Day raised);

}  // namespace bandwagon::watch

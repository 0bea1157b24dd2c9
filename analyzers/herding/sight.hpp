#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/corpus/window.hpp"
#include "analyzers/herding/decided.hpp"
#include "analyzers/herding/months.hpp"

namespace bandwagon::herding {

inline const std::string kAllFields = "all";

// A paper that follows a release.
struct Following {
  double probability = 0;
  int lag_days = 0;
};

// A paper of the window with what was decided of it.
struct SeenPaper {
  const corpus::Reading* reading = nullptr;
  int week = 0;                         // of the window
  std::optional<model::TopicId> topic;  // its cluster topic
  std::vector<model::BurstId> waves;    // by id; topical and mention waves that were confirmed
  std::vector<Following> follows;       // one per release, at its highest probability
  double follow_probability = 0;        // sum over the releases, at most 1
  int entries = 0;                      // authors new to the ground it stands on, see count_entries()
  int wave_entries = 0;                 // of these, onto a large wave
};

// The cluster topic in which a paper of the window stands.
using TopicOf = std::function<std::optional<model::TopicId>(int week, std::size_t position)>;

// All papers of the window in its order, so that nothing depends on the rows of the store. O(papers + decided).
std::vector<SeenPaper> see(const corpus::Window& window, const TopicOf& topic_of, const Decided& decided);

// Whether a wave counts as one: confirmed, topical or mention.
bool is_wave(const model::Burst& burst);

// The `count` largest waves that are live: most papers announced in the month; ties to the older wave.
std::vector<model::BurstId> largest_waves(std::span<const SeenPaper> papers, const Decided& decided, const Month& month,
                                          std::size_t count);

// Entries of each paper of the month. A paper stands on one ground: the first of the large waves that holds it, else
// its topic. An author enters with the first paper in `memory_days` on that ground.
void count_entries(std::span<SeenPaper> papers, const std::vector<model::BurstId>& large, const Month& month,
                   int memory_days);

// Of each cluster topic with papers in the window, the primary category of most of them (ties to the first by name).
std::map<model::TopicId, std::string> field_of_topics(std::span<const SeenPaper> papers);

}  // namespace bandwagon::herding

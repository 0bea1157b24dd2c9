#include "analyzers/herding/sight.hpp"

#include <tsl/robin_map.h>
#include <tsl/robin_set.h>

#include <algorithm>
#include <set>

namespace bandwagon::herding {
namespace {

// An author on the ground of a wave or of a topic.
struct Entry {
  std::uint64_t author;
  std::int64_t ground;
  bool of_wave;
  friend bool operator==(const Entry&, const Entry&) = default;
};

struct EntryHash {  // authors are uniform hashes; a ground's number is spread over all bits
  std::size_t operator()(const Entry& entry) const {
    return entry.author ^ (static_cast<std::uint64_t>(entry.ground) * 2 + entry.of_wave) * 0x9E3779B97F4A7C15U;
  }
};

}  // namespace

bool is_wave(const model::Burst& burst) {
  return burst.confirmed && model::is_told(burst.kind);
}

std::vector<SeenPaper> see(const corpus::Window& window, const TopicOf& topic_of, const Decided& decided) {
  std::vector<SeenPaper> papers;
  tsl::robin_map<model::PaperKey, std::size_t> place;
  for (int week = 0; week < window.size(); ++week)
    for (std::size_t p = 0; p < window.papers(week).size(); ++p) {
      const auto& reading = window.papers(week)[p];
      place[reading.source.key] = papers.size();
      papers.push_back({.reading = &reading, .week = week, .topic = topic_of(week, p)});
    }

  std::set<model::BurstId> waves;
  for (const auto& burst : decided.bursts)
    if (is_wave(burst)) waves.insert(burst.id);
  for (const auto& entry : decided.wave_papers)
    if (const auto at = place.find(entry.paper); at != place.end() && waves.contains(entry.burst))
      papers[at->second].waves.push_back(entry.burst);

  std::map<std::pair<std::size_t, std::string>, Following> follows;  // per paper and release
  for (const auto& role : decided.followers) {
    const auto at = place.find(role.paper);
    if (at == place.end()) continue;
    Following& following = follows[{at->second, role.release}];
    following.probability = std::max(following.probability, role.probability);
    following.lag_days = role.lag_days;
  }
  for (const auto& [key, following] : follows) {
    papers[key.first].follows.push_back(following);
    papers[key.first].follow_probability += following.probability;
  }
  for (auto& paper : papers) {
    std::sort(paper.waves.begin(), paper.waves.end());
    paper.follow_probability = std::min(1.0, paper.follow_probability);
  }
  return papers;
}

std::vector<model::BurstId> largest_waves(std::span<const SeenPaper> papers, const Decided& decided, const Month& month,
                                          std::size_t count) {
  std::map<model::BurstId, int> size;
  for (const auto& burst : decided.bursts)
    if (is_wave(burst) && burst.state != "ended") size[burst.id] = 0;
  for (const auto& paper : papers) {
    if (!month.holds(paper.reading->source.paper.announced)) continue;
    for (const auto wave : paper.waves)
      if (const auto at = size.find(wave); at != size.end()) ++at->second;
  }
  std::vector<std::pair<int, model::BurstId>> ranked;
  for (const auto& [wave, held] : size)
    if (held > 0) ranked.emplace_back(-held, wave);
  std::sort(ranked.begin(), ranked.end());
  std::vector<model::BurstId> largest;
  for (std::size_t i = 0; i < std::min(count, ranked.size()); ++i) largest.push_back(ranked[i].second);
  return largest;
}

void count_entries(std::span<SeenPaper> papers, const std::vector<model::BurstId>& large, const Month& month,
                   int memory_days) {
  tsl::robin_set<std::uint64_t> writing;  // in the month: of others nothing is asked
  for (const auto& paper : papers)
    if (month.holds(paper.reading->source.paper.announced))
      writing.insert(paper.reading->authors.begin(), paper.reading->authors.end());
  tsl::robin_map<Entry, model::Day, EntryHash> last;  // an author's last paper on a ground
  for (auto& paper : papers) {
    const model::Day day = paper.reading->source.paper.announced;
    if (day >= month.next) continue;
    if (day < month.first - memory_days) continue;
    const auto wave = std::find_if(large.begin(), large.end(), [&](const model::BurstId id) {
      return std::binary_search(paper.waves.begin(), paper.waves.end(), id);
    });
    if (wave == large.end() && !paper.topic) continue;
    const bool of_wave = wave != large.end();
    const std::int64_t ground = of_wave ? *wave : *paper.topic;
    for (const auto author : paper.reading->authors) {
      if (!writing.contains(author)) continue;
      const auto [at, first] = last.try_emplace(Entry{author, ground, of_wave}, day);
      const bool enters = first || day - at->second > memory_days;
      at.value() = day;
      if (!enters || !month.holds(day)) continue;
      ++paper.entries;
      paper.wave_entries += of_wave;
    }
  }
}

std::map<model::TopicId, std::string> field_of_topics(std::span<const SeenPaper> papers) {
  std::map<model::TopicId, std::map<std::string, int>> count;
  for (const auto& paper : papers)
    if (paper.topic) ++count[*paper.topic][paper.reading->source.paper.primary_category];
  std::map<model::TopicId, std::string> fields;
  for (const auto& [topic, categories] : count)
    fields[topic] = std::max_element(categories.begin(), categories.end(), [](const auto& a, const auto& b) {
                      return a.second < b.second;
                    })->first;
  return fields;
}

}  // namespace bandwagon::herding

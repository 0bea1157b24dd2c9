#include "daemon/closing/watches.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "analyzers/model/names.hpp"
#include "analyzers/text/terms.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/watches.hpp"

namespace bandwagon::closing {
namespace {

using store::LiveWave;

// "language agent" -> language agent, language agents; "agents" -> agents, agent.
std::vector<std::string> forms_of(const std::vector<std::string>& phrases) {
  std::vector<std::string> forms;
  for (const auto& phrase : phrases) {
    forms.push_back(phrase);
    if (phrase.size() > 3 && phrase.back() == 's')
      forms.push_back(phrase.substr(0, phrase.size() - 1));
    else
      forms.push_back(phrase + "s");
  }
  return forms;
}

// All that one watch finds in the live waves, by wave.
struct Finds {
  std::vector<store::Dated> writing;                               // papers with the watched words
  std::map<model::BurstId, std::set<model::PaperKey>> writing_in;  // … in a wave
  std::map<model::BurstId, std::vector<model::PaperKey>> own;      // watched papers, and those of watched authors
  std::set<model::BurstId> on_topics;
};

model::Day first_onset(const std::vector<LiveWave>& waves) {
  return std::min_element(waves.begin(), waves.end(),
                          [](const auto& a, const auto& b) { return a.burst.onset < b.burst.onset; })
      ->burst.onset;
}

Result<Finds> find(const store::Connection& connection, const watch::Watch& watch, const std::vector<LiveWave>& waves,
                   const std::vector<std::string>& categories, model::Day closed) {
  Finds finds;
  if (!watch.words.empty()) {
    auto writing = store::papers_writing(connection, forms_of(watch.words), categories, first_onset(waves), closed);
    if (!writing) return tl::unexpected(writing.error());
    finds.writing = std::move(*writing);
    std::vector<model::PaperKey> keys;
    for (const auto& paper : finds.writing) keys.push_back(paper.paper);
    const auto members = store::members_among(connection, keys);
    if (!members) return tl::unexpected(members.error());
    for (const auto& member : *members) finds.writing_in[member.burst].insert(member.paper);
  }
  if (!watch.papers.empty() || !watch.authors.empty()) {
    const auto own = store::own_papers(connection, watch.authors, watch.papers, closed);
    if (!own) return tl::unexpected(own.error());
    for (const auto& paper : *own) finds.own[paper.burst].push_back(paper.paper);
  }
  if (!watch.papers.empty()) {
    const auto waves_there = store::waves_on_topics_of(connection, watch.papers, closed);
    if (!waves_there) return tl::unexpected(waves_there.error());
    finds.on_topics.insert(waves_there->begin(), waves_there->end());
  }
  return finds;
}

bool is_watched_word(const watch::Watch& watch, const std::string& label) {
  const std::string wanted = text::normal_form(label);
  return std::any_of(watch.words.begin(), watch.words.end(),
                     [&](const std::string& word) { return text::normal_form(word) == wanted; });
}

idea::NearWave near_wave(const LiveWave& live) {
  idea::NearWave wave{.id = live.burst.id,
                      .label = live.burst.label,
                      .state = live.burst.state,
                      .onset = live.burst.onset,
                      .papers = live.papers};
  if (live.attribution && live.released)
    wave.cause = idea::Cause{.id = live.attribution->release,
                             .name = live.release_name,
                             .lab = live.release_lab,
                             .verdict = std::string(model::name_of(live.attribution->verdict)),
                             .released = *live.released,
                             .posterior = live.attribution->posterior};
  return wave;
}

Result<watch::Sighting> sighting(const store::Connection& connection, const watch::Watch& watch, const LiveWave& live,
                                 const Finds& finds) {
  watch::Sighting seen{.watch = watch.name, .wave = near_wave(live)};
  const auto in_wave = finds.writing_in.find(live.burst.id);
  for (const auto& paper : finds.writing) {
    if (paper.announced < live.burst.onset) continue;
    ++seen.wave.near_since;
    seen.wave.near += in_wave != finds.writing_in.end() && in_wave->second.contains(paper.paper);
  }
  seen.wave.uses_phrase = live.is_of_a_term && is_watched_word(watch, live.burst.label);
  seen.owns_topic = finds.on_topics.contains(live.burst.id);
  const auto volume = store::volume_since(connection, live.burst.onset);
  if (!volume) return tl::unexpected(volume.error());
  if (*volume > 0) seen.wave.by_chance = static_cast<double>(live.papers) / static_cast<double>(*volume);
  if (const auto own = finds.own.find(live.burst.id); own != finds.own.end()) {
    const auto papers = store::submissions(connection, own->second);
    if (!papers) return tl::unexpected(papers.error());
    for (const auto& paper : *papers) seen.own.push_back({paper.paper, paper.id, paper.submitted});
  }
  return seen;
}

// Where a wave has reached a watch, the watched papers count for who was first, though they may not stand in the wave:
// they came before it, or speak of it in other words.
Result<void> add_declared(const store::Connection& connection, const watch::Watch& watch, model::Day closed,
                          watch::Sighting& seen) {
  const auto declared = store::by_ids(connection, watch.papers);
  if (!declared) return tl::unexpected(declared.error());
  for (const auto& stored : *declared) {
    const bool known =
        std::any_of(seen.own.begin(), seen.own.end(), [&](const auto& own) { return own.key == stored.key; });
    if (!known && stored.paper.announced < closed)
      seen.own.push_back({stored.key, stored.paper.id, stored.paper.submitted});
  }
  std::sort(seen.own.begin(), seen.own.end(), [](const auto& a, const auto& b) {
    return a.submitted != b.submitted ? a.submitted < b.submitted : a.id < b.id;
  });
  if (seen.own.empty()) return {};
  auto course = store::course_of(connection, seen.wave.id);
  if (!course) return tl::unexpected(course.error());
  seen.course = std::move(*course);
  return {};
}

}  // namespace

Result<std::vector<model::WatchAlert>> look_out(const store::Connection& connection,
                                                const std::vector<watch::Watch>& watches,
                                                const std::vector<std::string>& categories, model::Day closed) {
  std::vector<model::WatchAlert> alerts;
  if (watches.empty()) return alerts;
  const auto waves = store::live_waves(connection);
  if (!waves) return tl::unexpected(waves.error());
  const auto told = store::told_watches(connection);
  if (!told) return tl::unexpected(told.error());
  if (waves->empty()) return alerts;
  const std::set<std::pair<std::string, model::BurstId>> done(told->begin(), told->end());
  for (const auto& watch : watches) {
    const auto finds = find(connection, watch, *waves, categories, closed);
    if (!finds) return tl::unexpected(finds.error());
    for (const auto& live : *waves) {
      if (done.contains({watch.name, live.burst.id})) continue;
      auto seen = sighting(connection, watch, live, *finds);
      if (!seen) return tl::unexpected(seen.error());
      if (!watch::has_reached(*seen)) continue;
      if (const auto added = add_declared(connection, watch, closed, *seen); !added)
        return tl::unexpected(added.error());
      alerts.push_back(watch::alert(*seen, closed));
    }
  }
  return alerts;
}

}  // namespace bandwagon::closing

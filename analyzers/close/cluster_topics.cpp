#include "analyzers/close/cluster_topics.hpp"

#include <algorithm>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kWhole = 100000;  // more terms than any centroid keeps

cluster::CentroidParams centroids_of(const TopicParams& params) {
  return {.half_life_days = params.half_life_days, .terms = params.centroid_terms, .posting_share = 1};
}

}  // namespace

ClusterTopics::ClusterTopics(const Params& params)
    : params_(params),
      threads_(params.threads),
      centroids_(centroids_of(params.topics)),
      resting_(centroids_of(params.topics)) {}

ClusterTopics::Events ClusterTopics::read_week(const corpus::Window& window, const corpus::RisingVectors& vectors,
                                               model::TopicId next) {
  Events events;
  join(window, vectors, events);
  found(window, vectors, next, events);
  centroids_.cut();
  const model::Day today = window.monday(window.latest()) + model::kDaysPerWeek;
  left_ = threads_.close(today);
  for (const auto thread : left_) founders_.erase(thread);
  merge(events);
  retire(today, events);
  return events;
}

// All papers of the week are compared with the topics of the last close, so that their order decides nothing.
void ClusterTopics::join(const corpus::Window& window, const corpus::RisingVectors& vectors, Events& events) {
  const int now = window.latest();
  const auto& papers = window.papers(now);
  std::vector<cluster::ThreadId> threads(papers.size(), 0);
  std::vector<TopicIndex> topics(papers.size(), 0);
  std::vector<std::optional<cluster::Centroids::Near>> nearest_topics(papers.size());
  std::vector<represent::SparseVector> of_week(papers.size());
  parallel::each(papers.size(), parallel::kAtOnce, [&](std::size_t p) { of_week[p] = vectors.of(papers[p]); });
  const auto join_threads = [&] {
    for (std::size_t p = 0; p < papers.size(); ++p)
      if (const auto thread = threads_.join(of_week[p], papers[p].source.paper.announced)) threads[p] = thread->thread;
  };
  const auto find_topics = [&] {
    for (std::size_t p = 0; p < papers.size(); ++p) nearest_topics[p] = nearest(of_week[p]);
  };
  parallel::both(join_threads, find_topics);
  for (std::size_t p = 0; p < papers.size(); ++p) {
    if (!nearest_topics[p]) continue;
    topics[p] = nearest_topics[p]->id;
    events.joined.push_back({topics[p], {window.monday(now), p}, nearest_topics[p]->cosine, {}});
    centroids_.add(topics[p], of_week[p], papers[p].source.paper.announced);
    live_.at(topics[p]).last = papers[p].source.paper.announced;
  }
  joined_.push_back(std::move(threads));
  placed_.push_back(std::move(topics));
  while (static_cast<int>(joined_.size()) > window.size()) {
    joined_.pop_front();
    placed_.pop_front();
  }
}

std::optional<cluster::Centroids::Near> ClusterTopics::nearest(const represent::SparseVector& paper) const {
  const auto near = centroids_.nearest(paper, params_.topics.join_cosine);
  if (near.id == 0) return std::nullopt;
  return near;
}

// The threads that got a paper this week and have enough recent ones, the largest first.
std::vector<ClusterTopics::Grown> ClusterTopics::grown_threads(const corpus::Window& window) const {
  const int now = window.latest(), first = std::max(0, now - params_.topics.birth_weeks + 1);
  std::map<cluster::ThreadId, std::vector<wave::Place>> recent;
  for (const auto thread : joined_.back())
    if (thread != 0 && !founders_.contains(thread)) recent[thread];
  for (int week = first; week <= now; ++week) {
    const auto& threads = joined_[static_cast<std::size_t>(week)];
    for (std::size_t p = 0; p < threads.size(); ++p)
      if (const auto at = recent.find(threads[p]); at != recent.end()) at->second.push_back({window.monday(week), p});
  }
  std::vector<Grown> grown;
  for (auto& [thread, places] : recent)
    if (static_cast<int>(places.size()) >= params_.topics.birth_papers) grown.push_back({thread, std::move(places)});
  std::stable_sort(grown.begin(), grown.end(),
                   [](const Grown& a, const Grown& b) { return a.recent.size() > b.recent.size(); });
  return grown;
}

void ClusterTopics::found(const corpus::Window& window, const corpus::RisingVectors& vectors, model::TopicId& next,
                          Events& events) {
  for (const auto& grown : grown_threads(window)) {
    const auto centre = threads_.centroid(grown.thread, kWhole);
    if (centroids_.nearest(centre, params_.topics.birth_cosine).id != 0) continue;
    std::vector<const corpus::Reading*> readings;
    for (const auto& place : grown.recent) readings.push_back(&wave::reading(window, place));
    if (corpus::author_groups(readings) < params_.topics.birth_groups) continue;
    const auto claims = this->claims(window, vectors, grown.thread);
    if (claims.papers.empty()) continue;
    const auto rested = resting_.nearest(centre, params_.topics.birth_cosine).id;
    const auto topic = rested != 0 ? rested : static_cast<TopicIndex>(next++);
    if (rested != 0) {
      centroids_.restore(rested, resting_.body(rested));
      resting_.erase(rested);
      revived_.push_back(rested);
    }
    founders_[grown.thread] = topic;
    Founded founded{.topic = topic, .revived = rested != 0, .split_from = {}};
    if (claims.parent != 0) founded.split_from = claims.parent;
    events.founded.push_back(founded);
    model::Day& last = live_[topic].last;
    for (const auto& claim : claims.papers) {
      const model::Day announced = wave::reading(window, claim.place).source.paper.announced;
      centroids_.add(topic, claim.vector, announced);
      last = std::max(last, announced);
    }
    for (const auto& claim : claims.papers) {
      const auto from = place(window, claim.place, topic);
      const auto near = centroids_.near(claim.vector, 0);
      const auto own = std::find_if(near.begin(), near.end(), [&](const auto& n) { return n.id == topic; });
      events.joined.push_back({topic, claim.place, own == near.end() ? 0 : own->cosine, from});
    }
  }
  if (!events.founded.empty()) take_strays(window, vectors, events);
}

ClusterTopics::Claims ClusterTopics::claims(const corpus::Window& window, const corpus::RisingVectors& vectors,
                                            cluster::ThreadId thread) const {
  std::vector<wave::Place> places;
  std::map<TopicIndex, std::int64_t> held;
  for (int week = 0; week < window.size(); ++week) {
    const auto& threads = joined_[static_cast<std::size_t>(week)];
    for (std::size_t p = 0; p < threads.size(); ++p) {
      if (threads[p] != thread) continue;
      places.push_back({window.monday(week), p});
      const auto topic = placed_[static_cast<std::size_t>(week)][p];
      if (live_.contains(topic)) ++held[topic];
    }
  }
  const auto most =
      std::max_element(held.begin(), held.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  Claims claims;
  if (most != held.end()) claims.parent = most->first;
  for (const auto& place : places) {
    const auto topic = placed_[static_cast<std::size_t>(window.index_of(place.monday))][place.position];
    if (topic != 0 && topic != claims.parent) continue;
    if (auto words = vectors.of(wave::reading(window, place)); !words.empty())
      claims.papers.push_back({place, std::move(words)});
  }
  return claims;
}

// Recent papers that no topic was near enough to, now that there are more.
void ClusterTopics::take_strays(const corpus::Window& window, const corpus::RisingVectors& vectors, Events& events) {
  const int now = window.latest();
  std::vector<wave::Place> strays;
  for (int week = std::max(0, now - params_.topics.birth_weeks + 1); week <= now; ++week) {
    const auto& topics = placed_[static_cast<std::size_t>(week)];
    for (std::size_t p = 0; p < topics.size(); ++p)
      if (topics[p] == 0) strays.push_back({window.monday(week), p});
  }
  std::vector<std::optional<cluster::Centroids::Near>> homes(strays.size());
  parallel::each(strays.size(), parallel::kAtOnce,
                 [&](std::size_t s) { homes[s] = nearest(vectors.of(wave::reading(window, strays[s]))); });
  for (std::size_t s = 0; s < strays.size(); ++s) {
    if (!homes[s]) continue;
    const auto from = place(window, strays[s], homes[s]->id);
    events.joined.push_back({homes[s]->id, strays[s], homes[s]->cosine, from});
  }
}

// The younger of two topics that have been near each other at so many closes in a row goes into the older.
void ClusterTopics::merge(Events& events) {
  std::vector<TopicIndex> youngest_first;
  for (const auto& [topic, state] : live_) youngest_first.push_back(topic);
  std::reverse(youngest_first.begin(), youngest_first.end());
  std::vector<cluster::Centroids::Near> elders(youngest_first.size());
  parallel::each(elders.size(), parallel::kAtOnce,
                 [&](std::size_t t) { elders[t] = nearest_elder(youngest_first[t]); });
  for (std::size_t t = 0; t < youngest_first.size(); ++t) {
    const TopicIndex topic = youngest_first[t];
    const auto best = events.merged.empty() ? elders[t] : nearest_elder(topic);  // a merger moves centroids
    Live& own = live_.at(topic);
    own.near_closes = best.id == 0 ? 0 : best.id == own.near ? own.near_closes + 1 : 1;
    own.near = best.id;
    if (own.near_closes < params_.topics.merge_closes) continue;
    live_.at(best.id).last = std::max(live_.at(best.id).last, own.last);
    centroids_.fold(topic, best.id);
    events.merged.push_back({topic, best.id});
    live_.erase(topic);
    gone_.push_back(topic);
    for (std::size_t week = 0; week < placed_.size(); ++week)
      for (auto& placed : placed_[week])
        if (placed == topic) {
          placed = best.id;
          rewritten_.insert(static_cast<int>(week));
        }
  }
}

// The nearest topic that is older, or none.
cluster::Centroids::Near ClusterTopics::nearest_elder(TopicIndex topic) const {
  cluster::Centroids::Near best{.id = 0, .cosine = 0};
  for (const auto& near : centroids_.near(centroids_.unit(topic, kWhole), params_.topics.merge_cosine))
    if (near.id < topic && near.cosine > best.cosine) best = near;
  return best;
}

void ClusterTopics::retire(model::Day today, Events& events) {
  for (const auto& [topic, state] : live_)
    if (today - state.last > params_.topics.idle_days) events.retired.push_back(topic);
  for (const auto id : events.retired) {
    const auto topic = static_cast<TopicIndex>(id);
    resting_.restore(topic, centroids_.body(topic));
    centroids_.erase(topic);
    live_.erase(topic);
    std::erase_if(founders_, [&](const auto& founder) { return founder.second == topic; });
    gone_.push_back(topic);
    rested_.push_back(topic);
  }
}

// Returns the topic that the paper stood in.
std::optional<model::TopicId> ClusterTopics::place(const corpus::Window& window, const wave::Place& at,
                                                   TopicIndex topic) {
  const int week = window.index_of(at.monday);
  const auto from = of(week, at.position);
  placed_[static_cast<std::size_t>(week)][at.position] = topic;
  rewritten_.insert(week);
  return from;
}

std::optional<model::TopicId> ClusterTopics::of(int week, std::size_t position) const {
  const auto topic = placed_[static_cast<std::size_t>(week)][position];
  if (topic == 0) return std::nullopt;
  return topic;
}

std::vector<wave::Place> ClusterTopics::places(const corpus::Window& window, model::TopicId topic, int first) const {
  std::vector<wave::Place> places;
  for (int week = std::max(0, first); week <= window.latest(); ++week) {
    const auto& topics = placed_[static_cast<std::size_t>(week)];
    for (std::size_t p = 0; p < topics.size(); ++p)
      if (topics[p] == topic) places.push_back({window.monday(week), p});
  }
  return places;
}

std::vector<burst::WeekCounts> ClusterTopics::counts(const corpus::Window& window) const {
  std::vector<burst::WeekCounts> counts(static_cast<std::size_t>(window.size()));
  for (int week = 0; week < window.size(); ++week) {
    std::map<std::pair<TopicIndex, burst::StratumIndex>, std::uint16_t> papers;
    const auto& topics = placed_[static_cast<std::size_t>(week)];
    for (std::size_t p = 0; p < topics.size(); ++p)
      if (topics[p] != 0) ++papers[{topics[p], window.papers(week)[p].stratum}];
    for (const auto& [key, number] : papers)
      counts[static_cast<std::size_t>(week)].push_back({static_cast<burst::SubjectId>(key.first), key.second, number});
  }
  return counts;
}

represent::SparseVector ClusterTopics::centroid(model::TopicId topic) const {
  return centroids_.unit(static_cast<TopicIndex>(topic), kWhole);
}

std::vector<model::TopicId> ClusterTopics::live() const {
  std::vector<model::TopicId> topics;
  for (const auto& [topic, state] : live_) topics.push_back(topic);
  return topics;
}

}  // namespace bandwagon::close

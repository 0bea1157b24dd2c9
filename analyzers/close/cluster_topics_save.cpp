// How the cluster topics find themselves again after a restart.
#include <nlohmann/json.hpp>

#include "analyzers/close/cluster_topics.hpp"
#include "analyzers/close/packing.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr const char *kThreadRoom = "thread", *kJoinedRoom = "joined", *kPlacedRoom = "placed";
constexpr const char *kCentroidRoom = "centroid", *kRestingRoom = "resting", *kLiveRoom = "cluster";

constexpr std::optional<std::uint32_t> kNone = 0;  // a paper without thread or topic

using Places = std::vector<std::pair<model::PaperKey, std::size_t>>;  // in its week, by the row of the paper

Places places_of(const std::vector<corpus::Reading>& papers) {
  Places places;
  for (std::size_t p = 0; p < papers.size(); ++p) places.emplace_back(papers[p].source.key, p);
  std::sort(places.begin(), places.end());
  return places;
}

// Both are ordered by the rows of papers.
void put_back(const std::string& kept, const Places& places, std::vector<std::uint32_t>& numbers) {
  auto place = places.begin();
  for (const auto& [paper, number] : unpack_by_paper<std::uint32_t>(kept)) {
    while (place != places.end() && place->first < paper) ++place;
    if (place != places.end() && place->first == paper) numbers[place->second] = number;
  }
}

}  // namespace

void ClusterTopics::save(const corpus::Window& window, model::WeekFindings& findings) {
  auto& state = findings.state;
  for (auto& [thread, body] : threads_.take_changes()) state.push_back({kThreadRoom, thread, std::move(body)});
  for (const auto thread : left_) state.push_back({kThreadRoom, thread, ""});
  state.push_back({kThreadRoom, 0, std::to_string(threads_.next_id())});

  rewritten_.insert(window.latest());
  const model::Day latest = window.monday(window.latest()), left = latest - params_.window.weeks * model::kDaysPerWeek;
  state.push_back({kJoinedRoom, latest.value, pack_by_paper(window.papers(window.latest()), joined_.back(), kNone)});
  for (const int week : rewritten_)
    state.push_back({kPlacedRoom, window.monday(week).value,
                     pack_by_paper(window.papers(week), placed_[static_cast<std::size_t>(week)], kNone)});
  state.push_back({kJoinedRoom, left.value, ""});
  state.push_back({kPlacedRoom, left.value, ""});

  for (const auto topic : gone_) state.push_back({kCentroidRoom, topic, ""});
  for (const auto topic : centroids_.take_changed()) state.push_back({kCentroidRoom, topic, centroids_.body(topic)});
  for (const auto topic : revived_) state.push_back({kRestingRoom, topic, ""});
  for (const auto topic : rested_) state.push_back({kRestingRoom, topic, resting_.body(topic)});

  nlohmann::json live = nlohmann::json::array();
  for (const auto& [topic, own] : live_) live.push_back({topic, own.last.value, own.near, own.near_closes});
  state.push_back({kLiveRoom, 0, nlohmann::json{{"live", live}, {"founders", founders_}}.dump()});
  rewritten_.clear();
  left_.clear();
  gone_.clear();
  rested_.clear();
  revived_.clear();
}

void ClusterTopics::restore(const std::vector<model::StateRecord>& records) {
  for (const auto& record : records) {
    const auto topic = static_cast<TopicIndex>(record.key);
    if (record.room == kThreadRoom && record.key == 0)
      threads_.restore_next_id(static_cast<cluster::ThreadId>(std::stoul(record.body)));
    else if (record.room == kThreadRoom)
      threads_.restore(topic, record.body);
    else if (record.room == kCentroidRoom)
      centroids_.restore(topic, record.body);
    else if (record.room == kRestingRoom)
      resting_.restore(topic, record.body);
    else if (record.room == kLiveRoom) {
      const auto body = nlohmann::json::parse(record.body);
      for (const auto& own : body["live"])
        live_[own[0].get<TopicIndex>()] = {
            .last = {own[1].get<std::int32_t>()}, .near = own[2].get<TopicIndex>(), .near_closes = own[3].get<int>()};
      founders_ = body["founders"].get<std::map<cluster::ThreadId, TopicIndex>>();
    }
  }
}

void ClusterTopics::restore_places(const std::vector<model::StateRecord>& records, const corpus::Window& window) {
  const auto weeks = static_cast<std::size_t>(window.size());
  joined_.assign(weeks, {});
  placed_.assign(weeks, {});
  for (std::size_t week = 0; week < weeks; ++week) {
    joined_[week].resize(window.papers(static_cast<int>(week)).size(), 0);
    placed_[week].resize(window.papers(static_cast<int>(week)).size(), 0);
  }
  std::vector<Places> places(weeks);
  parallel::each(weeks, 1, [&](std::size_t week) { places[week] = places_of(window.papers(static_cast<int>(week))); });
  for (const auto& record : records) {
    if (record.room != kJoinedRoom && record.room != kPlacedRoom) continue;
    const int week = window.index_of(model::Day{static_cast<std::int32_t>(record.key)});
    if (week < 0 || week >= window.size()) continue;
    const auto at = static_cast<std::size_t>(week);
    put_back(record.body, places[at], record.room == kJoinedRoom ? joined_[at] : placed_[at]);
  }
}

}  // namespace bandwagon::close

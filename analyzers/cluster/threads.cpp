#include "analyzers/cluster/threads.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace bandwagon::cluster {
namespace {

template <class Value>
void put(std::string& body, Value value) {
  body.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class Value>
Value take(std::string_view& body) {
  Value value{};
  if (body.size() < sizeof value) return value;
  std::memcpy(&value, body.data(), sizeof value);
  body.remove_prefix(sizeof value);
  return value;
}

}  // namespace

double Threads::threshold(const Thread& thread) const {
  const double tau = params_.join_cosine;
  if (thread.papers < 3) return tau;
  const double sd = std::sqrt(thread.spread / static_cast<double>(thread.papers));
  return std::clamp(thread.mean - 1.5 * sd, params_.least_factor * tau, params_.most_factor * tau);
}

std::optional<Threads::Joined> Threads::join(const represent::SparseVector& paper, model::Day day) {
  if (paper.empty()) return std::nullopt;
  Centroids::Near best{.id = 0, .cosine = 0};
  for (const auto& near : centroids_.near(paper, params_.least_factor * params_.join_cosine))
    if (near.cosine > best.cosine && near.cosine >= threshold(threads_.at(near.id))) best = near;
  const bool founded = best.id == 0;
  if (founded) best = {.id = next_++, .cosine = 1};
  Thread& thread = threads_[best.id];
  centroids_.add(best.id, paper, day);
  ++thread.papers;
  if (!founded) {
    const double before = thread.mean;
    thread.mean += (best.cosine - thread.mean) / static_cast<double>(thread.papers - 1);
    thread.spread += (best.cosine - before) * (best.cosine - thread.mean);
  }
  thread.last = day;
  return Joined{.thread = best.id, .cosine = best.cosine, .founded = founded};
}

std::vector<ThreadId> Threads::close(model::Day day) {
  std::vector<ThreadId> left;
  for (const auto& [id, thread] : threads_) {
    const int idle = day - thread.last;
    if (idle > params_.idle_days || (thread.papers < params_.seedling_papers && idle > params_.seedling_days))
      left.push_back(id);
  }
  for (const auto id : left) {
    centroids_.erase(id);
    threads_.erase(id);
  }
  centroids_.cut();
  return left;
}

std::int64_t Threads::papers(ThreadId thread) const {
  const auto found = threads_.find(thread);
  return found == threads_.end() ? 0 : found->second.papers;
}

std::map<ThreadId, std::string> Threads::take_changes() {
  std::map<ThreadId, std::string> changes;
  for (const auto id : centroids_.take_changed()) {
    const Thread& thread = threads_.at(id);
    std::string& body = changes[id];
    put(body, thread.papers);
    put(body, thread.mean);
    put(body, thread.spread);
    put(body, thread.last.value);
    body += centroids_.body(id);
  }
  return changes;
}

void Threads::restore(ThreadId id, std::string_view body) {
  Thread thread;
  thread.papers = take<std::int64_t>(body);
  thread.mean = take<double>(body);
  thread.spread = take<double>(body);
  thread.last.value = take<std::int32_t>(body);
  threads_.insert_or_assign(id, thread);
  centroids_.restore(id, body);
  next_ = std::max(next_, id + 1);
}

}  // namespace bandwagon::cluster

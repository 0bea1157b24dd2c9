#include "analyzers/cluster/threads.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace bandwagon::cluster {
namespace {

constexpr model::Day kDecayOrigin{18262};  // t_0 = 2020-01-01: only ratios of weights matter
constexpr std::size_t kAlwaysIndexed = 200;

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
  score_.resize(next_, 0);
  std::vector<ThreadId> touched;
  const std::size_t common =
      std::max(kAlwaysIndexed, static_cast<std::size_t>(params_.posting_share * static_cast<double>(threads_.size())));
  for (const auto& entry : paper) {
    const auto list = postings_.find(entry.term);
    if (list == postings_.end() || list->second.size() > common) continue;
    for (const Posting& posting : list->second) {
      if (score_[posting.thread] == 0) touched.push_back(posting.thread);
      score_[posting.thread] += static_cast<double>(entry.weight) * posting.weight;
    }
  }
  ThreadId best = 0;
  double best_cosine = 0;
  const double least = params_.least_factor * params_.join_cosine;
  for (const ThreadId id : touched) {
    const double cosine = score_[id] / length_[id];
    score_[id] = 0;
    const bool better = cosine > best_cosine || (cosine == best_cosine && id < best);
    if (better && cosine >= least && cosine >= threshold(threads_.at(id))) {
      best = id;
      best_cosine = cosine;
    }
  }
  const bool founded = best == 0;
  if (founded) best = next_++;
  Thread& thread = threads_[best];
  absorb(best, thread, paper, std::exp2((day - kDecayOrigin) / params_.half_life_days));
  const double cosine = founded ? 1.0 : best_cosine;
  ++thread.papers;
  if (!founded) {
    const double before = thread.mean;
    thread.mean += (cosine - thread.mean) / static_cast<double>(thread.papers - 1);
    thread.spread += (cosine - before) * (cosine - thread.mean);
  }
  thread.last = day;
  thread.changed = true;
  return Joined{.thread = best, .cosine = cosine, .founded = founded};
}

void Threads::absorb(ThreadId id, Thread& thread, const represent::SparseVector& paper, double growth) {
  std::vector<Entry> merged;
  merged.reserve(thread.centroid.size() + paper.size());
  auto old = thread.centroid.begin();
  for (const auto& entry : paper) {
    while (old != thread.centroid.end() && old->term < entry.term) merged.push_back(*old++);
    const double added = growth * static_cast<double>(entry.weight);
    const double before = old != thread.centroid.end() && old->term == entry.term ? (old++)->weight : 0;
    merged.push_back({entry.term, before + added});
    thread.square += added * (2 * before + added);
    set_posting(id, entry.term, before + added);
  }
  merged.insert(merged.end(), old, thread.centroid.end());
  thread.centroid = std::move(merged);
  set_length(id, thread.square);
}

void Threads::set_length(ThreadId id, double square) {
  if (length_.size() <= id) length_.resize(id + std::size_t{1}, 1);
  length_[id] = std::sqrt(square);
}

void Threads::set_posting(ThreadId id, text::TermId term, double weight) {
  auto& list = postings_[term];
  const auto at = std::lower_bound(list.begin(), list.end(), id,
                                   [](const Posting& p, ThreadId wanted) { return p.thread < wanted; });
  if (at != list.end() && at->thread == id)
    at->weight = static_cast<float>(weight);
  else
    list.insert(at, {id, static_cast<float>(weight)});
}

void Threads::drop_posting(ThreadId id, text::TermId term) {
  const auto found = postings_.find(term);
  if (found == postings_.end()) return;
  auto& list = found.value();
  const auto at = std::lower_bound(list.begin(), list.end(), id,
                                   [](const Posting& p, ThreadId wanted) { return p.thread < wanted; });
  if (at != list.end() && at->thread == id) list.erase(at);
  if (list.empty()) postings_.erase(found);
}

std::vector<ThreadId> Threads::close(model::Day day) {
  std::vector<ThreadId> left;
  for (auto it = threads_.begin(); it != threads_.end();) {
    auto& [id, thread] = *it;
    const int idle = day - thread.last;
    const bool leaves =
        idle > params_.idle_days || (thread.papers < params_.seedling_papers && idle > params_.seedling_days);
    if (leaves) {
      for (const Entry& entry : thread.centroid) drop_posting(id, entry.term);
      left.push_back(id);
      it = threads_.erase(it);
      continue;
    }
    if (thread.centroid.size() > params_.centroid_terms) {
      auto ranked = thread.centroid;
      const auto cut = ranked.begin() + static_cast<std::ptrdiff_t>(params_.centroid_terms);
      std::nth_element(ranked.begin(), cut, ranked.end(), [](const Entry& a, const Entry& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
      });
      for (auto dropped = cut; dropped != ranked.end(); ++dropped) drop_posting(id, dropped->term);
      ranked.erase(cut, ranked.end());
      std::sort(ranked.begin(), ranked.end(), [](const Entry& a, const Entry& b) { return a.term < b.term; });
      thread.square = 0;
      for (const Entry& entry : ranked) thread.square += entry.weight * entry.weight;
      thread.centroid = std::move(ranked);
      set_length(id, thread.square);
      thread.changed = true;
    }
    ++it;
  }
  return left;
}

represent::SparseVector Threads::centroid(ThreadId thread, std::size_t strongest) const {
  const auto found = threads_.find(thread);
  if (found == threads_.end() || found->second.square <= 0) return {};
  const double scale = 1 / std::sqrt(found->second.square);
  std::vector<represent::Weighted> entries;
  for (const Entry& entry : found->second.centroid)
    entries.push_back({entry.term, static_cast<float>(entry.weight * scale)});
  return represent::unit_vector(std::move(entries), strongest);
}

std::int64_t Threads::papers(ThreadId thread) const {
  const auto found = threads_.find(thread);
  return found == threads_.end() ? 0 : found->second.papers;
}

std::map<ThreadId, std::string> Threads::take_changes() {
  std::map<ThreadId, std::string> changes;
  for (auto& [id, thread] : threads_) {
    if (!thread.changed) continue;
    thread.changed = false;
    std::string& body = changes[id];
    put(body, thread.square);
    put(body, thread.papers);
    put(body, thread.mean);
    put(body, thread.spread);
    put(body, thread.last.value);
    for (const Entry& entry : thread.centroid) {
      put(body, entry.term);
      put(body, entry.weight);
    }
  }
  return changes;
}

void Threads::restore(ThreadId id, std::string_view body) {
  Thread thread{.changed = false};
  thread.square = take<double>(body);
  thread.papers = take<std::int64_t>(body);
  thread.mean = take<double>(body);
  thread.spread = take<double>(body);
  thread.last.value = take<std::int32_t>(body);
  while (!body.empty()) {
    const auto term = take<text::TermId>(body);
    const auto weight = take<double>(body);
    thread.centroid.push_back({term, weight});
    set_posting(id, term, weight);
  }
  set_length(id, thread.square);
  threads_.insert_or_assign(id, std::move(thread));
  next_ = std::max(next_, id + 1);
}

}  // namespace bandwagon::cluster

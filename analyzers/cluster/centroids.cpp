#include "analyzers/cluster/centroids.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace bandwagon::cluster {
namespace {

constexpr model::Day kDecayOrigin{18262};   // t_0 = 2020-01-01: only ratios of weights matter
constexpr std::size_t kAhead = 12;          // terms from a hint to its use
constexpr std::size_t kFewestPostings = 3;  // most terms have no more, and fewer take as much of the heap

}  // namespace

// What the index has for a paper, in order of its terms. Found before any is read, so that the processor fetches many
// at a time.
std::vector<Centroids::List> Centroids::lists_of(const represent::SparseVector& paper, std::size_t longest) const {
  std::vector<List> lists;
  lists.reserve(paper.size());
  for (std::size_t t = 0; t < paper.size(); ++t) {
    if (t + kAhead < paper.size()) postings_.expect(paper[t + kAhead].term);
    const auto* postings = postings_.find(paper[t].term);
    if (postings == nullptr || postings->size() > longest) continue;
    __builtin_prefetch(postings->data());
    lists.push_back({postings, static_cast<double>(paper[t].weight)});
  }
  return lists;
}

std::vector<Centroids::Near> Centroids::near(const represent::SparseVector& paper, double least) const {
  thread_local std::vector<double> score;  // by id; all 0 between two calls
  thread_local std::vector<CentroidId> touched;
  if (score.size() < length_.size()) score.resize(length_.size(), 0);
  touched.clear();
  const std::size_t common = std::max(
      params_.always_indexed, static_cast<std::size_t>(params_.posting_share * static_cast<double>(centroids_.size())));
  for (const auto& [postings, weight] : lists_of(paper, common))
    for (const Posting& posting : *postings) {
      if (score[posting.id] == 0) touched.push_back(posting.id);
      score[posting.id] += weight * posting.weight;
    }
  std::vector<Near> found;
  for (const CentroidId id : touched) {
    const double cosine = score[id] / length_[id];
    score[id] = 0;
    if (cosine >= least) found.push_back({id, cosine});
  }
  std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) { return a.id < b.id; });
  return found;
}

Centroids::Near Centroids::nearest(const represent::SparseVector& paper, double least) const {
  Near best{.id = 0, .cosine = 0};
  for (const Near& candidate : near(paper, least))
    if (candidate.cosine > best.cosine) best = candidate;
  return best;
}

void Centroids::add(CentroidId id, const represent::SparseVector& paper, model::Day day) {
  const double growth = std::exp2((day - kDecayOrigin) / params_.half_life_days);
  std::vector<Entry> added;
  added.reserve(paper.size());
  for (const auto& entry : paper) added.push_back({entry.term, growth * static_cast<double>(entry.weight)});
  add_scaled(id, added);
}

void Centroids::fold(CentroidId from, CentroidId to) {
  const auto entries = centroids_.at(from).entries;
  erase(from);
  add_scaled(to, entries);
}

void Centroids::add_scaled(CentroidId id, const std::vector<Entry>& added) {
  Sum& sum = centroids_[id];
  std::vector<Entry> merged;
  merged.reserve(sum.entries.size() + added.size());
  auto old = sum.entries.begin();
  for (const auto& entry : added) {
    while (old != sum.entries.end() && old->term < entry.term) merged.push_back(*old++);
    const double before = old != sum.entries.end() && old->term == entry.term ? (old++)->weight : 0;
    merged.push_back({entry.term, before + entry.weight});
    sum.square += entry.weight * (2 * before + entry.weight);
    set_posting(id, entry.term, before + entry.weight);
  }
  merged.insert(merged.end(), old, sum.entries.end());
  sum.entries = std::move(merged);
  measure(id, sum);
}

void Centroids::measure(CentroidId id, Sum& sum) {
  if (length_.size() <= id) length_.resize(id + std::size_t{1}, 1);
  length_[id] = std::sqrt(sum.square);
  sum.changed = true;
}

void Centroids::erase(CentroidId id) {
  const auto found = centroids_.find(id);
  if (found == centroids_.end()) return;
  for (const Entry& entry : found->second.entries) drop_posting(id, entry.term);
  centroids_.erase(found);
}

void Centroids::set_posting(CentroidId id, text::TermId term, double weight) {
  auto& list = postings_[term];
  if (list.empty()) list.reserve(kFewestPostings);
  const auto at =
      std::lower_bound(list.begin(), list.end(), id, [](const Posting& p, CentroidId wanted) { return p.id < wanted; });
  if (at != list.end() && at->id == id)
    at->weight = static_cast<float>(weight);
  else
    list.insert(at, {id, static_cast<float>(weight)});
}

void Centroids::drop_posting(CentroidId id, text::TermId term) {
  auto* const found = postings_.find(term);
  if (found == nullptr) return;
  auto& list = *found;
  const auto at =
      std::lower_bound(list.begin(), list.end(), id, [](const Posting& p, CentroidId wanted) { return p.id < wanted; });
  if (at != list.end() && at->id == id) list.erase(at);
  if (list.empty()) postings_.erase(term);
}

void Centroids::cut() {
  for (auto& [id, sum] : centroids_) {
    if (sum.entries.size() <= params_.terms) continue;
    auto ranked = sum.entries;
    const auto limit = ranked.begin() + static_cast<std::ptrdiff_t>(params_.terms);
    std::nth_element(ranked.begin(), limit, ranked.end(), [](const Entry& a, const Entry& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
    });
    for (auto dropped = limit; dropped != ranked.end(); ++dropped) drop_posting(id, dropped->term);
    ranked.erase(limit, ranked.end());
    std::sort(ranked.begin(), ranked.end(), [](const Entry& a, const Entry& b) { return a.term < b.term; });
    sum.square = 0;
    for (const Entry& entry : ranked) sum.square += entry.weight * entry.weight;
    sum.entries = std::move(ranked);
    measure(id, sum);
  }
}

represent::SparseVector Centroids::unit(CentroidId id, std::size_t strongest) const {
  const auto found = centroids_.find(id);
  if (found == centroids_.end() || found->second.square <= 0) return {};
  const double scale = 1 / std::sqrt(found->second.square);
  std::vector<represent::Weighted> entries;
  entries.reserve(found->second.entries.size());
  for (const Entry& entry : found->second.entries)
    entries.push_back({entry.term, static_cast<float>(entry.weight * scale)});
  return represent::unit_vector(std::move(entries), strongest);
}

std::string Centroids::body(CentroidId id) const {
  const Sum& sum = centroids_.at(id);
  std::string body(reinterpret_cast<const char*>(&sum.square), sizeof sum.square);
  for (const Entry& entry : sum.entries) {
    body.append(reinterpret_cast<const char*>(&entry.term), sizeof entry.term);
    body.append(reinterpret_cast<const char*>(&entry.weight), sizeof entry.weight);
  }
  return body;
}

void Centroids::restore(CentroidId id, std::string_view body) {
  Sum sum{.entries = {}, .square = 0, .changed = false};
  if (body.size() < sizeof sum.square) return;
  std::memcpy(&sum.square, body.data(), sizeof sum.square);
  body.remove_prefix(sizeof sum.square);
  sum.entries.reserve(body.size() / (sizeof(text::TermId) + sizeof(double)));
  while (body.size() >= sizeof(text::TermId) + sizeof(double)) {
    Entry entry{};
    std::memcpy(&entry.term, body.data(), sizeof entry.term);
    std::memcpy(&entry.weight, body.data() + sizeof entry.term, sizeof entry.weight);
    body.remove_prefix(sizeof entry.term + sizeof entry.weight);
    sum.entries.push_back(entry);
  }
  for (std::size_t e = 0; e < sum.entries.size(); ++e) {
    if (e + kAhead < sum.entries.size()) postings_.expect(sum.entries[e + kAhead].term);
    set_posting(id, sum.entries[e].term, sum.entries[e].weight);
  }
  measure(id, sum);
  sum.changed = false;
  centroids_.insert_or_assign(id, std::move(sum));
}

std::vector<CentroidId> Centroids::take_changed() {
  std::vector<CentroidId> changed;
  for (auto& [id, sum] : centroids_)
    if (std::exchange(sum.changed, false)) changed.push_back(id);
  return changed;
}

}  // namespace bandwagon::cluster

#include "analyzers/represent/vectors.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace bandwagon::represent {
namespace {

constexpr std::uint8_t kLongestPhrase = 2;  // tokens
constexpr std::size_t kTermsAhead = 12;     // terms from a hint to its use

// Leaves the strongest by weight, ties by term, in order of terms.
void leave_strongest(std::vector<Weighted>& entries, std::size_t strongest) {
  const auto by_term = [](const Weighted& a, const Weighted& b) { return a.term < b.term; };
  if (!std::is_sorted(entries.begin(), entries.end(), by_term)) std::sort(entries.begin(), entries.end(), by_term);
  if (entries.size() <= strongest) return;
  thread_local std::vector<float> weights;
  weights.clear();
  for (const auto& entry : entries) weights.push_back(entry.weight);
  const auto behind = weights.begin() + static_cast<std::ptrdiff_t>(strongest);
  std::nth_element(weights.begin(), behind, weights.end(), std::greater<>());
  const float weakest = strongest == 0 ? std::numeric_limits<float>::infinity()  // none is kept
                                       : *std::min_element(weights.begin(), behind);
  auto ties = std::count(weights.begin(), behind, weakest);  // so many as weak as that are kept, the first
  std::erase_if(entries, [&](const Weighted& entry) {
    return entry.weight < weakest || (entry.weight == weakest && ties-- <= 0);
  });
}

void scale_to_one(std::vector<Weighted>& entries) {
  double square = 0;
  for (const auto& entry : entries) square += static_cast<double>(entry.weight) * entry.weight;
  if (square <= 0) return entries.clear();
  const double scale = 1 / std::sqrt(square);
  for (auto& entry : entries) entry.weight = static_cast<float>(entry.weight * scale);
}

template <class Frequencies, class RisesOfTerms>
SparseVector weighted_terms(const text::TermCounts& terms, const Frequencies& frequencies, const RisesOfTerms& rises,
                            const VectorParams& params) {
  thread_local std::vector<Weighted> entries;  // far more than are kept
  entries.clear();
  const auto common = static_cast<double>(frequencies.papers()) * params.common_share;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    if (t + kTermsAhead < terms.size() && terms[t + kTermsAhead].length <= kLongestPhrase) {
      frequencies.expect(terms[t + kTermsAhead].term);
      rises.expect(terms[t + kTermsAhead].term);
    }
    const auto& entry = terms[t];
    if (entry.length > kLongestPhrase) continue;
    const auto papers = frequencies.of(entry.term);
    if (papers == 0 || papers > std::max(common, 50.0) || (entry.length == 2 && papers < params.phrase_papers))
      continue;
    const double repeated = entry.count == 1 ? 0 : std::log(static_cast<double>(entry.count));
    const double rarity = inverse_document_frequency(frequencies.papers(), papers);
    entries.push_back({entry.term, static_cast<float>((1 + repeated) * rarity * rises.of(entry.term))});
  }
  leave_strongest(entries, params.strongest);
  scale_to_one(entries);
  return {entries.begin(), entries.end()};
}

}  // namespace

SparseVector unit_vector(std::vector<Weighted> entries, std::size_t strongest) {
  leave_strongest(entries, strongest);
  scale_to_one(entries);
  return entries;
}

SparseVector without(SparseVector vector, std::span<const text::TermId> hidden) {
  std::erase_if(vector,
                [&](const Weighted& entry) { return std::binary_search(hidden.begin(), hidden.end(), entry.term); });
  scale_to_one(vector);
  return vector;
}

template <class Frequencies>
SparseVector paper_vector(const text::TermCounts& terms, const Frequencies& frequencies, const VectorParams& params) {
  return weighted_terms(terms, frequencies, NoRises{}, params);
}

template SparseVector paper_vector(const text::TermCounts&, const LiveFrequencies&, const VectorParams&);
template SparseVector paper_vector(const text::TermCounts&, const KeptFrequencies&, const VectorParams&);

SparseVector paper_vector(const text::TermCounts& terms, const LiveFrequencies& frequencies, const Rises& rises,
                          const VectorParams& params) {
  return weighted_terms(terms, frequencies, rises, params);
}

double dot(const SparseVector& a, const SparseVector& b) {
  double sum = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->term < y->term)
      ++x;
    else if (y->term < x->term)
      ++y;
    else
      sum += static_cast<double>((x++)->weight) * (y++)->weight;
  }
  return sum;
}

void Centroid::add(const SparseVector& member) {
  for (const auto& entry : member) sum_[entry.term] += entry.weight;
  own_squares_ += dot(member, member);  // 0 for a paper of which nothing is known
  ++members_;
}

SparseVector Centroid::unit(std::size_t strongest) const {
  std::vector<Weighted> entries;
  entries.reserve(sum_.size());
  for (const auto& [term, weight] : sum_)
    if (weight > 0) entries.push_back({term, static_cast<float>(weight)});
  return unit_vector(std::move(entries), strongest);
}

double Centroid::mean_cosine() const {
  if (members_ < 2) return 0;
  std::vector<std::pair<text::TermId, double>> ordered(sum_.begin(), sum_.end());
  std::sort(ordered.begin(), ordered.end());  // sums must not depend on the order of a hash table
  double square = 0;
  for (const auto& [term, weight] : ordered) square += weight * weight;
  return (square - own_squares_) / (members_ * (members_ - 1));
}

}  // namespace bandwagon::represent

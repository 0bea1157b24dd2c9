#include "analyzers/represent/vectors.hpp"

#include <algorithm>
#include <cmath>

namespace bandwagon::represent {
namespace {

constexpr std::uint8_t kLongestPhrase = 2;  // tokens
constexpr std::size_t kAhead = 12;          // terms from a hint to its use

}  // namespace

SparseVector unit_vector(std::vector<Weighted> entries, std::size_t strongest) {
  const auto stronger = [](const Weighted& a, const Weighted& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  };
  if (entries.size() > strongest) {
    std::nth_element(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(strongest), entries.end(),
                     stronger);
    entries.resize(strongest);
  }
  std::sort(entries.begin(), entries.end(), [](const Weighted& a, const Weighted& b) { return a.term < b.term; });
  double square = 0;
  for (const auto& entry : entries) square += static_cast<double>(entry.weight) * entry.weight;
  if (square <= 0) return {};
  const double scale = 1 / std::sqrt(square);
  for (auto& entry : entries) entry.weight = static_cast<float>(entry.weight * scale);
  return entries;
}

SparseVector paper_vector(const text::TermCounts& terms, const LiveFrequencies& frequencies,
                          const VectorParams& params) {
  std::vector<Weighted> entries;
  entries.reserve(terms.size());
  const auto common = static_cast<double>(frequencies.papers()) * params.common_share;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    if (t + kAhead < terms.size() && terms[t + kAhead].length <= kLongestPhrase)
      frequencies.expect(terms[t + kAhead].term);
    const auto& entry = terms[t];
    if (entry.length > kLongestPhrase) continue;
    const auto papers = frequencies.of(entry.term);
    if (papers == 0 || papers > std::max(common, 50.0) || (entry.length == 2 && papers < params.phrase_papers))
      continue;
    const double idf = std::log((static_cast<double>(frequencies.papers()) + 1) / (static_cast<double>(papers) + 0.5));
    const double repeated = entry.count == 1 ? 0 : std::log(static_cast<double>(entry.count));
    entries.push_back({entry.term, static_cast<float>((1 + repeated) * idf)});
  }
  return unit_vector(std::move(entries), params.strongest);
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

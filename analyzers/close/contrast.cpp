#include "analyzers/close/contrast.hpp"

#include <algorithm>

namespace bandwagon::close {
namespace {

constexpr std::size_t kCentrePapers = 400;  // the newest of a large wave stand for it

}  // namespace

represent::SparseVector centre_of(const corpus::Window& window, std::span<const wave::Place> places,
                                  std::span<const text::TermId> hidden) {
  represent::Centroid centroid;
  for (const auto& place : places.last(std::min(places.size(), kCentrePapers))) {
    const auto& vector = wave::vector(window, place);
    centroid.add(hidden.empty() ? vector : represent::without(vector, hidden));
  }
  return centroid.unit(kContrastTerms);
}

represent::SparseVector contrast(const represent::SparseVector& own, const represent::SparseVector& background) {
  std::vector<represent::Weighted> more;
  auto other = background.begin();
  for (const auto& entry : own) {
    while (other != background.end() && other->term < entry.term) ++other;
    const float common = other != background.end() && other->term == entry.term ? other->weight : 0;
    if (entry.weight > common) more.push_back({entry.term, entry.weight - common});
  }
  return represent::unit_vector(std::move(more), kContrastTerms);
}

std::optional<double> likeness_p(const std::vector<double>& comparable, double cosine, int least) {
  if (static_cast<int>(comparable.size()) < least) return std::nullopt;
  const auto reach = static_cast<double>(
      std::count_if(comparable.begin(), comparable.end(), [&](double other) { return other >= cosine; }));
  return (1 + reach) / (1 + static_cast<double>(comparable.size()));
}

}  // namespace bandwagon::close

#include "analyzers/close/labels.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace bandwagon::close {
namespace {

constexpr std::size_t kLabelPapers = 40;      // papers read for the spelling of a label
constexpr std::size_t kLabelCandidates = 24;  // strongest terms considered

}  // namespace

std::vector<Phrase> phrases_of(const corpus::Window& window, const std::vector<wave::Place>& places,
                               const represent::SparseVector& centre, std::size_t count) {
  auto ranked = centre;
  std::sort(ranked.begin(), ranked.end(),
            [](const auto& a, const auto& b) { return a.weight != b.weight ? a.weight > b.weight : a.term < b.term; });
  if (ranked.size() > kLabelCandidates) ranked.resize(kLabelCandidates);
  std::vector<text::TermId> wanted;
  for (const auto& entry : ranked) wanted.push_back(entry.term);
  std::sort(wanted.begin(), wanted.end());
  std::map<text::TermId, std::map<std::string, int>> written;
  std::map<text::TermId, std::string> normal;
  const std::size_t from = places.size() > kLabelPapers ? places.size() - kLabelPapers : 0;
  for (std::size_t p = from; p < places.size(); ++p) {
    const auto& paper = wave::reading(window, places[p]).source.paper;
    for (const auto& spelling : text::spellings_of(paper.title, paper.abstract, wanted)) {
      ++written[spelling.term][spelling.written];
      normal[spelling.term] = spelling.normal;
    }
  }
  std::vector<Phrase> phrases;
  std::vector<std::string> normals;
  for (const auto& entry : ranked) {
    if (phrases.size() == count) break;
    const auto spelled = written.find(entry.term);
    if (spelled == written.end()) continue;
    const auto best = std::max_element(spelled->second.begin(), spelled->second.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    const std::string& own = normal[entry.term];
    // a part of a phrase already chosen says nothing new; a phrase around a chosen word replaces it
    const auto around = std::find_if(normals.begin(), normals.end(), [&](const std::string& n) {
      return (" " + own + " ").find(" " + n + " ") != std::string::npos;
    });
    if (std::any_of(normals.begin(), normals.end(),
                    [&](const std::string& n) { return (" " + n + " ").find(" " + own + " ") != std::string::npos; }))
      continue;
    if (around != normals.end()) {
      phrases[static_cast<std::size_t>(around - normals.begin())] = {entry.term, best->first};
      *around = own;
      continue;
    }
    phrases.push_back({entry.term, best->first});
    normals.push_back(own);
  }
  return phrases;
}

std::vector<std::string> telling_phrases(const corpus::Window& window, const std::vector<wave::Place>& places,
                                         const represent::SparseVector& centre, std::size_t count) {
  std::vector<std::string> written;
  for (auto& phrase : phrases_of(window, places, centre, count)) written.push_back(std::move(phrase.written));
  return written;
}

Siblings::Siblings(const std::vector<represent::SparseVector>& centroids) : topics_(centroids.size()) {
  for (const auto& centroid : centroids)
    for (const auto& entry : centroid) sum_[entry.term] += entry.weight;
}

represent::SparseVector Siblings::contrast(represent::SparseVector centroid) const {
  for (auto& entry : centroid) {
    const auto all = sum_.find(entry.term);
    const double others = all == sum_.end() ? 0 : all->second / static_cast<double>(std::max<std::size_t>(1, topics_));
    entry.weight *= static_cast<float>(std::log(1 + entry.weight / std::max(others, 1e-6)));
  }
  return centroid;
}

double strength(const represent::SparseVector& contrasted, const std::vector<text::TermId>& terms) {
  double sum = 0;
  for (const auto& entry : contrasted)
    if (std::find(terms.begin(), terms.end(), entry.term) != terms.end()) sum += entry.weight;
  return sum;
}

double best_strength(const represent::SparseVector& contrasted, std::size_t count) {
  std::vector<float> weights;
  for (const auto& entry : contrasted) weights.push_back(entry.weight);
  std::sort(weights.begin(), weights.end(), std::greater<>());
  weights.resize(std::min(count, weights.size()));
  double sum = 0;
  for (const float weight : weights) sum += weight;
  return sum;
}

}  // namespace bandwagon::close

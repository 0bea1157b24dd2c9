#include "analyzers/close/comparators.hpp"

#include <algorithm>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kAtOnce = 8;  // papers

}  // namespace

Comparators::Comparators(const corpus::Window& window, std::size_t most, std::size_t strongest) {
  std::size_t papers = 0;
  for (int week = 0; week <= window.latest(); ++week) papers += window.papers(week).size();
  const std::size_t step = std::max<std::size_t>(1, papers / most);
  std::vector<const corpus::Reading*> sampled;
  std::size_t next = 0;
  for (int week = 0; week <= window.latest(); ++week)
    for (const auto& paper : window.papers(week))
      if (next++ % step == 0) sampled.push_back(&paper);
  std::vector<represent::SparseVector> words(sampled.size());
  parallel::each(sampled.size(), kAtOnce, [&](std::size_t s) {
    words[s] = represent::paper_vector(sampled[s]->terms, window.frequencies(), {.strongest = strongest});
  });
  for (std::uint32_t s = 0; s < sampled.size(); ++s) {
    announced_.push_back(sampled[s]->source.paper.announced);
    for (const auto& entry : words[s]) postings_[entry.term].push_back({s, entry.weight});
  }
}

std::vector<double> Comparators::likeness(const represent::SparseVector& words, model::Day before) const {
  std::vector<double> cosines(announced_.size(), 0);
  for (const auto& entry : words)
    if (const auto* postings = postings_.find(entry.term))
      for (const Posting& posting : *postings)
        cosines[posting.paper] += static_cast<double>(entry.weight) * posting.weight;
  std::size_t kept = 0;
  for (std::size_t paper = 0; paper < cosines.size(); ++paper)
    if (announced_[paper] < before) cosines[kept++] = cosines[paper];
  cosines.resize(kept);
  return cosines;
}

}  // namespace bandwagon::close

#include "analyzers/close/comparators.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "analyzers/parallel/each.hpp"
#include "analyzers/wave/wave.hpp"

namespace bandwagon::close {
void Comparators::draw() const {
  const auto sampled = wave::even_sample(window_, 0, most_);
  std::vector<const represent::SparseVector*> words(sampled.size());
  parallel::each(sampled.size(), parallel::kAtOnce,
                 [&](std::size_t s) { words[s] = &wave::vector(window_, sampled[s]); });
  std::vector<text::TermId> terms;  // as they first come
  for (std::size_t s = 0; s < sampled.size(); ++s) {
    sample_.announced.push_back(wave::reading(window_, sampled[s]).source.paper.announced);
    for (const auto& entry : *words[s])
      if (++sample_.of_term[entry.term].count == 1) terms.push_back(entry.term);
  }
  std::uint32_t taken = 0;
  for (const auto term : terms) {
    Postings& own = *sample_.of_term.find(term);
    own.first = taken;
    taken += std::exchange(own.count, 0);
  }
  sample_.postings.resize(taken);
  for (std::uint32_t s = 0; s < sampled.size(); ++s)
    for (const auto& entry : *words[s]) {
      Postings& own = *sample_.of_term.find(entry.term);
      sample_.postings[own.first + own.count++] = {s, entry.weight};
    }
}

std::vector<double> Comparators::likeness(const represent::SparseVector& words, model::Day before) const {
  std::call_once(drawn_, [this] { draw(); });
  std::vector<double> cosines(sample_.announced.size(), 0);
  for (const auto& entry : words) {
    const auto* own = sample_.of_term.find(entry.term);
    if (!own) continue;
    for (const Posting& posting : std::span(sample_.postings).subspan(own->first, own->count))
      cosines[posting.paper] += static_cast<double>(entry.weight) * posting.weight;
  }
  std::size_t kept = 0;
  for (std::size_t paper = 0; paper < cosines.size(); ++paper)
    if (sample_.announced[paper] < before) cosines[kept++] = cosines[paper];
  cosines.resize(kept);
  return cosines;
}

}  // namespace bandwagon::close

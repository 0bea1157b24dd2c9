#pragma once
#include <vector>

#include "analyzers/corpus/window.hpp"
#include "analyzers/represent/term_map.hpp"
#include "analyzers/represent/vectors.hpp"

namespace bandwagon::close {

// An even sample of the window's papers, with which a release's own paper is compared: is it really nearer to a wave
// than any paper before it? Found by term, as most share few of them with what is asked for. Thread safe once made.
class Comparators {
 public:
  Comparators() = default;  // of no paper
  // Up to twice `most` papers, each as its `strongest` terms.
  Comparators(const corpus::Window& window, std::size_t most, std::size_t strongest);

  // Cosines to the sampled papers announced before a day. O(terms + their postings).
  std::vector<double> likeness(const represent::SparseVector& words, model::Day before) const;

 private:
  struct Posting {
    std::uint32_t paper;
    float weight;
  };
  std::vector<model::Day> announced_;  // in order
  represent::TermMap<std::vector<Posting>> postings_;
};

}  // namespace bandwagon::close

#pragma once
#include <cstdint>
#include <mutex>
#include <vector>

#include "analyzers/corpus/window.hpp"
#include "analyzers/represent/term_map.hpp"
#include "analyzers/represent/vectors.hpp"

namespace bandwagon::close {

// An even sample of the window's papers, with which a release's own paper is compared: is it really nearer to a
// wave than any paper before it? Found by term, as most share few of them with what is asked for. The sample is drawn
// when it is first asked for something: most days nothing is. Thread safe.
class Comparators {
 public:
  // Up to twice `most` papers. The window must stay as it is while this is in use.
  Comparators(const corpus::Window& window, std::size_t most) : window_(window), most_(most) {}

  // Cosines to the sampled papers announced before a day. O(terms + their postings), at first O(papers · terms of a
  // vector).
  std::vector<double> likeness(const represent::SparseVector& words, model::Day before) const;

 private:
  struct Posting {
    std::uint32_t paper;
    float weight;
  };
  struct Postings {  // of one term, a stretch of Sample::postings
    std::uint32_t first = 0, count = 0;
  };
  struct Sample {
    std::vector<model::Day> announced;  // in order
    std::vector<Posting> postings;      // by term, of each in order of papers
    represent::TermMap<Postings> of_term;
  };
  void draw() const;

  const corpus::Window& window_;
  std::size_t most_;
  mutable std::once_flag drawn_;
  mutable Sample sample_;
};

}  // namespace bandwagon::close

#pragma once
#include <tsl/robin_map.h>

#include <span>
#include <vector>

#include "analyzers/represent/frequencies.hpp"
#include "analyzers/represent/kept_frequencies.hpp"
#include "analyzers/represent/rises.hpp"

namespace bandwagon::represent {

struct Weighted {
  text::TermId term;
  float weight;
};

// Sparse, ordered by term, weights > 0.
using SparseVector = std::vector<Weighted>;

struct VectorParams {
  std::size_t strongest = 80;       // terms kept per paper
  std::uint32_t phrase_papers = 3;  // phrases in fewer papers of the window say nothing yet; words and names do at once
  double common_share = 0.25;       // words in more than this share of the window say nothing
};

// TF-IDF of one paper under the window's frequencies: weight (1 + ln tf) * idf over words and two-word phrases, the
// strongest kept, length 1 (Salton & Buckley, IPM 24, 1988, "ltc"). Empty when nothing is known of the paper. O(terms
// log terms).
template <class Frequencies>  // LiveFrequencies or KeptFrequencies
SparseVector paper_vector(const text::TermCounts& terms, const Frequencies& frequencies,
                          const VectorParams& params = {});

// The same, with each weight times the rise of its term: for what is grouped by what is new.
SparseVector paper_vector(const text::TermCounts& terms, const LiveFrequencies& frequencies, const Rises& rises,
                          const VectorParams& params = {});

// A unit vector without the terms of `hidden` (ordered), length 1 again: what a text says beside them. O(terms log
// hidden).
SparseVector without(SparseVector vector, std::span<const text::TermId> hidden);

// Cosine of two unit vectors. O(a + b).
double dot(const SparseVector& a, const SparseVector& b);

// Sum of unit vectors; unit() gives it length 1. mean_cosine() is the mean over all ordered pairs of distinct members,
// (|sum|² - sum of |member|²) / (n (n - 1)): how much a group of papers is about one thing; an empty vector is like no
// other. Absent below two members: 0.
class Centroid {
 public:
  void add(const SparseVector& member);
  SparseVector unit(std::size_t strongest) const;
  double mean_cosine() const;
  double members() const { return members_; }
  const tsl::robin_map<text::TermId, double, TermHash>& sum() const { return sum_; }

 private:
  tsl::robin_map<text::TermId, double, TermHash> sum_;
  double members_ = 0, own_squares_ = 0;
};

// Scales to length 1, ordered by term; the `strongest` by weight, ties by term.
SparseVector unit_vector(std::vector<Weighted> entries, std::size_t strongest);

}  // namespace bandwagon::represent

#pragma once
#include <span>
#include <string>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/represent/vectors.hpp"

namespace bandwagon::concurrent {

// A paper as it is compared with others.
struct Work {
  model::Day announced;
  std::span<const std::string> authors;  // empty = not known
  represent::SparseVector vector;        // length 1, see represent::paper_vector
};

struct PairParams {
  double least_cosine = 0.40;  // from here on two papers do much the same (design study: 11 pairs among 12,000 papers)
  double least_beyond_name =
      0.10;                    // of the cosine, after the strongest shared terms: two papers that share only a name …
  std::size_t name_terms = 5;  // … share so many terms: two words, both together, hyphenated, and an abbreviation
  double same_text = 0.90;     // from here on it is one text under other names, not two teams
  int most_days = 60;          // between the announcements
  std::size_t most_later = 50;  // of a paper, the nearest: more are texts of one template
};

// Two papers of disjoint teams that do much the same at the same time: places in `earlier` followed by `latest`.
struct Pair {
  std::size_t a = 0, b = 0;  // a < b
  double cosine = 0;
  int days_apart = 0;
  friend bool operator==(const Pair&, const Pair&) = default;
};

// The pairs with at least one paper among `latest`, ordered by (b, a): all, up to `most_later` of any first paper.
// Papers whose authors are not known pair with nothing: a resubmission could not be told from a scoop. Both lists
// ordered by announcement, `latest` after `earlier`. Exact: an inverted index of the latest papers finds every pair at
// `least_cosine`; the commonest terms of a paper stay outside it up to a length whose share of the cosine is bounded
// (Bayardo, Ma & Srikant, WWW 2007, section 4, with the bound by Cauchy-Schwarz). About (terms of a paper) x (latest
// papers per term) for each paper. Thread safe.
std::vector<Pair> find_pairs(std::span<const Work> earlier, std::span<const Work> latest, const PairParams& params);

}  // namespace bandwagon::concurrent

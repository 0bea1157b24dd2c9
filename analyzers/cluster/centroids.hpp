#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/represent/term_map.hpp"
#include "analyzers/represent/vectors.hpp"

namespace bandwagon::cluster {

using CentroidId = std::uint32_t;  // from 1

struct CentroidParams {
  double half_life_days = 180;       // a paper's weight halves in so long
  std::size_t terms = 256;           // kept at each cut()
  double posting_share = 0.05;       // terms of more than this share of all centroids do not help to find one …
  std::size_t always_indexed = 200;  // … unless of fewer than this many
};

// Groups of papers as decayed centroids C = sum_j 2^((t_j - t_0) / H) x_j, found by cosine through an inverted index.
// Forward decay (Cormode et al., ICDE 2009, section 3): old weights are never rewritten, and the cosine is free of the
// scale. Const members may be called concurrently.
class Centroids {
 public:
  explicit Centroids(CentroidParams params) : params_(params) {}

  struct Near {
    CentroidId id;
    double cosine;
  };
  // All centroids at least so near, by id. About (terms of the paper) x (centroids per term).
  std::vector<Near> near(const represent::SparseVector& paper, double least) const;
  // The nearest of those, ties to the lower id; id 0 when there is none.
  Near nearest(const represent::SparseVector& paper, double least) const;

  void add(CentroidId id, const represent::SparseVector& paper, model::Day day);  // a new id founds a centroid
  void fold(CentroidId from, CentroidId to);                                      // adds one up to another; it is gone
  void erase(CentroidId id);
  // Leaves each centroid only its strongest terms.
  void cut();

  bool contains(CentroidId id) const { return centroids_.contains(id); }
  std::size_t size() const { return centroids_.size(); }
  represent::SparseVector unit(CentroidId id, std::size_t strongest) const;  // length 1; empty if there is none

  // Persistence: a centroid as bytes, and back. The numbers survive exactly.
  std::string body(CentroidId id) const;
  void restore(CentroidId id, std::string_view body);
  std::vector<CentroidId> take_changed();  // since the last call, by id; an erased one is no change

 private:
  struct Entry {
    text::TermId term;
    double weight;
  };
  struct Sum {
    std::vector<Entry> entries;  // ordered by term
    double square = 0;
    bool changed = true;
  };
  struct Posting {
    CentroidId id;
    float weight;
  };

  struct List {
    const std::vector<Posting>* postings;
    double weight;  // of its term in the paper
  };

  std::vector<List> lists_of(const represent::SparseVector& paper, std::size_t longest) const;
  void add_scaled(CentroidId id, const std::vector<Entry>& added);
  void set_posting(CentroidId id, text::TermId term, double weight);
  void drop_posting(CentroidId id, text::TermId term);
  void measure(CentroidId id, Sum& sum);

  CentroidParams params_;
  std::map<CentroidId, Sum> centroids_;
  represent::TermMap<std::vector<Posting>> postings_;
  std::vector<double> length_;  // by id
};

}  // namespace bandwagon::cluster

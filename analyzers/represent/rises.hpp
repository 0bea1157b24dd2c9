#pragma once
#include <cstdint>
#include <span>

#include "analyzers/represent/term_map.hpp"

namespace bandwagon::represent {

struct RiseParams {
  int weeks = 26;            // the latest, against the whole window
  std::uint32_t papers = 3;  // so many of theirs use a term that rises
};

// How much of so many papers use a term.
struct Use {
  double papers, with_term;  // papers > 0

  double share() const { return with_term / papers; }
};

// How many times as large a term's share of the papers of a window's latest weeks is as its share of all of them: at
// least 1, and 1 where fewer than `papers` of the latest use it. What a field has begun to write then tells more about
// a paper than what it always wrote ("bursty features": He, Chang, Lim & Zhang, Bursty Feature Representation for
// Clustering Text Streams, SDM 2007).
double rise(const Use& latest, const Use& whole, const RiseParams& params);

// The terms that rise. Const members may be called concurrently.
class Rises {
 public:
  struct Rise {
    text::TermId term;
    float times;
  };
  Rises() = default;
  explicit Rises(std::span<const Rise> terms);  // each once; O(terms)

  double of(text::TermId term) const {
    const float* times = times_.find(term);
    return times == nullptr ? 1 : *times;
  }
  // A hint that of(term) comes soon.
  void expect(text::TermId term) const { times_.expect(term); }

 private:
  TermMap<float> times_;
};

// Where every term tells what it always told.
struct NoRises {
  static double of(text::TermId) { return 1; }
  static void expect(text::TermId) {}
};

}  // namespace bandwagon::represent

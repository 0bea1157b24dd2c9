#pragma once
#include <tsl/robin_map.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/terms.hpp"

namespace bandwagon::represent {

// Term ids are already uniform hashes.
struct TermHash {
  std::size_t operator()(text::TermId term) const { return term; }
};

struct TermFrequency {
  text::TermId term;
  std::uint32_t papers;
};

// In how many papers of a moving window each term occurs. Exact integers, so the same window gives the same numbers
// however it was reached (added and removed live, or read again after a restart). Not thread safe for writers.
class LiveFrequencies {
 public:
  void add(const text::TermCounts& paper);
  void remove(const text::TermCounts& paper);  // a paper that was added

  std::uint32_t of(text::TermId term) const;
  std::int64_t papers() const { return papers_; }
  std::size_t distinct_terms() const { return count_.size(); }

  // ln((N + 1) / (df + 1/2)): a word coined this week counts this week.
  double inverse_document_frequency(text::TermId term) const;

  // As they were when kept: terms that are not among `counts` count as used by no paper.
  static LiveFrequencies restored(std::int64_t papers, const std::vector<TermFrequency>& counts);

 private:
  tsl::robin_map<text::TermId, std::uint32_t, TermHash> count_;
  std::int64_t papers_ = 0;
};

// For keeping: 12 bytes a term. unpack() gives nothing for bytes that pack() did not make on this kind of machine.
std::string pack(const std::vector<TermFrequency>& counts);
std::optional<std::vector<TermFrequency>> unpack(std::string_view bytes);

}  // namespace bandwagon::represent

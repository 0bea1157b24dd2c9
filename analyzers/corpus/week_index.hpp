#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "analyzers/burst/screen.hpp"
#include "analyzers/bytes/members.hpp"
#include "analyzers/corpus/reading.hpp"

namespace bandwagon::corpus {

// A paper's place in its week. A week has at most 65,535 papers: all of arXiv announces so many in two months.
using Position = std::uint16_t;

// Which papers use which subjects, by subject (the member's hash) and paper (its set).
using Uses = std::vector<bytes::Member>;

// Uses that were kept of papers which were numbered otherwise then.
struct KnownUses {
  Uses uses;
  std::vector<std::uint32_t> numbers;  // of each paper of the week; kUnknown: not among them. Empty: none is
  static constexpr std::uint32_t kUnknown = ~std::uint32_t{0};
};

// Which papers of a week use a subject (a term, or a squashed name), so that a question costs what the answer holds
// instead of a look into every paper. Two bytes a use, and twelve for each subject and stratum. Thread safe once made.
class WeekIndex {
 public:
  WeekIndex() = default;  // of no paper
  // Uses that were known before need not be collected and ordered again; the index is the same without them.
  static WeekIndex of_terms(const std::vector<Reading>& papers, KnownUses known = {});
  static WeekIndex of_names(const std::vector<Reading>& papers, KnownUses known = {});  // all in stratum 0

  // How many papers of each stratum use each subject.
  const burst::WeekCounts& counts() const { return counts_; }
  bool has(burst::SubjectId subject) const;  // O(log entries)
  // Those that use it, in order. O(log entries + papers).
  std::span<const Position> papers(burst::SubjectId subject) const;

 private:
  WeekIndex(const Uses& uses, const std::vector<burst::StratumIndex>& strata);
  burst::WeekCounts::const_iterator find(burst::SubjectId subject) const;

  burst::WeekCounts counts_;
  std::vector<Position> positions_;        // by subject, then in order
  std::vector<std::uint32_t> block_ends_;  // positions before each block of entries in counts_
};

}  // namespace bandwagon::corpus

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/represent/frequencies.hpp"

namespace bandwagon::represent {

// For keeping: 12 bytes a term, in the order given.
std::string pack(const std::vector<TermFrequency>& counts);

// Frequencies of a window that were kept, looked up where they lie: making a LiveFrequencies of them costs more than
// all that one question asks. Terms that were not kept count as used by no paper. Thread safe.
class KeptFrequencies {
 public:
  // Of the bytes that pack() made of counts by term, each term once. Nothing for bytes that it cannot have made on this
  // kind of machine. O(terms).
  static std::optional<KeptFrequencies> unpacked(std::int64_t papers, std::string packed);

  std::uint32_t of(text::TermId term) const;  // O(1) on average: terms are uniform hashes
  std::int64_t papers() const { return papers_; }
  double inverse_document_frequency(text::TermId term) const {
    return represent::inverse_document_frequency(papers_, of(term));
  }

  // A hint that of(term) comes soon.
  void expect(text::TermId term) const { __builtin_prefetch(packed_.data() + starts_[bucket_of(term)] * kEntryBytes); }

 private:
  static constexpr std::size_t kEntryBytes = sizeof(text::TermId) + sizeof(std::uint32_t);

  KeptFrequencies() = default;
  text::TermId term_at(std::size_t entry) const;
  std::size_t bucket_of(text::TermId term) const { return static_cast<std::size_t>(term >> (64 - bits_)); }

  std::int64_t papers_ = 0;
  std::string packed_;
  int bits_ = 1;
  std::vector<std::uint32_t> starts_;  // of each bucket, which is told by the highest bits of a term; and the end
};

}  // namespace bandwagon::represent

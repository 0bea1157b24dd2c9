#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/represent/open_table.hpp"
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

// ln((N + 1) / (df + 1/2)) of a term in df of N papers: a word coined this week counts this week.
double inverse_document_frequency(std::int64_t papers, std::uint32_t with_term);

// In how many papers of a moving window each term occurs. Exact integers, so the same window gives the same numbers
// however it was reached (added and removed live, or read again after a restart). Not thread safe for writers, but for
// add_to_part() of different parts.
class LiveFrequencies {
 public:
  // By their highest bits terms fall into parts, each a table that fits into a processor's cache.
  static constexpr std::size_t kParts = 32;
  static constexpr text::TermId first_of(std::size_t part) { return text::TermId{part} << kPartShift; }

  void add(const text::TermCounts& paper);

  // Many papers at once: in how many of these `papers` each term occurs, by term; a term may stand there several times.
  void add(std::int64_t papers, std::span<const TermFrequency> counts);
  void remove(std::int64_t papers, std::span<const TermFrequency> counts);  // that were added

  // The same of the terms of one part alone, while the papers are added for themselves: with many lists of counts, part
  // by part is several times as fast as list by list.
  void add_to_part(std::size_t part, std::span<const TermFrequency> counts) { parts_[part].add(counts); }
  void add_papers(std::int64_t papers) { papers_ += papers; }

  // Gives back what a part holds beyond its terms and room for a few weeks more. O(terms of the part).
  void trim_part(std::size_t part) { parts_[part].trim(); }

  std::uint32_t of(text::TermId term) const { return part_of(term).of(term); }
  std::int64_t papers() const { return papers_; }
  std::size_t distinct_terms() const;

  // use(term, papers) for each term of a part, in an order that means nothing. O(terms of the part).
  template <class Use>
  void each_of_part(std::size_t part, const Use& use) const {
    parts_[part].each(use);
  }

  // A hint that of(term) comes soon: the table is far larger than the processor's cache.
  void expect(text::TermId term) const { part_of(term).expect(term); }

  double inverse_document_frequency(text::TermId term) const {
    return represent::inverse_document_frequency(papers_, of(term));
  }

 private:
  static constexpr int kPartShift = 59;
  static_assert(std::size_t{1} << (64 - kPartShift) == kParts);

  class Part {
   public:
    std::uint32_t of(text::TermId term) const { return table_.of(term).papers; }
    void expect(text::TermId term) const { table_.expect(term); }
    std::size_t terms() const { return table_.size(); }
    template <class Use>
    void each(const Use& use) const {
      table_.each([&](const Slot& slot) { use(slot.term(), slot.papers); });
    }
    void add(std::span<const TermFrequency> counts);
    void put(text::TermId term, std::uint32_t papers);
    void take(text::TermId term, std::uint32_t papers);
    void trim();

   private:
    struct Slot {
      std::uint32_t low = 0, high = 0, papers = 0;

      text::TermId term() const { return text::TermId{high} << 32 | low; }
      bool is_taken() const { return papers != 0; }
    };
    static constexpr std::size_t kLeastSlots = 32;

    OpenTable<Slot, 64 - kPartShift> table_{kLeastSlots};
  };

  const Part& part_of(text::TermId term) const { return parts_[term >> kPartShift]; }
  Part& part_of(text::TermId term) { return parts_[term >> kPartShift]; }

  std::array<Part, kParts> parts_;
  std::int64_t papers_ = 0;
};

// What an ordered list of counts holds of a part's terms. O(log counts).
template <class Count, class Term>
std::span<const Count> of_part(std::span<const Count> counts, std::size_t part, const Term& term_of) {
  const auto begin_of = [&](std::size_t which) {
    if (which == LiveFrequencies::kParts) return counts.end();
    return std::ranges::lower_bound(counts, LiveFrequencies::first_of(which), {}, term_of);
  };
  return {begin_of(part), begin_of(part + 1)};
}

}  // namespace bandwagon::represent

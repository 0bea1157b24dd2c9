#include "analyzers/represent/frequencies.hpp"

#include <cmath>

namespace bandwagon::represent {
namespace {

constexpr std::size_t kAhead = 8;  // terms from a hint to its use

}  // namespace

double inverse_document_frequency(std::int64_t papers, std::uint32_t with_term) {
  return std::log((static_cast<double>(papers) + 1) / (static_cast<double>(with_term) + 0.5));
}

void LiveFrequencies::add(const text::TermCounts& paper) {
  for (std::size_t t = 0; t < paper.size(); ++t) {
    if (t + kAhead < paper.size()) expect(paper[t + kAhead].term);
    part_of(paper[t].term).put(paper[t].term, 1);
  }
  ++papers_;
}

void LiveFrequencies::add(std::int64_t papers, std::span<const TermFrequency> counts) {
  for (std::size_t part = 0; part < kParts; ++part)
    add_to_part(part, of_part(counts, part, [](const TermFrequency& count) { return count.term; }));
  papers_ += papers;
}

void LiveFrequencies::remove(std::int64_t papers, std::span<const TermFrequency> counts) {
  for (const auto& entry : counts) part_of(entry.term).take(entry.term, entry.papers);
  papers_ -= papers;
}

std::size_t LiveFrequencies::distinct_terms() const {
  std::size_t terms = 0;
  for (const Part& part : parts_) terms += part.terms();
  return terms;
}

// In order of the terms the table is gone through from end to end. There must be room before: the first of them would
// crowd the lower end of a table that is still too small.
void LiveFrequencies::Part::add(std::span<const TermFrequency> counts) {
  if (!table_.has_room(table_.size() + counts.size())) {
    std::size_t fresh = 0;
    for (std::size_t c = 0; c < counts.size(); ++c)
      if (of(counts[c].term) == 0 && (c == 0 || counts[c - 1].term != counts[c].term)) ++fresh;
    table_.make_room(table_.size() + fresh);
  }
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (c + kAhead < counts.size()) expect(counts[c + kAhead].term);
    put(counts[c].term, counts[c].papers);
  }
}

void LiveFrequencies::Part::put(text::TermId term, std::uint32_t papers) {
  if (Slot& slot = table_.of(term); slot.is_taken())
    slot.papers += papers;
  else if (papers > 0)
    table_.put({static_cast<std::uint32_t>(term), static_cast<std::uint32_t>(term >> 32), papers});
}

void LiveFrequencies::Part::take(text::TermId term, std::uint32_t papers) {
  Slot& slot = table_.of(term);
  if (slot.papers > papers)
    slot.papers -= papers;
  else if (slot.is_taken())
    table_.erase(term);
}

void LiveFrequencies::Part::trim() {
  const std::size_t enough = std::max(kLeastSlots, terms() + terms() * 3 / 7);  // seven of ten in use
  if (enough < table_.slots()) table_.resize(enough);
}

}  // namespace bandwagon::represent

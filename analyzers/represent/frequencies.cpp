#include "analyzers/represent/frequencies.hpp"

#include <cmath>
#include <utility>

#include "analyzers/represent/open_table.hpp"

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
  if (open_table::is_too_full(terms_ + counts.size(), slots_.size())) {
    std::size_t fresh = 0;
    for (std::size_t c = 0; c < counts.size(); ++c)
      if (of(counts[c].term) == 0 && (c == 0 || counts[c - 1].term != counts[c].term)) ++fresh;
    make_room(terms_ + fresh);
  }
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (c + kAhead < counts.size()) expect(counts[c + kAhead].term);
    put(counts[c].term, counts[c].papers);
  }
}

void LiveFrequencies::Part::take(text::TermId term, std::uint32_t papers) {
  const std::size_t place = place_of(term);
  if (slots_[place].papers > papers)
    slots_[place].papers -= papers;
  else if (slots_[place].papers > 0)
    drop(place);
}

void LiveFrequencies::Part::put(text::TermId term, std::uint32_t papers) {
  Slot& slot = slots_[place_of(term)];
  if (slot.papers == 0) {
    slot = {static_cast<std::uint32_t>(term), static_cast<std::uint32_t>(term >> 32), papers};
    make_room(++terms_);
  } else {
    slot.papers += papers;
  }
}

// Frees a slot and moves up what stands behind it only because it was taken.
void LiveFrequencies::Part::drop(std::size_t place) {
  std::size_t free = place;
  for (std::size_t next = behind(free); slots_[next].papers != 0; next = behind(next)) {
    if (distance(home_of(slots_[next].term()), next) < distance(free, next)) continue;
    slots_[free] = slots_[next];
    free = next;
  }
  slots_[free].papers = 0;
  --terms_;
}

void LiveFrequencies::Part::make_room(std::size_t terms) {
  if (const auto slots = open_table::slots_for(terms, slots_.size()); slots > slots_.size()) resize(slots);
}

void LiveFrequencies::Part::trim() {
  const std::size_t enough = std::max(kLeastSlots, terms_ + terms_ * 3 / 7);  // seven of ten in use
  if (enough < slots_.size()) resize(enough);
}

void LiveFrequencies::Part::resize(std::size_t slots) {
  const auto old = std::exchange(slots_, std::vector<Slot>(slots));
  for (const Slot& slot : old)
    if (slot.papers != 0) slots_[place_of(slot.term())] = slot;
}

}  // namespace bandwagon::represent

#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "analyzers/text/terms.hpp"

namespace bandwagon::represent {

// A hash table by term, in the order of the terms: they are uniform hashes, so a place follows from their own bits, any
// number of slots will do, and the table may be fairly full. A slot says its term() and whether it is_taken(); one by
// default is free. Of a term's bits the 32 behind the first kSkipped tell its place (the terms of one table may have
// the first in common). Every call about O(1) but where noted. Const members may be called concurrently.
template <class Slot, int kSkipped>
class OpenTable {
 public:
  explicit OpenTable(std::size_t slots) : slots_(slots) {}

  std::size_t size() const { return taken_; }
  std::size_t slots() const { return slots_.size(); }

  // The slot of the term; free where it stands in none. Valid until the next change.
  const Slot& of(text::TermId term) const { return slots_[place_of(term)]; }
  Slot& of(text::TermId term) { return slots_[place_of(term)]; }

  // A hint that of(term) comes soon: the table may be far larger than the processor's cache.
  void expect(text::TermId term) const { __builtin_prefetch(&slots_[home_of(term)]); }

  // Into the free slot of its term, which is returned. Valid until the next change.
  Slot& put(Slot slot) {
    make_room(taken_ + 1);
    ++taken_;
    return of(slot.term()) = std::move(slot);
  }

  // Frees the slot of a term that has one, and moves up what stands behind it only because it was taken.
  void erase(text::TermId term) {
    std::size_t free = place_of(term);
    for (std::size_t next = behind(free); slots_[next].is_taken(); next = behind(next)) {
      if (distance(home_of(slots_[next].term()), next) < distance(free, next)) continue;
      slots_[free] = std::move(slots_[next]);
      free = next;
    }
    slots_[free] = {};
    --taken_;
  }

  bool has_room(std::size_t terms) const { return has_room(terms, slots_.size()); }

  // For so many terms in all, by doubling. Wants to be called before terms are put in their order, which would crowd
  // the lower end of a table that is still too small. O(slots) where it grows.
  void make_room(std::size_t terms) {
    if (has_room(terms)) return;
    std::size_t slots = slots_.size();
    while (!has_room(terms, slots)) slots *= 2;
    resize(slots);
  }

  // To so many slots, more than there are terms. O(slots).
  void resize(std::size_t slots) {
    auto old = std::exchange(slots_, std::vector<Slot>(slots));
    for (Slot& slot : old)
      if (slot.is_taken()) of(slot.term()) = std::move(slot);
  }

  // use(slot) for each that is taken, in an order that means nothing. O(slots).
  template <class Use>
  void each(const Use& use) const {
    for (const Slot& slot : slots_)
      if (slot.is_taken()) use(slot);
  }

 private:
  static constexpr std::pair<std::size_t, std::size_t> kFullest{3, 4};  // share of the slots in use, as a fraction

  static constexpr bool has_room(std::size_t terms, std::size_t slots) {
    return terms * kFullest.second <= slots * kFullest.first;
  }
  std::size_t home_of(text::TermId term) const {
    const std::uint64_t bits = (term << kSkipped) >> 32;
    return static_cast<std::size_t>(bits * slots_.size() >> 32);
  }
  std::size_t behind(std::size_t place) const { return place + 1 == slots_.size() ? 0 : place + 1; }
  std::size_t distance(std::size_t from, std::size_t to) const {
    return to >= from ? to - from : to + slots_.size() - from;
  }
  // Where the term stands, or the free slot where it would.
  std::size_t place_of(text::TermId term) const {
    std::size_t place = home_of(term);
    while (slots_[place].is_taken() && slots_[place].term() != term) place = behind(place);
    return place;
  }

  std::vector<Slot> slots_;
  std::size_t taken_ = 0;
};

}  // namespace bandwagon::represent

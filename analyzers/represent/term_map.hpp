#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "analyzers/represent/open_table.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::represent {

// A hash table by term that can be told which terms come next: it is far larger than the processor's cache, and a miss
// costs more than all the rest of a look-up. Terms are uniform hashes, so their upper bits are the place. A value is
// default constructed where nothing was put. Every call about O(1). Const members may be called concurrently.
template <class Value>
class TermMap {
 public:
  // A hint that find(term) comes soon.
  void expect(text::TermId term) const { __builtin_prefetch(&slots_[home_of(term)]); }

  // Null where the term has no value. Valid until the next change.
  const Value* find(text::TermId term) const {
    const std::size_t place = place_of(term);
    return slots_[place].taken ? &slots_[place].value : nullptr;
  }
  Value* find(text::TermId term) { return const_cast<Value*>(std::as_const(*this).find(term)); }

  Value& operator[](text::TermId term) {
    make_room(size_ + 1);
    Slot& slot = slots_[place_of(term)];
    if (!slot.taken) {
      slot.term = term;
      slot.taken = true;
      ++size_;
    }
    return slot.value;
  }

  // Moves up what stands behind the term only because its place was taken.
  void erase(text::TermId term) {
    std::size_t free = place_of(term);
    if (!slots_[free].taken) return;
    for (std::size_t next = behind(free); slots_[next].taken; next = behind(next)) {
      const std::size_t home = home_of(slots_[next].term), mask = slots_.size() - 1;
      if (((next - home) & mask) < ((next - free) & mask)) continue;
      slots_[free] = std::move(slots_[next]);
      free = next;
    }
    slots_[free] = {};
    --size_;
  }

  std::size_t size() const { return size_; }

  // For so many terms in all. Wants to be called before terms are put in their order, which would crowd the lower end
  // of a table that is still too small.
  void make_room(std::size_t terms) {
    if (const int bits = open_table::bits_for(terms, bits_); bits > bits_) grow(bits);
  }

 private:
  struct Slot {
    text::TermId term = 0;
    Value value{};
    bool taken = false;
  };
  static constexpr int kLeastBits = 6;

  std::size_t home_of(text::TermId term) const { return static_cast<std::size_t>(term >> (64 - bits_)); }
  std::size_t behind(std::size_t place) const { return (place + 1) & (slots_.size() - 1); }
  // Where the term stands, or the free slot where it would.
  std::size_t place_of(text::TermId term) const {
    std::size_t place = home_of(term);
    while (slots_[place].taken && slots_[place].term != term) place = behind(place);
    return place;
  }
  void grow(int bits) {
    auto old = std::exchange(slots_, std::vector<Slot>(std::size_t{1} << bits));
    bits_ = bits;
    for (Slot& slot : old)
      if (slot.taken) slots_[place_of(slot.term)] = std::move(slot);
  }

  int bits_ = kLeastBits;
  std::vector<Slot> slots_ = std::vector<Slot>(std::size_t{1} << kLeastBits);
  std::size_t size_ = 0;
};

}  // namespace bandwagon::represent

#pragma once
#include <cstddef>
#include <utility>

#include "analyzers/represent/open_table.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::represent {

// A map by term that can be told which terms come next: a miss of the processor's cache costs more than all the rest of
// a look-up. A value is default constructed where nothing was put. Every call about O(1). Const members may be called
// concurrently.
template <class Value>
class TermMap {
 public:
  // A hint that find(term) comes soon.
  void expect(text::TermId term) const { table_.expect(term); }

  // Null where the term has no value. Valid until the next change.
  const Value* find(text::TermId term) const {
    const Slot& slot = table_.of(term);
    return slot.taken ? &slot.value : nullptr;
  }
  Value* find(text::TermId term) { return const_cast<Value*>(std::as_const(*this).find(term)); }

  Value& operator[](text::TermId term) {
    if (Value* value = find(term)) return *value;
    return table_.put({.key = term, .value = {}, .taken = true}).value;
  }

  void erase(text::TermId term) {
    if (find(term) != nullptr) table_.erase(term);
  }

  std::size_t size() const { return table_.size(); }

  // For so many terms in all: before terms are put in their order.
  void make_room(std::size_t terms) { table_.make_room(terms); }

 private:
  struct Slot {
    text::TermId key = 0;
    Value value{};
    bool taken = false;

    text::TermId term() const { return key; }
    bool is_taken() const { return taken; }
  };
  static constexpr std::size_t kLeastSlots = 64;

  OpenTable<Slot, 0> table_{kLeastSlots};
};

}  // namespace bandwagon::represent

#pragma once
// Sets of hashes that have much in common: the terms of papers.
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyzers/bytes/bytes.hpp"

namespace bandwagon::bytes {

// A hash that stands in a set, and something to remember of it there.
struct Member {
  std::uint64_t hash = 0;
  std::uint32_t set = 0, note = 0;
  friend auto operator<=>(const Member&, const Member&) = default;  // by hash, then by set
};

// Each hash is written once, however many sets hold it: about 6 bytes for it and 1.5 for each set, once they are
// compressed. Orders the members by hash and set, which must not repeat. O(members log members).
void put_members(Writer& writer, std::vector<Member>& members);

// Which sets hold which hashes: eight bytes a hash and four for each set that holds it.
struct Holders {
  std::vector<std::uint64_t> hashes;  // in order
  std::vector<std::uint32_t> ends;    // of each: where those that hold it end among …
  std::vector<std::uint32_t> sets;    // … these, in order for each hash
};

// Reads what put_members() wrote, but for the notes, before which the reader then stands: one number for each of
// `sets`. None, and the reader has failed, where these are no holders or one is no set below `sets`. O(members).
Holders take_holders(Reader& reader, std::size_t sets);

// The same, and calls take(member) for each member, in order; what was taken means nothing where the reader has failed.
template <class Take>
Holders take_members(Reader& reader, std::size_t sets, const Take& take) {
  Holders holders = take_holders(reader, sets);
  std::size_t m = 0;
  for (std::size_t h = 0; h < holders.hashes.size(); ++h)
    for (; m < holders.ends[h]; ++m)
      take(Member{holders.hashes[h], holders.sets[m], static_cast<std::uint32_t>(reader.number())});
  return holders;
}

}  // namespace bandwagon::bytes

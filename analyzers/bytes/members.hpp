#pragma once
// Sets of hashes that have much in common: the terms of papers.
#include <compare>
#include <cstdint>
#include <span>
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

// The members in that order, all of sets below `sets`. None, and the reader has failed, where put_members() did not
// write them. O(members).
std::vector<Member> take_members(Reader& reader, std::size_t sets);

// Those of a few ordered hashes alone, their notes left out: the reader is not read on to the end. O(members), at a
// fraction of the time.
std::vector<Member> find_members(Reader& reader, std::size_t sets, std::span<const std::uint64_t> hashes);

}  // namespace bandwagon::bytes

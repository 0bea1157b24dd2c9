#pragma once
#include <cstddef>
#include <utility>

// What the open tables by term have in common: terms are uniform hashes, so a table may be fairly full.
namespace bandwagon::represent::open_table {

inline constexpr std::pair<std::size_t, std::size_t> kFullest{3, 4};  // share of the slots in use, as a fraction

constexpr bool is_too_full(std::size_t terms, std::size_t slots) {
  return terms * kFullest.second > slots * kFullest.first;
}

// To how many slots a table must grow for so many terms, doubling; `slots` where there is room.
constexpr std::size_t slots_for(std::size_t terms, std::size_t slots) {
  while (is_too_full(terms, slots)) slots *= 2;
  return slots;
}

// To how many bits a table of `bits` must grow for so many terms; `bits` where there is room.
constexpr int bits_for(std::size_t terms, int bits) {
  while (is_too_full(terms, std::size_t{1} << bits)) ++bits;
  return bits;
}

}  // namespace bandwagon::represent::open_table

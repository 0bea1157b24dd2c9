#include "analyzers/bytes/members.hpp"

#include <algorithm>
#include <string>

namespace bandwagon::bytes {
namespace {

constexpr std::size_t kBytesOfHash = sizeof(std::uint64_t);

// Distances of the hashes, all their lowest bytes first: the highest are zero, for there are many hashes.
std::string spread(const std::vector<std::uint64_t>& distances) {
  std::string bytes(kBytesOfHash * distances.size(), '\0');
  for (std::size_t byte = 0; byte < kBytesOfHash; ++byte)
    for (std::size_t d = 0; d < distances.size(); ++d)
      bytes[byte * distances.size() + d] = static_cast<char>(distances[d] >> (8 * byte) & 0xFF);
  return bytes;
}

std::vector<std::uint64_t> gathered(std::string_view bytes) {
  std::vector<std::uint64_t> distances(bytes.size() / kBytesOfHash);
  for (std::size_t byte = 0; byte < kBytesOfHash; ++byte)
    for (std::size_t d = 0; d < distances.size(); ++d)
      distances[d] |= std::uint64_t{static_cast<unsigned char>(bytes[byte * distances.size() + d])} << (8 * byte);
  return distances;
}

// How often each hash stands in a set. None, and the reader has failed, where there cannot be so many.
struct Holders {
  std::uint64_t members = 0;
  std::vector<std::uint64_t> distances, sets;
};
Holders take_holders(Reader& reader) {
  Holders holders{.members = reader.number(), .distances = {}, .sets = {}};
  const std::uint64_t hashes = reader.number();
  if (holders.members > reader.left() || hashes > reader.left() / kBytesOfHash || hashes > holders.members) {
    reader.fail();
    return {};
  }
  holders.distances = gathered(reader.raw(hashes * kBytesOfHash));
  holders.sets.resize(hashes);
  for (auto& number : holders.sets) number = reader.number();
  return holders;
}

// Adds the members whose hash is wanted, in order, without their notes.
template <class Wanted>
void take_sets(Reader& reader, const Holders& holders, std::size_t sets, const Wanted& wanted,
               std::vector<Member>& members) {
  std::uint64_t hash = 0, seen = 0;
  for (std::size_t h = 0; h < holders.sets.size() && !reader.failed(); ++h) {
    hash += holders.distances[h];
    if (holders.sets[h] > holders.members - seen) reader.fail();
    seen += holders.sets[h];
    const bool is_wanted = wanted(hash);
    for (std::uint64_t set = 0, left = holders.sets[h]; left > 0 && !reader.failed(); --left, ++set) {
      set += std::min<std::uint64_t>(reader.number(), sets);
      if (set >= sets) reader.fail();
      if (is_wanted) members.push_back({.hash = hash, .set = static_cast<std::uint32_t>(set), .note = 0});
    }
  }
  if (seen != holders.members) reader.fail();
}

}  // namespace

void put_members(Writer& writer, std::vector<Member>& members) {
  std::sort(members.begin(), members.end());
  std::vector<std::uint64_t> distances, holders;
  std::uint64_t before = 0;
  for (std::size_t m = 0; m < members.size(); ++m) {
    if (m == 0 || members[m].hash != members[m - 1].hash) {
      distances.push_back(members[m].hash - before);
      holders.push_back(0);
      before = members[m].hash;
    }
    ++holders.back();
  }
  writer.number(members.size());
  writer.number(distances.size());
  writer.raw(spread(distances));
  for (const auto sets : holders) writer.number(sets);
  for (std::size_t m = 0; m < members.size(); ++m) {
    const bool first = m == 0 || members[m].hash != members[m - 1].hash;
    writer.number(first ? members[m].set : members[m].set - members[m - 1].set - 1);
  }
  for (const Member& member : members) writer.number(member.note);
}

std::vector<Member> take_members(Reader& reader, std::size_t sets) {
  const Holders holders = take_holders(reader);
  std::vector<Member> members;
  members.reserve(holders.members);
  take_sets(
      reader, holders, sets, [](std::uint64_t) { return true; }, members);
  for (Member& member : members) member.note = static_cast<std::uint32_t>(reader.number());
  if (reader.failed()) members.clear();
  return members;
}

std::vector<Member> find_members(Reader& reader, std::size_t sets, std::span<const std::uint64_t> hashes) {
  std::vector<Member> found;
  const auto wanted = [&](std::uint64_t hash) { return std::binary_search(hashes.begin(), hashes.end(), hash); };
  take_sets(reader, take_holders(reader), sets, wanted, found);
  if (reader.failed()) found.clear();
  return found;
}

}  // namespace bandwagon::bytes

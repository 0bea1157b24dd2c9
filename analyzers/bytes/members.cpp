#include "analyzers/bytes/members.hpp"

#include <algorithm>
#include <numeric>
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

Holders take_holders(Reader& reader, std::size_t sets) {
  const std::uint64_t count = reader.number(), hashes = reader.number();
  if (count > reader.left() || hashes > reader.left() / kBytesOfHash || hashes > count) {
    reader.fail();
    return {};
  }
  Holders holders;
  holders.hashes = gathered(reader.raw(hashes * kBytesOfHash));
  std::partial_sum(holders.hashes.begin(), holders.hashes.end(), holders.hashes.begin());
  holders.ends.reserve(hashes);
  for (std::uint64_t h = 0, end = 0; h < hashes; ++h) {
    end += std::min(reader.number(), count + 1);
    if (end > count) {
      reader.fail();
      return {};
    }
    holders.ends.push_back(static_cast<std::uint32_t>(end));
  }
  holders.sets.reserve(count);
  for (const auto end : holders.ends)
    for (std::uint64_t set = 0; holders.sets.size() < end && !reader.failed(); ++set) {
      set += std::min<std::uint64_t>(reader.number(), sets);
      if (set >= sets) reader.fail();
      holders.sets.push_back(static_cast<std::uint32_t>(set));
    }
  if (holders.sets.size() != count) reader.fail();
  return reader.failed() ? Holders{} : holders;
}

}  // namespace bandwagon::bytes

#pragma once
// Private to the room: how what was learned is written down and read again.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "analyzers/bytes/bytes.hpp"
#include "analyzers/model/day.hpp"
#include "analyzers/model/paper_id.hpp"

namespace bandwagon::candidate {

inline void put(bytes::Writer& writer, model::Day day) {
  writer.number(static_cast<std::uint32_t>(day.value));
}
inline model::Day take_day(bytes::Reader& reader) {
  return {static_cast<std::int32_t>(static_cast<std::uint32_t>(reader.number()))};
}

// People, and the stems of a subject.
inline void put(bytes::Writer& writer, const std::vector<std::uint64_t>& hashes) {
  writer.number(hashes.size());
  for (const auto hash : hashes) writer.hash(hash);
}
inline std::vector<std::uint64_t> take_hashes(bytes::Reader& reader) {
  std::vector<std::uint64_t> hashes;
  const std::uint64_t count = reader.number();
  hashes.reserve(std::min<std::uint64_t>(count, reader.left()));
  while (hashes.size() < count && !reader.failed()) hashes.push_back(reader.hash());
  return hashes;
}

// Fails the reader where no identifier stands.
inline std::optional<model::PaperId> take_paper(bytes::Reader& reader) {
  auto id = model::PaperId::parse(reader.text());
  if (!id) reader.fail();
  return id;
}

}  // namespace bandwagon::candidate

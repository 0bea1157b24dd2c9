#pragma once
// Private to the room: who wrote a paper, to tell whether papers come from disjoint groups.
#include <cstdint>
#include <string>
#include <vector>

namespace bandwagon::candidate {

using People = std::vector<std::uint64_t>;  // hashed names, ordered, each once

People people_of(const std::vector<std::string>& authors);
bool overlap(const People& a, const People& b);

}  // namespace bandwagon::candidate

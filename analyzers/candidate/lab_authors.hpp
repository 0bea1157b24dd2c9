#pragma once
// Private to the room: who signed for which lab.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include <tsl/robin_map.h>

#include "analyzers/bytes/bytes.hpp"
#include "analyzers/candidate/people.hpp"

namespace bandwagon::candidate {

class LabAuthors {
 public:
  void learn(const std::string& lab, const People& people);

  // The lab for which at least `least` of these people, and a `share` of them, signed before; empty: none.
  std::string lab_of(const People& people, std::size_t least, double share) const;

  void put(bytes::Writer& writer) const;  // in order of people
  void take(bytes::Reader& reader);       // in place of what it holds

 private:
  tsl::robin_map<std::uint64_t, std::set<std::string>> labs_;  // of a person
};

}  // namespace bandwagon::candidate

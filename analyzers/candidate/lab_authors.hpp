#pragma once
// Private to the room: who signed for which lab.
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include <tsl/robin_map.h>

#include "analyzers/candidate/people.hpp"

namespace bandwagon::candidate {

class LabAuthors {
 public:
  void learn(const std::string& lab, const People& people) {
    for (const auto person : people) ++papers_[person][lab];
  }

  // The lab for which at least `least` of these people, and a `share` of them, signed before; empty: none.
  std::string lab_of(const People& people, std::size_t least, double share) const {
    std::map<std::string, std::size_t> votes;
    for (const auto person : people)
      if (const auto at = papers_.find(person); at != papers_.end())
        for (const auto& [lab, papers] : at->second) ++votes[lab];
    for (const auto& [lab, count] : votes)
      if (count >= least && static_cast<double>(count) >= share * static_cast<double>(people.size())) return lab;
    return {};
  }

 private:
  tsl::robin_map<std::uint64_t, std::map<std::string, int>> papers_;  // of a person, by lab
};

}  // namespace bandwagon::candidate

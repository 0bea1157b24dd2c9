#pragma once
#include <string>
#include <vector>

#include "tests/support/corpus.hpp"

namespace bandwagon::close {

inline constexpr int kVolume = 60;  // papers a week

// A field of many subjects; so many of a week's papers name the release.
inline std::vector<model::StoredPaper> naming_papers(int week, int naming) {
  std::vector<model::StoredPaper> papers;
  for (int p = 0; p < kVolume; ++p) {
    const auto word = [&](int n) {
      return std::string("w") + static_cast<char>('a' + (p * 7 + week + n) % 26) + "orth" +
             static_cast<char>('a' + p % 5);
    };
    papers.push_back(support::paper(100 * (week + 1) + p, week, (p < naming ? "VX4 on " : "On ") + word(0),
                                    "We study " + word(5) + " by " + word(9)));
  }
  return papers;
}

}  // namespace bandwagon::close

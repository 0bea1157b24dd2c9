#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "analyzers/corpus/reading.hpp"
#include "analyzers/model/paper.hpp"

namespace bandwagon::attribute {

// Who leads a release: the first and the last author of each of its own papers. What they write after it follows nobody
// but themselves. (Of hundreds of authors some share their name with somebody; so those between do not count.)
class OwnAuthors {
 public:
  explicit OwnAuthors(std::span<const model::StoredPaper> own_papers);

  // Whether one of them is first or last author of a paper. False where authors are not known. O(log authors).
  bool lead(const corpus::Reading& paper) const;

 private:
  std::vector<std::uint64_t> authors_;  // hashes of folded names, ordered
};

}  // namespace bandwagon::attribute

#include "analyzers/model/paper.hpp"

#include <algorithm>

namespace bandwagon::model {

std::vector<const std::string*> lists_of(const Paper& paper, const std::vector<std::string>& watched) {
  std::vector<const std::string*> lists;
  for (const auto& list : watched)
    if (std::find(paper.categories.begin(), paper.categories.end(), list) != paper.categories.end())
      lists.push_back(&list);
  return lists;
}

}  // namespace bandwagon::model

#include "analyzers/model/paper.hpp"

#include <algorithm>

namespace bandwagon::model {
namespace {

bool stands_in(const Paper& paper, const std::string& list) {
  return std::find(paper.categories.begin(), paper.categories.end(), list) != paper.categories.end();
}

}  // namespace

std::vector<const std::string*> lists_of(const Paper& paper, const std::vector<std::string>& watched) {
  std::vector<const std::string*> lists;
  for (const auto& list : watched)
    if (stands_in(paper, list)) lists.push_back(&list);
  return lists;
}

bool stands_in_any(const Paper& paper, const std::vector<std::string>& watched) {
  return std::any_of(watched.begin(), watched.end(), [&](const auto& list) { return stands_in(paper, list); });
}

bool names_somebody(std::string_view author) {
  return std::any_of(author.begin(), author.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace bandwagon::model

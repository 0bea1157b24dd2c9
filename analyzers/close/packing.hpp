#pragma once
#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/model/findings.hpp"

namespace bandwagon::close {

// Numbers as the bytes of a state record, and back. Private to one machine's database: native byte order.
template <class Number>
std::string pack(const std::vector<Number>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number)};
}

template <class Number>
std::vector<Number> unpack(const std::string& body) {
  std::vector<Number> numbers(body.size() / sizeof(Number));
  if (!numbers.empty()) std::memcpy(numbers.data(), body.data(), numbers.size() * sizeof(Number));
  return numbers;
}

// A number of each paper of a week, by the row of the paper: papers that come late, or are taken for watched later,
// move the places of the others, not their rows. The rows, then the numbers. `none`: what is not kept.
template <class Number, class Papers>
std::string pack_by_paper(const Papers& papers, const std::vector<Number>& numbers, std::optional<Number> none) {
  std::vector<model::PaperKey> keys;
  std::vector<Number> kept;
  for (std::size_t p = 0; p < numbers.size(); ++p) {
    if (numbers[p] == none) continue;
    keys.push_back(papers[p].source.key);
    kept.push_back(numbers[p]);
  }
  return pack(keys) + pack(kept);
}

// By the row of the paper.
template <class Number>
std::vector<std::pair<model::PaperKey, Number>> unpack_by_paper(const std::string& body) {
  const std::size_t papers = body.size() / (sizeof(model::PaperKey) + sizeof(Number));
  const auto keys = unpack<model::PaperKey>(body.substr(0, papers * sizeof(model::PaperKey)));
  const auto numbers = unpack<Number>(body.substr(papers * sizeof(model::PaperKey)));
  std::vector<std::pair<model::PaperKey, Number>> kept;
  for (std::size_t p = 0; p < papers; ++p) kept.emplace_back(keys[p], numbers[p]);
  std::sort(kept.begin(), kept.end());
  return kept;
}

}  // namespace bandwagon::close

#pragma once
#include <rapidcheck.h>

#include <map>

#include "analyzers/represent/vectors.hpp"

namespace bandwagon::represent {

// Numbers by term over a vocabulary of 30, so that papers share terms.
inline rc::Gen<std::map<text::TermId, int>> any_numbers(int most) {
  const auto pairs = rc::gen::container<std::vector<std::pair<text::TermId, int>>>(
      rc::gen::pair(rc::gen::inRange<text::TermId>(1, 31), rc::gen::inRange(1, most + 1)));
  return rc::gen::map(pairs, [](const auto& drawn) { return std::map<text::TermId, int>(drawn.begin(), drawn.end()); });
}

inline rc::Gen<text::TermCounts> any_paper() {
  return rc::gen::map(any_numbers(9), [](const std::map<text::TermId, int>& by_term) {
    text::TermCounts paper;
    for (const auto& [term, count] : by_term)
      paper.push_back({term, static_cast<std::uint16_t>(count), static_cast<std::uint8_t>(1 + term % 3)});
    return paper;
  });
}

inline rc::Gen<SparseVector> any_unit_vector() {
  return rc::gen::map(any_numbers(100), [](const std::map<text::TermId, int>& by_term) {
    std::vector<Weighted> entries;
    for (const auto& [term, weight] : by_term) entries.push_back({term, static_cast<float>(weight)});
    return unit_vector(std::move(entries), 20);
  });
}

}  // namespace bandwagon::represent

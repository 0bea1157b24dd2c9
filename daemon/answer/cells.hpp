#pragma once
// Cells of a result whose type the query itself guarantees.
#include <nlohmann/json.hpp>
#include <string>

#include "analyzers/model/day.hpp"
#include "daemon/util/cell.hpp"

namespace bandwagon::answer {

inline const std::string& text_of(const Cell& cell) {
  return std::get<std::string>(cell);
}
inline std::int64_t whole(const Cell& cell) {
  return std::get<std::int64_t>(cell);
}
inline model::Day day_of(const Cell& cell) {
  return {static_cast<std::int32_t>(whole(cell))};
}
inline double number(const Cell& cell) {
  if (const auto* value = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*value);
  return std::get<double>(cell);
}
inline bool is_null(const Cell& cell) {
  return std::holds_alternative<std::monostate>(cell);
}

// A JSON array of get(one) for each, to be bound.
template <class Range, class Get>
std::string json_of(const Range& range, Get get) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& one : range) list.push_back(get(one));
  return list.dump();
}

}  // namespace bandwagon::answer

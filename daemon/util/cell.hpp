#pragma once
// Rows on their way from the store to a reader: plain values that neither the store nor the renderers own.
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace bandwagon {

// One value of a result: absent (NULL), whole number, number or UTF-8 text. Bytes that are no text arrive as
// hexadecimal text.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
using Row = std::vector<Cell>;

// A whole result in memory. Every row has as many cells as there are columns.
struct Table {
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

}  // namespace bandwagon

#pragma once
#include <iosfwd>
#include <memory>
#include <string>

#include "daemon/render/rows.hpp"

namespace bandwagon::render {

// Aligned columns: text to the left, numbers to the right, names underlined by a rule. On a terminal the widest text
// gives way until a row fits; where that is not enough without cutting numbers, days or names, each row is a record.
// Elsewhere nothing is cut.
std::unique_ptr<RowWriter> table_writer(std::ostream& out, const Screen& screen);

// A line for each column that has a value: its name, and the value wrapped beside it.
void write_record(const std::vector<std::string>& columns, const Row& row, std::ostream& out, const Screen& screen);

// Emphasised for a screen with colours, else as it is.
std::string painted(std::string text, const Screen& screen);

}  // namespace bandwagon::render

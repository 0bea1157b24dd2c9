#pragma once
#include <iosfwd>
#include <memory>
#include <string>

#include "daemon/render/rows.hpp"

namespace bandwagon::render {

// Aligned columns: text to the left, numbers to the right, names underlined by a rule. On a terminal the widest columns
// give way until a row fits; elsewhere nothing is cut.
std::unique_ptr<RowWriter> table_writer(std::ostream& out, const Screen& screen);

// Emphasised for a screen with colours, else as it is.
std::string painted(std::string text, const Screen& screen);

}  // namespace bandwagon::render

#pragma once
// What `bandwagon export` writes: every public view, row by row. Pure: makes queries, runs none.
#include <string>
#include <vector>

#include "daemon/store/read_only.hpp"

namespace bandwagon::store {

struct ExportedView {
  std::string name;
  // Whether the rows are parted by month. Then each has its month, like 2025-01, as one more cell after the view's
  // columns, and the rows of a month stand together.
  bool by_month = false;
  Query rows;  // in an order that holds from one export to the next
};

// All views but schema_doc, which describes them. Months are those of the announcement, and for weeks of their Monday.
std::vector<ExportedView> exported_views();

// view_name, column_name (NULL: the view itself), meaning, unit, example; in the order of the documentation
Query documentation();

}  // namespace bandwagon::store

#pragma once
// What stands beside the files of an export: what they hold, in words that DuckDB, ClickHouse and Spark read.
#include <string>
#include <string_view>
#include <vector>

#include "daemon/store/export_questions.hpp"

namespace bandwagon::answer {

enum class ColumnType { Text, Integer, Number, Day, Moment, Texts };

// The type of a column from its row in schema_doc.
ColumnType column_type(std::string_view unit, std::string_view example);

struct DescribedColumn {
  std::string name, meaning, unit;
  ColumnType type = ColumnType::Text;
};
struct DescribedView {
  std::string name, meaning;
  bool by_month = false;
  std::vector<DescribedColumn> columns;
};

// The views with what schema_doc says of them (store::documentation()). Error (Config): the database has no such view
// yet.
Result<std::vector<DescribedView>> described_views(const Table& documentation,
                                                   const std::vector<store::ExportedView>& views);

std::string schema_json(const std::vector<DescribedView>& views);
std::string export_readme(const std::vector<DescribedView>& views);

}  // namespace bandwagon::answer

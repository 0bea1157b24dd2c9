#include "daemon/answer/export_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace bandwagon::answer {
namespace {

using Json = nlohmann::ordered_json;

struct TypeNames {
  const char* name;
  const char* duckdb;
  const char* clickhouse;
  const char* spark;
};

const TypeNames& names_of(ColumnType type) {
  static constexpr std::array<TypeNames, 6> kNames{{
      {"text", "VARCHAR", "Nullable(String)", "string"},
      {"integer", "BIGINT", "Nullable(Int64)", "long"},
      {"number", "DOUBLE", "Nullable(Float64)", "double"},
      {"day", "DATE", "Nullable(Date)", "date"},
      {"moment", "TIMESTAMP", "Nullable(DateTime('UTC'))", "timestamp"},
      {"texts", "VARCHAR[]", "Array(String)", "string"},
  }};
  return kNames[static_cast<std::size_t>(type)];
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string text_or_empty(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text == nullptr ? std::string() : *text;
}

std::string path_of(const DescribedView& view) {
  return view.name + (view.by_month ? "/*/part.ndjson.zst" : "/part.ndjson.zst");
}

std::string duckdb(const DescribedView& view) {
  std::string columns;
  for (const auto& column : view.columns)
    columns += fmt::format("{}'{}': '{}'", columns.empty() ? "" : ", ", column.name, names_of(column.type).duckdb);
  const auto* month = view.by_month ? ", hive_partitioning = true, hive_types = {'month': VARCHAR}" : "";
  return fmt::format("SELECT * FROM read_json('{}', format = 'newline_delimited', columns = {{{}}}{})", path_of(view),
                     columns, month);
}

std::string clickhouse(const DescribedView& view) {
  std::string columns;
  for (const auto& column : view.columns)
    columns += fmt::format("{}{} {}", columns.empty() ? "" : ", ", column.name, names_of(column.type).clickhouse);
  std::string quoted;
  for (const char c : columns) quoted += c == '\'' ? std::string("\\'") : std::string(1, c);
  return fmt::format("SELECT * FROM file('{}', 'JSONEachRow', '{}')", path_of(view), quoted);
}

// What StructType.fromJson takes.
Json spark(const DescribedView& view) {
  Json fields = Json::array();
  for (const auto& column : view.columns) {
    Json type = names_of(column.type).spark;
    if (column.type == ColumnType::Texts) type = {{"type", "array"}, {"elementType", "string"}, {"containsNull", true}};
    fields.push_back({{"name", column.name}, {"type", type}, {"nullable", true}, {"metadata", Json::object()}});
  }
  return {{"type", "struct"}, {"fields", fields}};
}

}  // namespace

ColumnType column_type(std::string_view unit, std::string_view example) {
  constexpr std::array<std::string_view, 7> kWords{
      "text", "word", "URL", "hash", "month", "arXiv category", "arXiv category, or all"};
  if (unit == "day") return ColumnType::Day;
  if (unit == "moment" || unit == "time") return ColumnType::Moment;
  if (unit == "JSON array") return ColumnType::Texts;
  if (std::ranges::find(kWords, unit) != kWords.end()) return ColumnType::Text;
  if (all_digits(example)) return ColumnType::Integer;
  return unit == "identifier" ? ColumnType::Text : ColumnType::Number;
}

Result<std::vector<DescribedView>> described_views(const Table& documentation,
                                                   const std::vector<store::ExportedView>& views) {
  std::vector<DescribedView> described;
  for (const auto& view : views) {
    DescribedView found{.name = view.name, .by_month = view.by_month};
    for (const Row& row : documentation.rows) {
      if (text_or_empty(row.at(0)) != view.name) continue;
      const std::string column = text_or_empty(row.at(1)), meaning = text_or_empty(row.at(2)),
                        unit = text_or_empty(row.at(3));
      if (column.empty())
        found.meaning = meaning;
      else
        found.columns.push_back({column, meaning, unit, column_type(unit, text_or_empty(row.at(4)))});
    }
    if (found.columns.empty())
      return fail(
          ErrorKind::Config,
          fmt::format("the database was made before there was a view {}; `bandwagon analyze` brings it up to date",
                      view.name));
    described.push_back(std::move(found));
  }
  return described;
}

std::string schema_json(const std::vector<DescribedView>& views) {
  Json all = Json::object();
  for (const auto& view : views) {
    Json columns = Json::array();
    for (const auto& column : view.columns)
      columns.push_back({{"name", column.name},
                         {"type", names_of(column.type).name},
                         {"unit", column.unit},
                         {"meaning", column.meaning}});
    Json one{{"meaning", view.meaning}, {"files", path_of(view)}};
    if (view.by_month) one["month"] = "in the name of the folder";
    one["columns"] = columns;
    one["duckdb"] = duckdb(view);
    one["clickhouse"] = clickhouse(view);
    one["spark"] = spark(view);
    all[view.name] = one;
  }
  return all.dump(1) + "\n";
}

std::string export_readme(const std::vector<DescribedView>& views) {
  std::string text =
      R"(# An export of bandwagon

Every public view of the database as JSON lines, packed by Zstandard. A view is one file, `VIEW/part.ndjson.zst`, or one
for each month, `VIEW/month=2025-01/part.ndjson.zst` (Hive style; the month is that of the paper's announcement or of the
week's Monday). Days are `YYYY-MM-DD`, moments `YYYY-MM-DD hh:mm:ss` UTC, lists JSON arrays; what is not decided is null.

`schema.json` has of each view its columns with type, unit and meaning, and three ways to read it:

- `duckdb`, `clickhouse`: a query that runs where this folder is the current one (ClickHouse: `clickhouse-local`);
- `spark`: the schema for `spark.read.schema(StructType.fromJson(...)).json("VIEW")`.

`manifest.json` has size and hash of each file. Files change by being replaced whole; a file that is not named there is none
of this export. What changes every night is small: months that are past keep their files as long as nothing in them changes.

| view | files | what it holds |
|---|---|---|
)";
  for (const auto& view : views) text += fmt::format("| {} | `{}` | {} |\n", view.name, path_of(view), view.meaning);
  return text +
         "\nPaper metadata is arXiv's, under CC0. Thank you to arXiv for use of its open access interoperability.\n";
}

}  // namespace bandwagon::answer

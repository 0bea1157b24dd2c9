#include "daemon/render/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <type_traits>
#include <utility>

#include "daemon/render/escape.hpp"
#include "daemon/render/table.hpp"

namespace bandwagon::render {
namespace {

using Json = nlohmann::ordered_json;

// The columns of the public views that hold a JSON array.
constexpr std::array<std::string_view, 4> kLists{"authors", "categories", "arxiv_ids", "aliases"};

Json json_value(const std::string& column, const Cell& cell) {
  return std::visit(
      [&](const auto& value) -> Json {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          return nullptr;
        } else if constexpr (std::is_same_v<T, std::string>) {
          if (std::find(kLists.begin(), kLists.end(), column) != kLists.end()) {
            Json list = Json::parse(value, nullptr, false);
            if (list.is_array()) return list;
          }
          if (column == "evidence") {  // of an alert an object, of a found release a list, of a role a phrase
            Json evidence = Json::parse(value, nullptr, false);
            if (evidence.is_structured()) return evidence;
          }
          return value;
        } else {
          return value;
        }
      },
      cell);
}

Json object_of(const std::vector<std::string>& columns, const Row& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < columns.size(); ++i) object[columns[i]] = json_value(columns[i], row[i]);
  return object;
}

std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A query may give two columns one name, and a reader of JSON keeps the last alone: state, state:1, as SQLite's shell.
std::vector<std::string> told_apart(std::vector<std::string> names) {
  std::map<std::string, int> met;
  for (auto& name : names)
    if (const int before = met[name]++; before > 0) name += fmt::format(":{}", before);
  return names;
}

class JsonWriter final : public RowWriter {
 public:
  explicit JsonWriter(std::ostream& out) : out_(out) {}
  void columns(const std::vector<std::string>& names) override {
    names_ = told_apart(names);
    out_ << "[";
  }
  void row(const Row& cells) override { out_ << std::exchange(separator_, ",\n") << json_object(names_, cells); }
  void finish() override { out_ << (separator_ == "\n" ? "]\n" : "\n]\n"); }

 private:
  std::ostream& out_;
  std::vector<std::string> names_;
  std::string_view separator_ = "\n";
};

class JsonLinesWriter final : public RowWriter {
 public:
  explicit JsonLinesWriter(std::ostream& out) : out_(out) {}
  void columns(const std::vector<std::string>& names) override { names_ = told_apart(names); }
  void row(const Row& cells) override { out_ << json_object(names_, cells) << '\n'; }
  void finish() override {}

 private:
  std::ostream& out_;
  std::vector<std::string> names_;
};

std::string csv_field(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    if (!text->empty() && text->find_first_of(",\"\r\n") == std::string::npos && text->front() != ' ' &&
        text->back() != ' ')
      return *text;
    std::string quoted = "\"";
    for (const char c : *text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
  }
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *whole);
  if (const auto* number = std::get_if<double>(&cell)) return fmt::format("{}", *number);
  return {};
}

std::string tsv_field(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  if (text == nullptr) return csv_field(cell);
  std::string escaped;
  for (const char c : *text) {
    switch (c) {
      case '\t':
        escaped += "\\t";
        break;
      case '\n':
        escaped += "\\n";
        break;
      case '\r':
        escaped += "\\r";
        break;
      case '\\':
        escaped += "\\\\";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

// csv and tsv: fields joined by a separator.
class SeparatedWriter final : public RowWriter {
 public:
  struct Dialect {
    std::string_view separator, end_of_line;
    std::string (*field)(const Cell&);
  };
  SeparatedWriter(std::ostream& out, Dialect dialect) : out_(out), dialect_(dialect) {}
  void columns(const std::vector<std::string>& names) override { row(Row(names.begin(), names.end())); }
  void row(const Row& cells) override {
    for (std::size_t i = 0; i < cells.size(); ++i)
      out_ << (i == 0 ? "" : dialect_.separator) << dialect_.field(cells[i]);
    out_ << dialect_.end_of_line;
  }
  void finish() override {}

 private:
  std::ostream& out_;
  Dialect dialect_;
};

}  // namespace

std::optional<Format> format_named(std::string_view name) {
  if (name == "table") return Format::Table;
  if (name == "csv") return Format::Csv;
  if (name == "tsv") return Format::Tsv;
  if (name == "json") return Format::Json;
  if (name == "jsonl") return Format::JsonLines;
  return std::nullopt;
}

std::string json_object(const std::vector<std::string>& columns, const Row& row) {
  std::string text = "{";
  for (std::size_t i = 0; i < columns.size(); ++i)
    text += (i == 0 ? "" : ",") + one_line(columns[i]) + ':' + one_line(json_value(columns[i], row[i]));
  return text + '}';
}

std::unique_ptr<RowWriter> row_writer(Format format, std::ostream& out, const Screen& screen) {
  switch (format) {
    case Format::Csv:
      return std::make_unique<SeparatedWriter>(out, SeparatedWriter::Dialect{",", "\r\n", csv_field});
    case Format::Tsv:
      return std::make_unique<SeparatedWriter>(out, SeparatedWriter::Dialect{"\t", "\n", tsv_field});
    case Format::Json:
      return std::make_unique<JsonWriter>(out);
    case Format::JsonLines:
      return std::make_unique<JsonLinesWriter>(out);
    case Format::Table:
      break;
  }
  return table_writer(out, screen);
}

void write_page(const Page& page, Format format, std::ostream& out, const Screen& screen) {
  if (format == Format::Table) {
    for (const auto& row : page.record.rows) write_record(page.record.columns, row, out, screen);
    for (const Section& section : page.sections) {
      if (section.table.rows.empty()) continue;
      out << '\n' << painted(section.title, screen) << '\n';
      const auto writer = table_writer(out, screen);
      writer->columns(section.table.columns);
      for (const Row& row : section.table.rows) writer->row(row);
      writer->finish();
    }
    return;
  }
  if (format == Format::Csv || format == Format::Tsv) {
    const auto writer = row_writer(format, out, screen);
    writer->columns(page.record.columns);
    for (const Row& row : page.record.rows) writer->row(row);
    writer->finish();
    return;
  }
  Json whole = object_of(page.record.columns, page.record.rows.at(0));
  for (const Section& section : page.sections) {
    Json rows = Json::array();
    for (const Row& row : section.table.rows) rows.push_back(object_of(section.table.columns, row));
    whole[section.name] = std::move(rows);
  }
  out << (format == Format::Json ? "[\n" : "") << one_line(whole) << (format == Format::Json ? "\n]\n" : "\n");
}

}  // namespace bandwagon::render

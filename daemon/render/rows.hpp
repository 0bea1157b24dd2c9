#pragma once
// Rows of a result in the five formats of the reading commands. Pure but for the stream that is handed in.
#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/util/cell.hpp"

namespace bandwagon::render {

// table  aligned columns for people; control characters are taken out
// csv    RFC 4180, header line, CRLF; NULL is empty, empty text is ""
// tsv    header line; tab, line feed, carriage return and backslash inside a value are written \t \n \r and two
// backslashes json   one array of objects; lists kept as JSON in the database become arrays; NULL is null jsonl  one
// object a line
enum class Format { Table, Csv, Tsv, Json, JsonLines };

std::optional<Format> format_named(std::string_view name);

// What the reader sits at.
enum class Colour { Never, Always };
struct Screen {
  std::optional<std::size_t> columns;  // width of the terminal; absent: no terminal, nothing is cut
  Colour colour = Colour::Never;
};

// Writes rows as they come. Begin with columns(), end with finish(). Memory is bounded: the table format looks at the
// first 1,000 rows to find the widths, the others keep nothing.
class RowWriter {
 public:
  virtual ~RowWriter() = default;
  virtual void columns(const std::vector<std::string>& names) = 0;
  virtual void row(const Row& cells) = 0;
  virtual void finish() = 0;
};
std::unique_ptr<RowWriter> row_writer(Format format, std::ostream& out, const Screen& screen);

// One thing, whole: its own record and what belongs to it.
struct Section {
  std::string name;   // key in JSON: "first_followers"
  std::string title;  // for people: "First followers"
  Table table;
};
struct Page {
  Table record;  // one row
  std::vector<Section> sections;
};

// table: the record as name and value, then each section that has rows. json and jsonl: the record as an object in
// which each section is an array of objects (json: in an array of one). csv and tsv: the record only.
void write_page(const Page& page, Format format, std::ostream& out, const Screen& screen);

// A cell as text for people: numbers in at most six digits, NULL empty, control characters taken out.
std::string shown(const Cell& cell);

// One row as a JSON object on one line.
std::string json_object(const std::vector<std::string>& columns, const Row& row);

}  // namespace bandwagon::render

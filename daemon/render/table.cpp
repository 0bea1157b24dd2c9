#include "daemon/render/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <ostream>
#include <utility>

#include "daemon/render/escape.hpp"

namespace bandwagon::render {
namespace {

constexpr std::size_t kRowsLookedAt = 1000;  // for the widths; later rows are cut on a terminal, or stick out elsewhere
constexpr std::size_t kLongestName = 24;     // an identifier, a day or a word up to this is never cut, nor is a number
constexpr std::size_t kNarrowestText = 12;   // other text gives way down to this
constexpr std::size_t kColumnGap = 2;

bool is_number(const Cell& cell) {
  return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<double>(cell);
}

class TableWriter final : public RowWriter {
 public:
  TableWriter(std::ostream& out, const Screen& screen) : out_(out), screen_(screen) {}

  void columns(const std::vector<std::string>& names) override {
    for (const auto& name : names) names_.push_back(plain(name));
  }
  void row(const Row& cells) override {
    if (widths_.empty()) {
      waiting_.push_back(cells);
      if (waiting_.size() == kRowsLookedAt) begin();
    } else {
      print(cells);
    }
  }
  void finish() override {
    if (widths_.empty()) begin();
    out_ << std::flush;
  }

 private:
  void begin() {
    numeric_.assign(names_.size(), 0);
    gives_way_.assign(names_.size(), 0);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      std::size_t widest = display_width(names_[i]);
      for (const Row& row : waiting_) {
        const std::string text = shown(row[i]);
        widest = std::max(widest, display_width(text));
        if (is_number(row[i]))
          numeric_[i] = 1;
        else if (text.find(' ') != std::string::npos || display_width(text) > kLongestName)
          gives_way_[i] = 1;
      }
      widths_.push_back(widest);
    }
    if (screen_.columns) shrink(*screen_.columns);
    as_records_ = screen_.columns && !waiting_.empty() && width() > *screen_.columns;
    if (!as_records_) print_head();
    for (const Row& row : waiting_) print(row);
    waiting_.clear();
  }

  std::size_t width() const {
    return std::accumulate(widths_.begin(), widths_.end(), kColumnGap * (widths_.size() - 1));
  }

  // Takes one column after another from the widest text until the row fits.
  void shrink(std::size_t room) {
    while (width() > room) {
      std::size_t widest = widths_.size();
      for (std::size_t i = 0; i < widths_.size(); ++i)
        if (gives_way_[i] != 0 && widths_[i] > kNarrowestText &&
            (widest == widths_.size() || widths_[i] > widths_[widest]))
          widest = i;
      if (widest == widths_.size()) return;
      --widths_[widest];
    }
  }

  void print_head() {
    std::string head, rule;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (i != 0) head += std::string(kColumnGap, ' '), rule += std::string(kColumnGap, ' ');
      head += aligned(names_[i], i);
      for (std::size_t column = 0; column < widths_[i]; ++column) rule += "─";
    }
    out_ << painted(without_trailing_blanks(head), screen_) << '\n' << rule << '\n';
  }

  void print(const Row& cells) {
    if (as_records_) {
      if (std::exchange(printed_, true)) out_ << '\n';
      return write_record(names_, cells, out_, screen_);
    }
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i != 0) line += std::string(kColumnGap, ' ');
      line += aligned(shown(cells[i]), i);
    }
    out_ << without_trailing_blanks(line) << '\n';
  }

  std::string aligned(const std::string& text, std::size_t column) const {
    const std::string kept = screen_.columns ? clipped(text, widths_[column]) : text;
    const std::size_t used = display_width(kept);
    const std::string blanks(widths_[column] > used ? widths_[column] - used : 0, ' ');
    return numeric_[column] != 0 ? blanks + kept : kept + blanks;
  }

  static std::string without_trailing_blanks(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
  }

  std::ostream& out_;
  Screen screen_;
  std::vector<std::string> names_;
  std::vector<std::size_t> widths_;
  std::vector<char> numeric_, gives_way_;
  bool as_records_ = false, printed_ = false;
  std::vector<Row> waiting_;
};

}  // namespace

std::unique_ptr<RowWriter> table_writer(std::ostream& out, const Screen& screen) {
  return std::make_unique<TableWriter>(out, screen);
}

void write_record(const std::vector<std::string>& columns, const Row& row, std::ostream& out, const Screen& screen) {
  std::size_t widest = 0;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!std::holds_alternative<std::monostate>(row.at(i))) widest = std::max(widest, display_width(columns[i]));
  constexpr std::size_t kReadable = 100;  // columns of text that the eye follows without losing the line
  const std::size_t room = std::min(screen.columns.value_or(kReadable), kReadable);
  const std::size_t text = room > widest + 22 ? room - widest - 2 : 20;
  const std::string indent(widest + 2, ' ');
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (std::holds_alternative<std::monostate>(row[i])) continue;
    out << painted(fmt::format("{:<{}}", columns[i], widest), screen) << "  " << wrapped(shown(row[i]), text, indent)
        << '\n';
  }
}

std::string painted(std::string text, const Screen& screen) {
  return screen.colour == Colour::Always ? "\x1b[1m" + std::move(text) + "\x1b[0m" : text;
}

std::string shown(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *whole);
  if (const auto* number = std::get_if<double>(&cell)) return fmt::format("{:.6g}", *number);
  if (const auto* text = std::get_if<std::string>(&cell)) return plain(*text);
  return {};
}

}  // namespace bandwagon::render

#include "daemon/render/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <ostream>

#include "daemon/render/escape.hpp"

namespace bandwagon::render {
namespace {

constexpr std::size_t kRowsLookedAt = 1000;  // for the widths; later rows are cut on a terminal, or stick out elsewhere
constexpr std::size_t kNarrowestColumn = 8;  // a column gives way down to this
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
    for (std::size_t i = 0; i < names_.size(); ++i) {
      std::size_t widest = display_width(names_[i]);
      for (const Row& row : waiting_) {
        widest = std::max(widest, display_width(shown(row[i])));
        if (is_number(row[i])) numeric_[i] = 1;
      }
      widths_.push_back(widest);
    }
    if (screen_.columns) shrink(*screen_.columns);
    print_head();
    for (const Row& row : waiting_) print(row);
    waiting_.clear();
  }

  // Takes one column after another from the widest until the row fits.
  void shrink(std::size_t room) {
    const auto total = [&] {
      return std::accumulate(widths_.begin(), widths_.end(), kColumnGap * (widths_.size() - 1));
    };
    while (total() > room) {
      const auto widest = std::max_element(widths_.begin(), widths_.end());
      if (*widest <= kNarrowestColumn) return;
      --*widest;
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
  std::vector<char> numeric_;
  std::vector<Row> waiting_;
};

}  // namespace

std::unique_ptr<RowWriter> table_writer(std::ostream& out, const Screen& screen) {
  return std::make_unique<TableWriter>(out, screen);
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

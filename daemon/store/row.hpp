#pragma once
// Private to daemon/store: what all its statements share. What throws Damaged must not stand inside a braced
// initialiser: g++ 12 then destroys members that were never made.
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/model/paper_id.hpp"

namespace bandwagon::store {

std::string json_list(const std::vector<std::string>& texts);     // ["a","b"]
std::string json_list(std::span<const std::int64_t> keys);        // [1,2]
std::vector<std::string> parse_json_list(std::string_view json);  // throws Damaged
model::PaperId parse_stored_id(const std::string& text);          // throws Damaged

// Until the row is left.
inline std::string_view to_text(const SQLite::Column& column) {
  const char* const text = column.getText();  // before its length is asked for
  return {text, static_cast<std::size_t>(column.getBytes())};
}
inline model::Day to_day(const SQLite::Column& column) {
  return {column.getInt()};
}
inline std::optional<model::Day> to_optional_day(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(to_day(column));
}
inline std::optional<double> to_optional_double(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

// Binds the values to ?1, ?2 … in order. Texts must live until the statement has run; absent values are NULL.
class Binder {
 public:
  explicit Binder(SQLite::Statement& statement) : statement_(statement) {}
  Binder& operator<<(std::int64_t value) { return statement_.bind(++index_, value), *this; }
  Binder& operator<<(int value) { return statement_.bind(++index_, value), *this; }
  Binder& operator<<(double value) { return statement_.bind(++index_, value), *this; }
  Binder& operator<<(const char* text) { return statement_.bind(++index_, text), *this; }
  Binder& operator<<(const std::string& text) { return statement_.bindNoCopy(++index_, text), *this; }
  Binder& operator<<(model::Day day) { return *this << day.value; }
  template <class T>
  Binder& operator<<(const std::optional<T>& value) {
    if (value) return *this << *value;
    return statement_.bind(++index_), *this;
  }

 private:
  SQLite::Statement& statement_;
  int index_ = 0;
};

inline std::optional<std::int64_t> to_optional_moment(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getInt64());
}

// Runs a statement that returns no rows and makes it ready for the next values.
template <class... Values>
int run(SQLite::Statement& statement, const Values&... values) {
  Binder binder(statement);
  (binder << ... << values);
  const int changed = statement.exec();
  statement.reset();
  return changed;
}

}  // namespace bandwagon::store

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "config/record.hpp"

namespace bandwagon::config {
namespace {

using nlohmann::json;

// Hands the parser one byte at a time and counts them, because nlohmann's events do not say where they happened. The
// parser keeps copies of the iterator, so the count lives outside.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* count) : at_(at), count_(count) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() { return ++at_, ++*count_, *this; }
  CountingIterator operator++(int) {
    auto before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  std::size_t* count_;
};

// Builds records from events: the outer array is level 1, an entry level 2, a list in an entry level 3.
class Records : public nlohmann::json_sax<json> {
 public:
  Records(std::string_view text, const std::size_t& consumed, Problems& problems)
      : text_(text), consumed_(consumed), problems_(problems) {}

  std::vector<Record> take() { return std::move(records_); }

  bool null() override { return value({.shape = Field::Shape::Null}); }
  bool boolean(bool) override { return value({}); }
  bool number_integer(number_integer_t) override { return value({}); }
  bool number_unsigned(number_unsigned_t) override { return value({}); }
  bool number_float(number_float_t, const string_t&) override { return value({}); }
  bool binary(binary_t&) override { return value({}); }
  bool string(string_t& text) override {
    if (level_ == kList && list_ && list_->shape == Field::Shape::Texts) {
      list_->texts.push_back(text);
      return true;
    }
    return value({.shape = Field::Shape::Text, .text = text});
  }

  bool start_object(std::size_t) override {
    if (level_ == kOutside) return refuse_outside();
    if (level_ == kArray) {
      records_.push_back({.place = place(consumed_ - 1)});
    } else {
      value({});
      list_ = nullptr;
    }
    ++level_;
    return true;
  }
  bool end_object() override { return --level_, true; }

  bool start_array(std::size_t) override {
    if (level_ == kArray) return refuse_entry();
    if (level_ == kEntry) {
      list_ = put({.shape = Field::Shape::Texts});
    } else if (level_ > kEntry) {
      value({});
    }
    ++level_;
    return true;
  }
  bool end_array() override { return --level_, true; }

  bool key(string_t& name) override {
    if (level_ == kEntry) {
      key_ = name;
      const auto closing = consumed_ - 1;
      const auto opening = closing == 0 ? std::string_view::npos : text_.rfind('"', closing - 1);
      key_place_ = place(opening == std::string_view::npos ? closing : opening);
    }
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    std::string_view message =
        error.what();  // "[json.exception.parse_error.101] parse error at line 1, column 2: WHAT"
    if (const auto at = message.find("column "); at != std::string_view::npos)
      if (const auto colon = message.find(": ", at); colon != std::string_view::npos) message.remove_prefix(colon + 2);
    if (const auto last = message.rfind("; last read: "); last != std::string_view::npos)
      message = message.substr(0, last);
    problems_.add(place(position == 0 ? 0 : position - 1), fmt::format("this JSON is broken: {}", message));
    return false;
  }

 private:
  enum Level { kOutside, kArray, kEntry, kList };

  bool refuse_outside() {
    problems_.add(place(consumed_ - 1), "a catalogue in JSON is an array of objects: [{…}, …]");
    return false;
  }
  bool refuse_entry() {
    problems_.add(place(consumed_ - 1), "every entry of the array must be an object: {…}");
    return false;
  }

  Field* put(Field field) {
    field.place = key_place_;
    const auto [at, fresh] = records_.back().fields.emplace(key_, std::move(field));
    if (!fresh) problems_.add(key_place_, fmt::format("key {} is given twice", in_quotes(key_)));
    return &at->second;
  }

  // Any value but a list or an entry.
  bool value(Field field) {
    if (level_ == kOutside) return refuse_outside();
    if (level_ == kArray) return refuse_entry();
    if (level_ == kEntry) put(std::move(field));
    if (level_ == kList && list_) list_->shape = Field::Shape::Other;
    return true;
  }

  // Walks on from the last place asked for, so that a whole file costs one walk.
  Place place(std::size_t offset) {
    if (offset < walked_) walked_ = 0, walked_place_ = {};
    for (; walked_ < std::min(offset, text_.size()); ++walked_) {
      const auto byte = static_cast<unsigned char>(text_[walked_]);
      if (byte == '\n') {
        walked_place_ = {.line = walked_place_.line + 1, .column = 1};
      } else if ((byte & 0xc0) != 0x80) {  // the first byte of a character
        ++walked_place_.column;
      }
    }
    return walked_place_;
  }

  std::string_view text_;
  const std::size_t& consumed_;
  Problems& problems_;
  std::vector<Record> records_;
  std::size_t level_ = kOutside;
  std::string key_;
  Place key_place_;
  Field* list_ = nullptr;  // the list being read; stays valid, a map does not move its fields
  std::size_t walked_ = 0;
  Place walked_place_;
};

}  // namespace

std::vector<Record> read_json_records(std::string_view text, Problems& problems) {
  std::size_t consumed = 0;
  Records records(text, consumed, problems);
  const CountingIterator begin(text.data(), &consumed), end(text.data() + text.size(), &consumed);
  json::sax_parse(begin, end, &records);
  return records.take();
}

}  // namespace bandwagon::config

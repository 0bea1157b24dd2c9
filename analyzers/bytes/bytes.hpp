#pragma once
// Numbers and texts as few bytes, and back, on any kind of machine.
#include <cstdint>
#include <string>
#include <string_view>

namespace bandwagon::bytes {

inline constexpr unsigned kMore = 0x80;  // from here on a byte of a number says that more follow

class Writer {
 public:
  void number(std::uint64_t value);  // one byte below 128, at most ten
  void hash(std::uint64_t value);    // eight bytes
  void text(std::string_view text);
  void raw(std::string_view bytes) { bytes_ += bytes; }

  // All that was written, with a checksum in front.
  std::string sealed() const;

 private:
  std::string bytes_;
};

// Reads in the order of writing. Behind the end, or where the seal is broken, everything is zero or empty and failed()
// says so. The bytes must outlive the reader.
class Reader {
 public:
  explicit Reader(std::string_view sealed);

  std::uint64_t number() {
    if (bytes_.empty() || static_cast<unsigned char>(bytes_.front()) >= kMore) return long_number();
    const auto value = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return value;
  }
  std::uint64_t hash();
  std::string_view text() { return raw(number()); }
  std::string_view raw(std::uint64_t bytes);

  std::size_t left() const { return bytes_.size(); }
  bool failed() const { return failed_; }
  void fail() { failed_ = true, bytes_ = {}; }

 private:
  std::uint64_t long_number();

  std::string_view bytes_;
  bool failed_ = false;
};

}  // namespace bandwagon::bytes

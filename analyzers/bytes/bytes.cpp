#include "analyzers/bytes/bytes.hpp"

#include <xxhash.h>

namespace bandwagon::bytes {
namespace {

constexpr unsigned kBitsOfNumber = 7;  // in a byte

void append_hash(std::string& bytes, std::uint64_t value) {
  for (int byte = 0; byte < 8; ++byte) bytes += static_cast<char>(value >> (8 * byte) & 0xFF);
}

}  // namespace

void Writer::number(std::uint64_t value) {
  for (; value >= kMore; value >>= kBitsOfNumber) bytes_ += static_cast<char>(value | kMore);
  bytes_ += static_cast<char>(value);
}

void Writer::hash(std::uint64_t value) {
  append_hash(bytes_, value);
}

void Writer::text(std::string_view text) {
  number(text.size());
  bytes_ += text;
}

std::string Writer::sealed() const {
  std::string sealed;
  sealed.reserve(sizeof(std::uint64_t) + bytes_.size());
  append_hash(sealed, XXH3_64bits(bytes_.data(), bytes_.size()));
  return sealed += bytes_;
}

Reader::Reader(std::string_view sealed) : bytes_(sealed) {
  const std::uint64_t seal = hash();
  if (seal != XXH3_64bits(bytes_.data(), bytes_.size())) fail();
}

std::uint64_t Reader::long_number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += kBitsOfNumber) {
    if (bytes_.empty()) break;
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    value |= std::uint64_t{byte & (kMore - 1)} << shift;
    if (byte < kMore) return value;
  }
  fail();
  return 0;
}

std::uint64_t Reader::hash() {
  const std::string_view eight = raw(sizeof(std::uint64_t));
  std::uint64_t value = 0;
  for (std::size_t byte = 0; byte < eight.size(); ++byte)
    value |= std::uint64_t{static_cast<unsigned char>(eight[byte])} << (8 * byte);
  return value;
}

std::string_view Reader::raw(std::uint64_t bytes) {
  if (bytes > bytes_.size()) {
    fail();
    return {};
  }
  const std::string_view read = bytes_.substr(0, bytes);
  bytes_.remove_prefix(bytes);
  return read;
}

}  // namespace bandwagon::bytes

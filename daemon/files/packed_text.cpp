#include "daemon/files/packed_text.hpp"

#include <fmt/format.h>
#include <xxhash.h>
#include <zstd.h>

#include <new>

namespace bandwagon::files {

std::string pack(std::string_view text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), ZSTD_defaultCLevel());
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // the bound leaves no other reason
  packed.resize(size);
  packed.shrink_to_fit();
  return packed;
}

Result<std::string> unpack(std::string_view packed, std::size_t max_bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > max_bytes)
    return fail(ErrorKind::Parse, "not a text packed with Zstandard, or too large");
  std::string text(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != text.size())
    return fail(ErrorKind::Parse, fmt::format("damaged Zstandard text of {} bytes", packed.size()));
  return text;
}

std::string content_hash(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace bandwagon::files

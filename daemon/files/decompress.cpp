#include "daemon/files/decompress.hpp"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace bandwagon::files {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kPackedBytes = 256 * 1024;
constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib's manual, inflateInit2
constexpr auto kGzipMagic = "\x1f\x8b"sv;
constexpr auto kZstdMagic = "\x28\xb5\x2f\xfd"sv;
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kForeign{
    {{"PK\x03\x04"sv, "zip archive (`unzip -p FILE | bandwagon import -`)"},
     {"\xfd"
      "7zXZ\0"sv,
      "xz file (`xz -dc FILE | bandwagon import -`)"},
     {"BZh"sv, "bzip2 file (`bzip2 -dc FILE | bandwagon import -`)"}}};

Error ends_early(const InputFile& file, std::string_view format) {
  return {ErrorKind::Failed, fmt::format("{}: the {} file ends early, after {} bytes; it was not copied or downloaded completely",
                                         file.path(), format, file.bytes_read())};
}

Error damaged(const InputFile& file, std::string_view format, std::string_view cause) {
  return {ErrorKind::Failed, fmt::format("{}: the {} file is damaged near byte {}: {}; get it anew", file.path(), format,
                                         file.bytes_read(), cause)};
}

}  // namespace

struct Decompressor::Gzip {
  z_stream stream{};
  bool between_members = true;  // at the beginning, or after a complete member

  Gzip() { usable = inflateInit2(&stream, kGzipOnly) == Z_OK; }
  ~Gzip() { inflateEnd(&stream); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  bool usable = false;
};

struct Decompressor::Zstd {
  std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream{ZSTD_createDStream(), ZSTD_freeDStream};
  std::size_t hint = 0;  // what ZSTD_decompressStream said last; 0: a frame is complete
};

Decompressor::Decompressor(InputFile file) : file_(std::move(file)) {}
Decompressor::Decompressor(Decompressor&&) noexcept = default;
Decompressor& Decompressor::operator=(Decompressor&&) noexcept = default;
Decompressor::~Decompressor() = default;

Result<Decompressor> Decompressor::open(InputFile file) {
  Decompressor opened(std::move(file));
  while (opened.packed_.size() < kZstdMagic.size()) {  // a pipe may deliver byte by byte
    const std::size_t before = opened.packed_.size();
    opened.packed_.resize(kPackedBytes);
    const auto got = opened.file_.read(std::span(opened.packed_).subspan(before));
    opened.packed_.resize(before + got.value_or(0));
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) break;
  }
  const std::string_view head(opened.packed_.data(), opened.packed_.size());
  for (const auto& [magic, name] : kForeign)
    if (head.starts_with(magic))
      return fail(ErrorKind::Failed, fmt::format("{}: this is a {}, which has to be unpacked first", opened.file_.path(), name));
  if (head.starts_with(kGzipMagic)) opened.gzip_ = std::make_unique<Gzip>();
  if (head.starts_with(kZstdMagic)) opened.zstd_ = std::make_unique<Zstd>();
  if ((opened.gzip_ && !opened.gzip_->usable) || (opened.zstd_ && !opened.zstd_->stream))
    return fail(ErrorKind::Failed, fmt::format("{}: there is not enough memory to unpack this file", opened.file_.path()));
  return opened;
}

Result<void> Decompressor::refill() {
  if (next_ < packed_.size()) return {};
  packed_.resize(kPackedBytes);
  const auto got = file_.read(packed_);
  packed_.resize(got.value_or(0));
  next_ = 0;
  if (!got) return tl::unexpected(got.error());
  return {};
}

Result<std::size_t> Decompressor::read(std::span<char> buffer) {
  if (failure_) return tl::unexpected(*failure_);
  if (gzip_) return read_gzip(buffer);
  if (zstd_) return read_zstd(buffer);
  return read_plain(buffer);
}

Result<std::size_t> Decompressor::read_plain(std::span<char> buffer) {
  if (const auto filled = refill(); !filled) return tl::unexpected(filled.error());
  const std::size_t length = std::min(buffer.size(), packed_.size() - next_);
  std::copy_n(packed_.begin() + static_cast<std::ptrdiff_t>(next_), length, buffer.begin());
  next_ += length;
  return length;
}

Result<std::size_t> Decompressor::read_gzip(std::span<char> buffer) {
  auto& stream = gzip_->stream;
  stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
  stream.avail_out = static_cast<uInt>(buffer.size());
  const auto unpacked = [&] { return buffer.size() - stream.avail_out; };
  while (unpacked() == 0) {
    if (const auto filled = refill(); !filled) return tl::unexpected(filled.error());
    if (packed_.empty()) {
      if (gzip_->between_members) return 0;
      return tl::unexpected(ends_early(file_, "gzip"));
    }
    gzip_->between_members = false;
    stream.next_in = reinterpret_cast<Bytef*>(packed_.data() + next_);
    stream.avail_in = static_cast<uInt>(packed_.size() - next_);
    const int outcome = inflate(&stream, Z_NO_FLUSH);
    next_ = packed_.size() - stream.avail_in;
    if (outcome == Z_STREAM_END) {
      inflateReset(&stream);
      gzip_->between_members = true;
    } else if (outcome != Z_OK && outcome != Z_BUF_ERROR) {
      failure_ = damaged(file_, "gzip", stream.msg ? stream.msg : zError(outcome));
      if (unpacked() == 0) return tl::unexpected(*failure_);
    }
  }
  return unpacked();
}

Result<std::size_t> Decompressor::read_zstd(std::span<char> buffer) {
  ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
  while (out.pos == 0) {
    if (const auto filled = refill(); !filled) return tl::unexpected(filled.error());
    ZSTD_inBuffer in{packed_.data() + next_, packed_.size() - next_, 0};
    if (in.size == 0 && zstd_->hint == 0) return 0;
    const std::size_t outcome = ZSTD_decompressStream(zstd_->stream.get(), &out, &in);
    next_ += in.pos;
    if (ZSTD_isError(outcome) != 0) {
      failure_ = damaged(file_, "Zstandard", ZSTD_getErrorName(outcome));
      if (out.pos == 0) return tl::unexpected(*failure_);
      break;
    }
    if (in.size == 0 && out.pos == 0) return tl::unexpected(ends_early(file_, "Zstandard"));  // nothing left inside either
    zstd_->hint = outcome;
  }
  return out.pos;
}

}  // namespace bandwagon::files

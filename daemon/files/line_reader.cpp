#include "daemon/files/line_reader.hpp"

#include <algorithm>

namespace bandwagon::files {
namespace {

constexpr std::size_t kChunkBytes = 1024 * 1024;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

}  // namespace

Result<LineReader> LineReader::open(const std::string& path, const Params& params) {
  auto file = InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  auto content = Decompressor::open(*std::move(file));
  if (!content) return tl::unexpected(content.error());
  return LineReader(*std::move(content), params);
}

// Appends content to the unread rest of the chunk; false: the end.
Result<bool> LineReader::fetch() {
  chunk_.erase(chunk_.begin(), chunk_.begin() + static_cast<std::ptrdiff_t>(next_));
  searched_ -= next_;
  next_ = 0;
  const std::size_t before = chunk_.size();
  chunk_.resize(before + kChunkBytes);
  const auto got = content_.read(std::span(chunk_).subspan(before));
  chunk_.resize(before + got.value_or(0));
  if (!got) return tl::unexpected(got.error());
  if (at_start_ && std::string_view(chunk_.data(), chunk_.size()).starts_with(kByteOrderMark)) next_ = kByteOrderMark.size();
  at_start_ = false;
  searched_ = std::max(searched_, next_);
  return *got > 0;
}

Line LineReader::take(std::size_t length, std::size_t end_bytes) {
  Line line{.number = ++lines_read_, .text = {chunk_.data() + next_, length}, .too_long = skipping_ || length > params_.max_line_bytes};
  if (line.too_long) line.text = {};
  next_ += length + end_bytes;
  searched_ = next_;
  skipping_ = false;
  return line;
}

Result<std::optional<Line>> LineReader::next() {
  while (true) {
    const auto end = std::find(chunk_.begin() + static_cast<std::ptrdiff_t>(searched_), chunk_.end(), '\n');
    const auto length = static_cast<std::size_t>(end - chunk_.begin()) - next_;
    if (end != chunk_.end()) return take(length, 1);
    searched_ = chunk_.size();
    if (length > params_.max_line_bytes) {  // forget its beginning, so that memory stays bounded
      skipping_ = true;
      next_ = chunk_.size();
    }
    const auto more = fetch();
    if (!more) return tl::unexpected(more.error());
    if (*more) continue;
    if (chunk_.size() > next_ || skipping_) return take(chunk_.size() - next_, 0);  // a last line without an end
    return std::optional<Line>{};
  }
}

}  // namespace bandwagon::files

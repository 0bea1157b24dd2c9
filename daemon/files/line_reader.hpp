#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/files/decompress.hpp"

namespace bandwagon::files {

struct Line {
  std::int64_t number = 0;    // from 1
  std::string_view text;      // without its end; valid until the next call; empty if too long
  bool too_long = false;      // longer than Params::max_line_bytes
};

// Reads a text file line by line in bounded memory: plain, gzip or Zstandard, "-" for standard input. A line that is too long is
// skipped and reported, and reading goes on after it. A byte order mark is left out. Movable; one thread at a time.
class LineReader {
 public:
  struct Params {
    std::size_t max_line_bytes = 4 * 1024 * 1024;  // the longest records of arXiv (thousands of authors) are below 200 KiB
  };

  static Result<LineReader> open(const std::string& path, const Params& params);
  static Result<LineReader> open(const std::string& path) { return open(path, Params{}); }

  // The next line; nullopt: the end. Error: the file ends early or is damaged; all complete lines before that were delivered.
  Result<std::optional<Line>> next();

  std::int64_t lines_read() const { return lines_read_; }
  const InputFile& file() const { return content_.file(); }  // bytes read and in all, as they lie on disk

 private:
  LineReader(Decompressor content, const Params& params) : content_(std::move(content)), params_(params) {}
  Result<bool> fetch();
  Line take(std::size_t length, std::size_t end_bytes);

  Decompressor content_;
  Params params_;
  std::vector<char> chunk_;
  std::size_t next_ = 0;       // first byte of chunk_ not yet delivered
  std::size_t searched_ = 0;   // no line end before this byte of chunk_
  bool skipping_ = false;      // inside a line that is too long
  bool at_start_ = true;
  std::int64_t lines_read_ = 0;
};

}  // namespace bandwagon::files

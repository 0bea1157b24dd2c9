#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "daemon/util/result.hpp"

namespace bandwagon::files {

// The bytes of a file, or of standard input for the path "-", as they lie there. Movable; one thread at a time.
class InputFile {
 public:
  static Result<InputFile> open(const std::string& path);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&& other) noexcept;
  ~InputFile();

  // Fills `buffer` as far as the file goes; 0: the end. Error: the disk failed.
  Result<std::size_t> read(std::span<char> buffer);

  const std::string& path() const { return path_; }  // "standard input" for "-"
  std::uint64_t bytes_read() const { return bytes_read_; }
  std::optional<std::uint64_t> bytes_total() const { return bytes_total_; }  // nullopt: a pipe

 private:
  InputFile(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

  std::string path_;
  int descriptor_ = -1;
  std::uint64_t bytes_read_ = 0;
  std::optional<std::uint64_t> bytes_total_;
};

// Tells a regular file by its content: a hash of its first 64 KiB, and its size. Enough to tell snapshots apart without reading
// gigabytes, as these grow or begin differently; a file changed in its middle at the same size would be taken for the same.
// nullopt: a pipe or "-", which cannot be read twice.
Result<std::optional<std::string>> fingerprint(const std::string& path);

}  // namespace bandwagon::files

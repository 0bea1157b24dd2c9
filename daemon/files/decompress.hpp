#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "daemon/files/input_file.hpp"

namespace bandwagon::files {

// The content of a file, whether plain, gzip or Zstandard (one or several members or frames), told by its first bytes and not by
// its name. Movable; one thread at a time.
class Decompressor {
 public:
  // Error: the file cannot be read, or is packed in a way that this program does not know (zip, xz, bzip2).
  static Result<Decompressor> open(InputFile file);
  Decompressor(Decompressor&&) noexcept;
  Decompressor& operator=(Decompressor&&) noexcept;
  ~Decompressor();

  // Puts content into `buffer`; 0: the end. Error: the file ends early or is damaged; all content before that was delivered.
  Result<std::size_t> read(std::span<char> buffer);

  const InputFile& file() const { return file_; }

 private:
  struct Gzip;
  struct Zstd;

  explicit Decompressor(InputFile file);
  Result<void> refill();
  Result<std::size_t> read_plain(std::span<char> buffer);
  Result<std::size_t> read_gzip(std::span<char> buffer);
  Result<std::size_t> read_zstd(std::span<char> buffer);

  InputFile file_;
  std::vector<char> packed_;         // bytes of the file, not yet unpacked: [next_, packed_.size())
  std::size_t next_ = 0;
  std::optional<Error> failure_;     // found after content that had to be delivered first
  std::unique_ptr<Gzip> gzip_;       // at most one of the two is set
  std::unique_ptr<Zstd> zstd_;
};

}  // namespace bandwagon::files

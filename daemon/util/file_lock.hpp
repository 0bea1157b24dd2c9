#pragma once
#include <chrono>
#include <filesystem>
#include <stop_token>

#include "daemon/util/result.hpp"

namespace bandwagon::util {

// A lock between processes: one holder at a time of one file, which is made where absent and stays behind, empty. The
// system gives the lock back when its holder ends, however it ends. Movable; the destructor gives it back.
class FileLock {
 public:
  // Waits until the lock is free. Errors: Busy (not free within `patience`), Cancelled, Failed (the file cannot be
  // opened).
  static Result<FileLock> take(const std::filesystem::path& file, std::chrono::milliseconds patience,
                               std::stop_token stop);
  FileLock(FileLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  FileLock& operator=(FileLock&&) = delete;
  FileLock(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace bandwagon::util

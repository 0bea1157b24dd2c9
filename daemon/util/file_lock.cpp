#include "daemon/util/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <tuple>

namespace bandwagon::util {
namespace {

constexpr int kOwnersOnly = 0600;
constexpr std::chrono::milliseconds kLook{50};  // how often a lock that is held is tried again

void rest(std::chrono::milliseconds pause, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  wake.wait_for(lock, std::move(stop), pause, [] { return false; });
}

// Whoever may read the database must not hold its locks, and what root locks once the owner must be able to lock later.
void leave_to_owner(int descriptor, const std::filesystem::path& file) {
  struct stat folder {};
  if (::geteuid() == 0 && ::stat(file.has_parent_path() ? file.parent_path().c_str() : ".", &folder) == 0)
    std::ignore = ::fchown(descriptor, folder.st_uid, folder.st_gid);
  std::ignore = ::fchmod(descriptor, kOwnersOnly);
}

}  // namespace

Result<FileLock> FileLock::take(const std::filesystem::path& file, std::chrono::milliseconds patience,
                                std::stop_token stop) {
  FileLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kOwnersOnly));
  if (lock.descriptor_ < 0)
    return fail(ErrorKind::Failed, file.string() + ": cannot open this file to lock it: " + std::strerror(errno));
  leave_to_owner(lock.descriptor_, file);
  for (auto waited = std::chrono::milliseconds{0}; ::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0; waited += kLook) {
    if (errno != EWOULDBLOCK && errno != EINTR)
      return fail(ErrorKind::Failed, file.string() + ": cannot lock this file: " + std::strerror(errno));
    if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "cancelled");
    if (waited >= patience)
      return fail(ErrorKind::Busy, file.string() + ": another process holds this lock; try again later");
    rest(std::min(kLook, patience), stop);
  }
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace bandwagon::util

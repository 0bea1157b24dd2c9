#include "daemon/util/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace bandwagon::util {
namespace {

// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }

 private:
  int value_;
};

tl::unexpected<Error> failure(const std::filesystem::path& file) {
  return fail(ErrorKind::Failed, "cannot write " + file.string() + ": " + std::strerror(errno));
}

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return static_cast<mode_t>(0666 & ~mask);
}

}  // namespace

Result<void> write_atomically(const std::filesystem::path& file, std::string_view content) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored) && !std::filesystem::is_regular_file(file, ignored)) {
    const Descriptor special(::open(file.c_str(), O_WRONLY | O_CLOEXEC));  // a pipe or device cannot be renamed over
    if (special.get() < 0 || !write_all(special.get(), content)) return failure(file);
    return {};
  }
  const std::string pattern = file.string() + ".XXXXXX";
  std::vector<char> name(pattern.begin(), pattern.end());
  name.push_back('\0');
  const Descriptor beside(::mkostemp(name.data(), O_CLOEXEC));
  if (beside.get() < 0) return failure(file);
  const bool written = write_all(beside.get(), content) && ::fchmod(beside.get(), usual_mode()) == 0 &&
                       ::fsync(beside.get()) == 0 && ::rename(name.data(), file.c_str()) == 0;
  if (written) return {};
  const auto failed = failure(file);
  ::unlink(name.data());
  return failed;
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.get() < 0 || ::fsync(open.get()) != 0) return failure(folder);
  return {};
}

}  // namespace bandwagon::util

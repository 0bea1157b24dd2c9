#include "daemon/util/atomic_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <vector>

namespace bandwagon::util {
namespace {

constexpr std::string_view kBeside = ".XXXXXX";  // mkostemp puts letters and digits there

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

// Whether a pipe takes more before its reader's patience, or ours, is at its end.
bool takes_more(int descriptor) {
  constexpr int kLongestWait = 30'000;  // milliseconds
  pollfd wanted{.fd = descriptor, .events = POLLOUT, .revents = 0};
  const int ready = ::poll(&wanted, 1, kLongestWait);
  if (ready == 0) errno = ETIMEDOUT;
  return ready > 0 || errno == EINTR;
}

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && (errno == EINTR || (errno == EAGAIN && takes_more(descriptor)))) continue;
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

// That of the file which is there, or the one that a new file gets.
mode_t mode_of(const std::filesystem::path& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 ? found.st_mode & 07777 : usual_mode();
}

// What a link points to, if it is there: the link stays.
std::filesystem::path behind_link(const std::filesystem::path& file) {
  std::error_code fault;
  auto target = std::filesystem::is_symlink(file, fault) ? std::filesystem::canonical(file, fault) : file;
  return fault ? file : target;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_beside(std::string_view name) {
  if (name.size() <= kBeside.size()) return false;
  const auto ending = name.substr(name.size() - kBeside.size());
  return ending.front() == '.' && std::all_of(ending.begin() + 1, ending.end(), is_letter_or_digit);
}

bool is_forgotten(const std::filesystem::path& file) {
  constexpr std::time_t kLongestWrite = 3600;
  struct stat found {};
  return ::lstat(file.c_str(), &found) == 0 && S_ISREG(found.st_mode) && found.st_uid == ::geteuid() &&
         found.st_mtime < std::time(nullptr) - kLongestWrite;
}

}  // namespace

Result<void> write_atomically(const std::filesystem::path& named, std::string_view content) {
  const auto file = behind_link(named);
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored) && !std::filesystem::is_regular_file(file, ignored)) {
    // A pipe or device cannot be renamed over. A pipe that nobody reads would hold us up for ever.
    const Descriptor special(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK));
    if (special.get() < 0 && errno == ENXIO)
      return fail(ErrorKind::Failed, "cannot write " + file.string() + ": nobody reads this pipe");
    if (special.get() < 0 || !write_all(special.get(), content)) return failure(file);
    return {};
  }
  const std::string pattern = file.string() + std::string(kBeside);
  std::vector<char> name(pattern.begin(), pattern.end());
  name.push_back('\0');
  const Descriptor beside(::mkostemp(name.data(), O_CLOEXEC));
  if (beside.get() < 0) return failure(file);
  const bool written = write_all(beside.get(), content) && ::fchmod(beside.get(), mode_of(file)) == 0 &&
                       ::fsync(beside.get()) == 0 && ::rename(name.data(), file.c_str()) == 0;
  if (written) return {};
  const auto failed = failure(file);
  ::unlink(name.data());
  return failed;
}

void remove_leftovers(const std::filesystem::path& folder, const std::function<bool(std::string_view)>& is_ours) {
  std::error_code fault;
  std::vector<std::filesystem::path> leftovers;
  for (std::filesystem::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
    const std::string name = at->path().filename().string();
    if (is_beside(name) && is_ours(std::string_view(name).substr(0, name.size() - kBeside.size())) &&
        is_forgotten(at->path()))
      leftovers.push_back(at->path());
  }
  for (const auto& file : leftovers) std::filesystem::remove(file, fault);
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.get() < 0 || ::fsync(open.get()) != 0) return failure(folder);
  return {};
}

}  // namespace bandwagon::util

#include "daemon/files/input_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace bandwagon::files {
namespace {

constexpr std::string_view kStandardInput = "-";
constexpr std::size_t kHashedBytes = 64 * 1024;

tl::unexpected<Error> cannot(std::string_view verb, const std::string& path, int code) {
  return fail(code == ENOENT ? ErrorKind::NotFound : ErrorKind::Failed,
              fmt::format("{}: cannot {} this file: {}", path, verb, std::generic_category().message(code)));
}

}  // namespace

Result<InputFile> InputFile::open(const std::string& path) {
  if (path == kStandardInput) return InputFile("standard input", STDIN_FILENO);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot("open", path, errno);
  InputFile file(path, descriptor);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return cannot("open", path, errno);
  if (S_ISDIR(status.st_mode)) return cannot("read", path, EISDIR);
  if (S_ISREG(status.st_mode)) file.bytes_total_ = static_cast<std::uint64_t>(status.st_size);
  return file;
}

InputFile::InputFile(InputFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      bytes_read_(other.bytes_read_),
      bytes_total_(other.bytes_total_) {}

InputFile& InputFile::operator=(InputFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(bytes_read_, other.bytes_read_);
  std::swap(bytes_total_, other.bytes_total_);
  return *this;
}

InputFile::~InputFile() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

Result<std::size_t> InputFile::read(std::span<char> buffer) {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const ssize_t got = ::read(descriptor_, buffer.data() + filled, buffer.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot("read", path_, errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (!bytes_total_) break;  // a pipe: what there is now, rather than waiting for a full buffer
  }
  bytes_read_ += filled;
  return filled;
}

Result<std::optional<std::string>> fingerprint(const std::string& path) {
  auto file = InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  if (!file->bytes_total()) return std::optional<std::string>{};
  std::vector<char> head(kHashedBytes);
  const auto length = file->read(head);
  if (!length) return tl::unexpected(length.error());
  return std::optional(fmt::format("{:016x}-{}", XXH3_64bits(head.data(), *length), *file->bytes_total()));
}

}  // namespace bandwagon::files

#include "config/text_file.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

#include "config/problems.hpp"

namespace bandwagon::config {

Result<std::string> read_text(const std::filesystem::path& file, std::uint64_t limit_bytes) {
  const auto name = in_quotes(file.string());
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    return fail(ErrorKind::Failed, fmt::format("{} is a folder, not a file", name));

  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"), &std::fclose);
  if (!stream) {
    const int reason = errno;
    const auto kind = reason == ENOENT || reason == ENOTDIR ? ErrorKind::NotFound : ErrorKind::Failed;
    return fail(kind, fmt::format("cannot open {}: {}", name, std::strerror(reason)));
  }

  std::string text;
  std::array<char, 1 << 16> buffer{};
  while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), stream.get())) {
    text.append(buffer.data(), read);
    if (text.size() > limit_bytes)
      return fail(ErrorKind::Parse,
                  fmt::format("{} is larger than {} MB: not a file of this kind", name, limit_bytes >> 20));
  }
  if (std::ferror(stream.get()))
    return fail(ErrorKind::Failed, fmt::format("cannot read {}: {}", name, std::strerror(errno)));
  return text;
}

}  // namespace bandwagon::config

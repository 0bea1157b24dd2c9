#include "daemon/store/opening.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

namespace bandwagon::store {
namespace {

// A path inside a URI (sqlite.org/uri.html): what means something there is written as %XX.
std::string escaped(const std::string& path) {
  std::string text;
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#')
      text += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    else
      text += c;
  }
  return text;
}

bool is_there(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::exists(file, ignored);
}

}  // namespace

std::string name_for_reading(const std::filesystem::path& file) {
  const auto absolute = std::filesystem::absolute(file);
  const std::string uri = "file:" + escaped(absolute.string());
  const bool has_log = is_there(absolute.string() + "-wal") || is_there(absolute.string() + "-shm");
  return has_log || ::access(absolute.parent_path().c_str(), W_OK) == 0 ? uri : uri + "?immutable=1";
}

}  // namespace bandwagon::store

#include "config/shipped.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace bandwagon::config {

std::string_view settings_file();  // config/bandwagon.toml, embedded when the program is built

namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

}  // namespace

std::optional<fs::path> find_catalogue(const fs::path& executable, const fs::path& data_directory) {
  for (fs::path folder = executable.parent_path(); folder.has_relative_path(); folder = folder.parent_path())
    if (is_file(folder / "config" / "releases.toml") && is_file(folder / "CMakeLists.txt"))
      return folder / "config" / "releases.toml";
  const auto beside = executable.parent_path().parent_path() / "share" / "bandwagon" / "releases.toml";
  if (is_file(beside)) return beside;
  if (is_file(data_directory / "releases.toml")) return data_directory / "releases.toml";
  return std::nullopt;
}

std::string shipped_settings() {
  std::string text;
  for (std::string_view rest = settings_file(); !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.size() > 1 && line[0] == '#' && line[1] != ' ') line.remove_prefix(1);
    text.append(line) += '\n';
  }
  return text;
}

Result<fs::path> shipped_catalogue() {
  std::error_code error;
  const auto executable = fs::read_symlink("/proc/self/exe", error);
  if (const auto found = find_catalogue(executable, BANDWAGON_DATA_DIR)) return *found;
  return fail(
      ErrorKind::NotFound,
      fmt::format(
          "the shipped catalogue releases.toml is missing: looked above {}, in its ../share/bandwagon and in {}; "
          "install bandwagon again or set [releases] catalogue",
          executable.parent_path().string(), BANDWAGON_DATA_DIR));
}

}  // namespace bandwagon::config

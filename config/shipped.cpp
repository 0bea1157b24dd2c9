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

Result<fs::path> shipped(const std::string& name, std::string_view key) {
  std::error_code error;
  const auto executable = fs::read_symlink("/proc/self/exe", error);
  if (const auto found = find_shipped(name, executable, BANDWAGON_DATA_DIR)) return *found;
  return fail(ErrorKind::Config,
              fmt::format("the shipped {} is missing: looked above {}, in its ../share/bandwagon and in {}; install "
                          "bandwagon again or set [releases] {}",
                          name, executable.parent_path().string(), BANDWAGON_DATA_DIR, key));
}

}  // namespace

std::optional<fs::path> find_shipped(const std::string& name, const fs::path& executable,
                                     const fs::path& data_directory) {
  for (fs::path folder = executable.parent_path(); folder.has_relative_path(); folder = folder.parent_path())
    if (is_file(folder / "config" / name) && is_file(folder / "CMakeLists.txt")) return folder / "config" / name;
  const auto beside = executable.parent_path().parent_path() / "share" / "bandwagon" / name;
  if (is_file(beside)) return beside;
  if (is_file(data_directory / name)) return data_directory / name;
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
  return shipped("releases.toml", "catalogue");
}

Result<fs::path> shipped_labs() {
  return shipped("labs.toml", "labs");
}

}  // namespace bandwagon::config

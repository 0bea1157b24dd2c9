#pragma once
#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace bandwagon::support {

// A file of the folder `shared` that lies beside the repository on some machines; a test skips where it does not exist.
// Worktrees of the repository may lie elsewhere, so the environment variable BANDWAGON_SHARED can name the folder.
inline std::filesystem::path shared_file(std::string_view name) {
  const char* folder = std::getenv("BANDWAGON_SHARED");
  return (folder != nullptr ? std::filesystem::path(folder)
                            : std::filesystem::path(BANDWAGON_SOURCE_DIR) / ".." / "shared") /
         name;
}

}  // namespace bandwagon::support

#pragma once
#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace bandwagon::support {

// A file of the folder `shared` that lies beside the repository on some machines. Worktrees of the repository may lie
// elsewhere, so the environment variable BANDWAGON_SHARED can name the folder.
inline std::filesystem::path shared_file(std::string_view name) {
  const char* folder = std::getenv("BANDWAGON_SHARED");
  return (folder != nullptr ? std::filesystem::path(folder)
                            : std::filesystem::path(BANDWAGON_SOURCE_DIR) / ".." / "shared") /
         name;
}

// A test skips where the whole folder is absent; a file that is missing from it is a failure.
inline bool has_shared() {
  return std::filesystem::exists(shared_file(""));
}
inline constexpr const char* kNoShared = "the folder `shared` is not beside the repository (BANDWAGON_SHARED names it)";

}  // namespace bandwagon::support

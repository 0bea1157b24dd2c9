#pragma once
#include <filesystem>
#include <string_view>

#include "daemon/util/result.hpp"

namespace bandwagon::util {

// Writes a whole file: readers see the old content or the new, never a part, also after a crash. Writes beside the
// file, syncs, renames. The folder must exist. Error: Failed, with the path and the system's reason.
Result<void> write_atomically(const std::filesystem::path& file, std::string_view content);

// Makes sure that renames in this folder last, also after a power cut. Error: Failed.
Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace bandwagon::util

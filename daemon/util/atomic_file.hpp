#pragma once
#include <filesystem>
#include <functional>
#include <string_view>

#include "daemon/util/result.hpp"

namespace bandwagon::util {

// Writes a whole file: readers see the old content or the new, never a part, also after a crash. Writes beside the
// file, syncs, renames. The folder must exist. A device or pipe is written into; a pipe that nobody reads, or not for
// half a minute, is an error and is not waited for. Error: Failed, with the path and the system's reason.
Result<void> write_atomically(const std::filesystem::path& file, std::string_view content);

// Removes what write_atomically() left beside files of a folder when it was killed: NAME.XXXXXX where `is_ours(NAME)`,
// this user's, and untouched for an hour. What cannot be removed stays.
void remove_leftovers(const std::filesystem::path& folder, const std::function<bool(std::string_view)>& is_ours);

// Makes sure that renames in this folder last, also after a power cut. Error: Failed.
Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace bandwagon::util

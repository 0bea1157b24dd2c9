#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "daemon/util/result.hpp"

namespace bandwagon::config {

inline constexpr std::uint64_t kLargestFile = 1 << 20;  // bytes of a file that people write

// The whole of a small text file. Errors: NotFound if there is none; Failed if it cannot be read or is a folder; Parse
// if it is larger than `limit_bytes`.
Result<std::string> read_text(const std::filesystem::path& file, std::uint64_t limit_bytes);

}  // namespace bandwagon::config

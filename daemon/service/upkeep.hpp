#pragma once
#include <cstdint>
#include <filesystem>

#include "daemon/util/result.hpp"

namespace bandwagon::service {

// Copies a database that may be in use; see store::back_up. Returns the size of the copy in bytes.
Result<std::uint64_t> back_up(const std::filesystem::path& database, const std::filesystem::path& target);

}  // namespace bandwagon::service

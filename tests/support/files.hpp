#pragma once
#include <filesystem>
#include <string>

namespace bandwagon::test {

std::string read_file(const std::filesystem::path& file);

// The content of tests/golden/NAME. With BANDWAGON_UPDATE_GOLDEN=1 `actual` is written there first.
std::string golden(const std::string& name, const std::string& actual);

}  // namespace bandwagon::test

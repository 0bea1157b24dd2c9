#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/util/result.hpp"

namespace bandwagon::config {

// The catalogue of releases and the list of labs that came with this program. Config, with the places looked at, if it
// is not there.
Result<std::filesystem::path> shipped_catalogue();
Result<std::filesystem::path> shipped_labs();

// The shipped bandwagon.toml with every setting put in force: "#key = value" becomes "key = value", prose stays. A test
// holds that these are the defaults.
std::string shipped_settings();

// Where a program at `executable` finds the shipped file of that name: in its source tree if it runs from a build tree
// inside one; beside its own prefix (PREFIX/bin/../share/bandwagon); in `data_directory`. So a fresh build never reads
// an installed older one.
std::optional<std::filesystem::path> find_shipped(const std::string& name, const std::filesystem::path& executable,
                                                  const std::filesystem::path& data_directory);

}  // namespace bandwagon::config

#pragma once
// The settings in force and where each comes from, for people who ask why something is as it is.
#include <filesystem>
#include <string>
#include <vector>

#include "config/problems.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::config {

// One key as it is in force.
struct EffectiveSetting {
  std::string section;         // "arxiv"; empty: top level
  std::string key;             // "min_gap"; a list of sections such as [[watch]] is one setting
  std::string value;           // TOML, as the file that sets it gives it; [[section]] and lines for a list of sections
  std::filesystem::path file;  // that set it last; empty: the default
  Place place{};               // in that file
};

// The defaults, changed by each of `files` in turn, like load_layers(): a file that is not there is passed over. In the
// order of sections and keys, those of the top level first. Errors as load_layers().
Result<std::vector<EffectiveSetting>> effective_settings(const std::vector<std::filesystem::path>& files);

// The same as a TOML file, each setting with a comment that says where it comes from.
std::string to_toml(const std::vector<EffectiveSetting>& settings);

// Every credential that the settings name: the texts of all keys called "credential" or ending in "_credential".
Result<std::vector<std::string>> named_credentials(const std::vector<std::filesystem::path>& files);

}  // namespace bandwagon::config

#pragma once
// A configuration file becomes a Config. Thread safe: no state is kept.
#include <filesystem>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::config {

// The defaults, changed by one file, which must exist. A wrong file gives one Error (Config) that names every problem
// in it as "FILE:LINE:COLUMN: message": bad syntax, unknown keys, wrong types, values out of range.
Result<Config> load(const std::filesystem::path& file);

// The defaults, changed by each file in turn; a file that does not exist is passed over. A list in a later file
// replaces the whole list of an earlier one.
Result<Config> load_layers(const std::vector<std::filesystem::path>& files);

// /etc/bandwagon/bandwagon.toml, then $XDG_CONFIG_HOME/bandwagon/bandwagon.toml (without it:
// ~/.config/bandwagon/bandwagon.toml).
std::vector<std::filesystem::path> default_files();
Result<Config> load_default();

// Every key that a file may set, as "arxiv.min_gap"; those of a [[release_feed]] as "release_feed.url".
std::vector<std::string> known_keys();

}  // namespace bandwagon::config

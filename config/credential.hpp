#pragma once
// Secrets, which never stand in the settings: the settings name a credential, its file holds the secret.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/util/result.hpp"

namespace bandwagon::config {

// Where credentials lie, the first folder that has one wins. Under systemd only $CREDENTIALS_DIRECTORY, which
// LoadCredential= fills; else the folder credentials beside each of default_files(). Reads the environment.
std::vector<std::filesystem::path> credential_folders();

// Whether `name` may name a credential: a file in one of the folders, never one elsewhere.
bool is_credential_name(std::string_view name);

// The secret in FOLDER/NAME, or in FOLDER/bandwagon_NAME as LoadCredential=bandwagon:FOLDER calls it, without the line
// break at its end. Errors, all ErrorKind::Config: a name that is no file name, no such file in any of the folders
// (each is named), empty, larger than 64 KiB, a line break inside, not readable. No message holds any of the secret.
Result<std::string> read_credential(std::string_view name, const std::vector<std::filesystem::path>& folders);

}  // namespace bandwagon::config

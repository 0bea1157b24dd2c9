#pragma once
// Private to daemon/store: how a file is opened for reading by those who may not write beside it.
#include <filesystem>
#include <string>

namespace bandwagon::store {

inline constexpr int kBusyTimeoutMs = 5000;

// The name to open `file` by, to be used with SQLITE_OPEN_URI. A database with a write-ahead log needs -wal and -shm
// beside it, or the right to make them. Where neither is there and the folder may not be written, nobody is writing
// either: then the file is whole as it lies and is opened as immutable.
std::string name_for_reading(const std::filesystem::path& file);

}  // namespace bandwagon::store

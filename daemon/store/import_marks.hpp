#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "daemon/store/connection.hpp"

namespace bandwagon::store {

// How far a file has been imported. Committed together with the papers of its lines, so a killed import goes on exactly there.
struct ImportMark {
  std::string fingerprint;  // of the file's content, not of its name: a renamed file is the same one
  std::string path;         // where it was read last, for people
  std::int64_t line = 0;    // lines dealt with
  bool finished = false;    // read to its end
};

// The mark of the file with this fingerprint; nullopt: never imported.
Result<std::optional<ImportMark>> import_mark(const Connection& connection, const std::string& fingerprint);

}  // namespace bandwagon::store

#include "daemon/store/import_marks.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include "daemon/store/errors.hpp"

namespace bandwagon::store {

Result<std::optional<ImportMark>> import_mark(const Connection& connection, const std::string& fingerprint) {
  return attempt(connection.path(), "look up an import", [&]() -> Result<std::optional<ImportMark>> {
    SQLite::Statement query(connection.database(), "SELECT path, line, finished FROM import_file WHERE fingerprint = ?");
    query.bindNoCopy(1, fingerprint);
    if (!query.executeStep()) return std::optional<ImportMark>{};
    return std::optional(ImportMark{.fingerprint = fingerprint,
                                    .path = query.getColumn(0).getString(),
                                    .line = query.getColumn(1).getInt64(),
                                    .finished = query.getColumn(2).getInt() != 0});
  });
}

}  // namespace bandwagon::store

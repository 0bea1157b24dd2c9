#include "daemon/store/errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace bandwagon::store {
namespace {

constexpr int kPrimaryCodeMask = 0xff;  // sqlite.org/rescode.html: the low byte of an extended code is the primary one

struct Explanation {
  ErrorKind kind;
  std::string_view what;
};

Explanation explain(int primary_code) {
  switch (primary_code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {ErrorKind::Busy, "another program is writing to the database; try again when it has finished"};
    case SQLITE_FULL: return {ErrorKind::Failed, "the disk is full; free some space and run it again, all earlier steps are kept"};
    case SQLITE_READONLY:
      return {ErrorKind::Failed, "the database cannot be written; check the rights of the file and of its folder"};
    case SQLITE_PERM:
    case SQLITE_AUTH: return {ErrorKind::Failed, "access is denied; check the rights of the file and of its folder"};
    case SQLITE_CANTOPEN:
      return {ErrorKind::Failed, "the database cannot be opened; check that its folder exists and may be entered"};
    case SQLITE_NOTADB: return {ErrorKind::Config, "the file is not an SQLite database; name another one with --db"};
    case SQLITE_CORRUPT: return {ErrorKind::Failed, "the database is damaged; restore a backup or import again into a new file"};
    case SQLITE_IOERR: return {ErrorKind::Failed, "the disk cannot be read or written; look into the system's log"};
    case SQLITE_NOMEM: return {ErrorKind::Failed, "memory is exhausted"};
    case SQLITE_INTERRUPT: return {ErrorKind::Cancelled, "the query was stopped"};
    case SQLITE_TOOBIG: return {ErrorKind::Failed, "a text is too long for the database"};
    default: return {ErrorKind::Failed, "the database refused it"};
  }
}

}  // namespace

Error describe(const SQLite::Exception& cause, const std::filesystem::path& database, std::string_view doing) {
  const auto [kind, what] = explain(cause.getErrorCode() & kPrimaryCodeMask);
  return {kind, fmt::format("{}: cannot {}: {} ({})", database.string(), doing, what, cause.what())};
}

Error describe(const Damaged& cause, const std::filesystem::path& database, std::string_view doing) {
  return {ErrorKind::Failed, fmt::format("{}: cannot {}: {}; restore a backup or import again into a new file", database.string(),
                                         doing, cause.what())};
}

}  // namespace bandwagon::store

#include "daemon/store/upkeep.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <system_error>

#include "daemon/store/connection.hpp"
#include "daemon/store/errors.hpp"
#include "daemon/store/opening.hpp"

namespace bandwagon::store {
namespace {

constexpr int kPagesAtOnce = 4096;
constexpr int kShownDamages = 20;
constexpr const char* kUnfinished = ".unfinished-";  // then the process

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

// A file that goes unless it is kept.
class Unfinished {
 public:
  explicit Unfinished(std::filesystem::path file) : file_(std::move(file)) { remove(); }
  ~Unfinished() { remove(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  const std::filesystem::path& path() const { return file_; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* beside : {"", "-journal", "-wal", "-shm"})
      std::filesystem::remove(file_.string() + beside, ignored);
  }
  std::filesystem::path file_;
};

// What killed copies to `target` have left behind; those of programs that still run stay.
void remove_leavings(const std::filesystem::path& target) {
  const std::string begin = target.filename().string() + kUnfinished;
  std::error_code ignored;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::absolute(target).parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(begin)) continue;
    const int process = std::atoi(name.c_str() + begin.size());
    if (process > 0 && ::kill(process, 0) != 0 && errno == ESRCH) std::filesystem::remove(entry.path(), ignored);
  }
}

std::vector<std::string> findings(SQLite::Database& database) {
  std::vector<std::string> found;
  SQLite::Statement check(database, fmt::format("PRAGMA integrity_check({})", kShownDamages));
  while (check.executeStep())
    if (std::string line = check.getColumn(0).getString(); line != "ok") found.push_back(std::move(line));
  return found;
}

// The source's transaction, which is open, holds one moment of it however long the copying takes.
void copy_pages(SQLite::Database& source, SQLite::Database& copy) {
  const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(copy.getHandle(), "main", source.getHandle(), "main"));
  if (!backup) throw SQLite::Exception(copy.getHandle());
  int state = SQLITE_OK;
  while (state == SQLITE_OK) state = sqlite3_backup_step(backup.get(), kPagesAtOnce);
  if (state != SQLITE_DONE) throw SQLite::Exception(sqlite3_errstr(state), state);
}

Result<void> sync(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (synced) return {};
  return fail(ErrorKind::Failed, fmt::format("{}: cannot be written to the disk", path.string()));
}

Result<void> may_be_target(const std::filesystem::path& source, const std::filesystem::path& target) {
  std::error_code ignored;
  if (target.empty() || target == "-")  // a copy is checked where it lies before it takes its name
    return fail(ErrorKind::Usage, "a copy needs a file; name one, such as /backup/bandwagon.db");
  if (std::filesystem::is_directory(target, ignored))
    return fail(ErrorKind::Failed, fmt::format("{} is a folder; name a file for the copy", target.string()));
  if (std::filesystem::exists(target, ignored) && !std::filesystem::is_regular_file(target, ignored))
    return fail(ErrorKind::Failed,
                fmt::format("{} is a device or a pipe, which a copy would replace; name a file", target.string()));
  if (std::filesystem::equivalent(source, target, ignored))
    return fail(ErrorKind::Failed, fmt::format("{} is the database itself; name another file", target.string()));
  if (!std::filesystem::is_directory(std::filesystem::absolute(target).parent_path(), ignored))
    return fail(ErrorKind::Failed, fmt::format("{}: its folder is not there; make it first", target.string()));
  return {};
}

}  // namespace

Result<std::uint64_t> back_up(const std::filesystem::path& source, const std::filesystem::path& target) {
  if (auto recognised = ReadOnly::open(source); !recognised) return tl::unexpected(recognised.error());
  if (const auto may = may_be_target(source, target); !may) return tl::unexpected(may.error());
  remove_leavings(target);
  const Unfinished unfinished(fmt::format("{}{}{}", target.string(), kUnfinished, ::getpid()));
  const auto copied = attempt(source, fmt::format("copy it to {}", target.string()), [&]() -> Result<void> {
    SQLite::Database from(name_for_reading(source), SQLite::OPEN_READONLY | SQLite::OPEN_URI, 5000);
    SQLite::Database to(unfinished.path().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    from.exec("BEGIN; SELECT count(*) FROM sqlite_schema");
    copy_pages(from, to);
    to.exec("PRAGMA journal_mode = DELETE");  // whole in one file, readable wherever it is put
    if (const auto found = findings(to); !found.empty())
      return fail(ErrorKind::Failed,
                  fmt::format("{}: the copy is damaged and was not kept: {}", source.string(), found.front()));
    return {};
  });
  if (!copied) return tl::unexpected(copied.error());
  if (const auto synced = sync(unfinished.path()); !synced) return tl::unexpected(synced.error());
  std::error_code problem;
  std::filesystem::rename(unfinished.path(), target, problem);
  if (problem) return fail(ErrorKind::Failed, fmt::format("{}: {}", target.string(), problem.message()));
  if (const auto synced = sync(std::filesystem::absolute(target).parent_path()); !synced)
    return tl::unexpected(synced.error());
  return static_cast<std::uint64_t>(std::filesystem::file_size(target, problem));
}

Result<std::vector<std::string>> damages(const std::filesystem::path& file) {
  return attempt(file, "check it", [&]() -> Result<std::vector<std::string>> {
    SQLite::Database database(name_for_reading(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI, 5000);
    return findings(database);
  });
}

Query days_with_papers(std::string_view categories_json, model::Day since, model::Day until) {
  return {.sql =
              "SELECT DISTINCT announced_day FROM paper WHERE announced_day BETWEEN ?1 AND ?2 AND EXISTS (SELECT 1 "
              "FROM json_each(paper.categories) AS of JOIN json_each(?3) AS wanted ON of.value = wanted.value) "
              "ORDER BY announced_day",
          .bindings = {std::int64_t{since.value}, std::int64_t{until.value}, std::string(categories_json)}};
}

Query last_cycle() {
  return {.sql = "SELECT started_at, finished_at, outcome FROM cycle ORDER BY cycle_id DESC LIMIT 1"};
}

Query all_sources() {
  return {.sql = "SELECT source_id, state, last_success, failures, last_error FROM sources ORDER BY source_id"};
}

Result<void> answers(const std::filesystem::path& file, std::chrono::milliseconds limit) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return {};
  return attempt(file, "ask it for a row", [&]() -> Result<void> {
    SQLite::Database database(name_for_reading(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI,
                              static_cast<int>(limit.count()));
    database.execAndGet("SELECT count(*) FROM sqlite_schema");
    return {};
  });
}

}  // namespace bandwagon::store

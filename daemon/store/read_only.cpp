#include "daemon/store/read_only.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "daemon/store/migrations.hpp"
#include "daemon/store/opening.hpp"

namespace bandwagon::store {
namespace {

using Clock = std::chrono::steady_clock;      // only to stop a runaway query, never part of a result
constexpr int kStepsBetweenLooks = 10'000;    // virtual machine steps between two looks at the time limit
constexpr int kLongestValueBytes = 64 << 20;  // zeroblob(2000000000) must not take the machine down
constexpr std::array<std::string_view, 2> kForbiddenFunctions{"load_extension", "fts3_tokenizer"};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  void operator()(sqlite3_blob* value) const { sqlite3_blob_close(value); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalize>;
using BlobHandle = std::unique_ptr<sqlite3_blob, Finalize>;

int allow_reading(void*, int action, const char* first, const char* second, const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      for (const std::string_view name : kForbiddenFunctions)
        if (second != nullptr && name == second) return SQLITE_DENY;
      return SQLITE_OK;
    case SQLITE_UPDATE:  // asked when a table function such as json_each is first met; statements that write are
                         // refused below
      return first != nullptr && std::strcmp(first, "sqlite_master") == 0 ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_PRAGMA:  // full-text search asks for it inside
      return first != nullptr && std::strcmp(first, "data_version") == 0 && second == nullptr ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
  }
}

int past_deadline(void* deadline) {
  return Clock::now() >= *static_cast<const Clock::time_point*>(deadline) ? 1 : 0;
}

// Puts a deadline on everything a connection does for as long as the object lives.
class Deadline {
 public:
  Deadline(sqlite3* handle, std::chrono::milliseconds limit) : handle_(handle), at_(Clock::now() + limit) {
    sqlite3_progress_handler(handle_, kStepsBetweenLooks, past_deadline, &at_);
  }
  ~Deadline() { sqlite3_progress_handler(handle_, 0, nullptr, nullptr); }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

 private:
  sqlite3* handle_;
  Clock::time_point at_;
};

std::string hexadecimal(const void* bytes, int count) {
  std::string text;
  const auto* byte = static_cast<const unsigned char*>(bytes);
  for (int i = 0; i < count; ++i) fmt::format_to(std::back_inserter(text), "{:02x}", byte[i]);
  return text;
}

Cell cell(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return std::monostate{};
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_BLOB: {
      const void* bytes = sqlite3_column_blob(statement, column);
      return hexadecimal(bytes, sqlite3_column_bytes(statement, column));
    }
    default: {
      const unsigned char* text = sqlite3_column_text(statement, column);
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text), size);
    }
  }
}

void bind(sqlite3_stmt* statement, int position, const Cell& value) {
  std::visit(
      [&](const auto& v) {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::monostate>)
          sqlite3_bind_null(statement, position);
        else if constexpr (std::is_same_v<T, std::int64_t>)
          sqlite3_bind_int64(statement, position, v);
        else if constexpr (std::is_same_v<T, double>)
          sqlite3_bind_double(statement, position, v);
        else
          sqlite3_bind_text64(statement, position, v.data(), v.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
      },
      value);
}

tl::unexpected<Error> failure(sqlite3* handle, const std::filesystem::path& file, std::chrono::milliseconds limit) {
  const std::string words = sqlite3_errmsg(handle);
  switch (sqlite3_errcode(handle)) {
    case SQLITE_INTERRUPT:
      return fail(ErrorKind::Failed,
                  fmt::format("the query was stopped after {:g} s; narrow it, or allow more with --timeout SECONDS",
                              static_cast<double>(limit.count()) / 1000.0));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(ErrorKind::Busy, fmt::format("{} is busy: {}; try again", file.string(), words));
    case SQLITE_AUTH:
      return fail(ErrorKind::Usage, fmt::format("{}: only SELECT may be used here, nothing that writes, attaches or "
                                                "changes settings",
                                                words));
    case SQLITE_ERROR:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
      return fail(ErrorKind::Usage, fmt::format("SQL: {} (`bandwagon schema` lists the views)", words));
    case SQLITE_NOTADB:
      return fail(ErrorKind::Config, fmt::format("{} is not an SQLite database", file.string()));
    case SQLITE_CORRUPT:
      return fail(ErrorKind::Failed, fmt::format("{} is damaged: {}; restore it from a backup", file.string(), words));
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return fail(ErrorKind::Failed, fmt::format("cannot read {}: {}; check the permissions of the file and its folder",
                                                 file.string(), words));
    default:
      return fail(ErrorKind::Failed, fmt::format("{}: {}", file.string(), words));
  }
}

// The one statement of a query with its values bound.
Result<StatementHandle> prepared(sqlite3* raw, const std::filesystem::path& file, const Query& query,
                                 std::chrono::milliseconds time_limit) {
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int outcome = sqlite3_prepare_v2(raw, query.sql.data(), static_cast<int>(query.sql.size()), &made, &rest);
  StatementHandle statement(made);
  if (outcome != SQLITE_OK) return failure(raw, file, time_limit);
  if (made == nullptr) return fail(ErrorKind::Usage, "SQL: there is no statement; give one SELECT");

  if (sqlite3_stmt_readonly(made) == 0)
    return fail(ErrorKind::Usage, "SQL: only SELECT may be used here, nothing that writes");

  sqlite3_stmt* second = nullptr;
  const auto rest_size = static_cast<int>(query.sql.data() + query.sql.size() - rest);
  const int again = sqlite3_prepare_v2(raw, rest, rest_size, &second, nullptr);
  const StatementHandle more(second);
  if (again != SQLITE_OK || second != nullptr) return fail(ErrorKind::Usage, "SQL: one statement at a time");
  if (sqlite3_bind_parameter_count(made) != static_cast<int>(query.bindings.size()))
    return fail(ErrorKind::Usage,
                "SQL: parameters such as ?1 or :name have no value here; write the values into the query");
  for (std::size_t i = 0; i < query.bindings.size(); ++i) bind(made, static_cast<int>(i) + 1, query.bindings[i]);
  return statement;
}

}  // namespace

void ReadOnly::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Result<ReadOnly> ReadOnly::open(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status))
    return fail(
        ErrorKind::NotFound,
        fmt::format("no database at {}; `bandwagon import FILE` makes one, --db FILE names another", file.string()));
  if (std::filesystem::is_directory(status))
    return fail(ErrorKind::Config, fmt::format("{} is a folder, not a database", file.string()));

  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(name_for_reading(file).c_str(), &raw,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
  ReadOnly database(raw, file);
  if (opened != SQLITE_OK) return failure(raw, file, kDefaultTimeLimit);
  sqlite3_busy_timeout(raw, kBusyTimeoutMs);
  sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, kLongestValueBytes);
  if (const auto recognised = database.recognise(); !recognised) return tl::unexpected(recognised.error());
  sqlite3_set_authorizer(raw, allow_reading, nullptr);
  return database;
}

Result<void> ReadOnly::recognise() {
  sqlite3* const raw = handle_.get();
  if (sqlite3_exec(raw, "PRAGMA query_only = ON; PRAGMA trusted_schema = ON", nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure(raw, file_, kDefaultTimeLimit);
  const auto version = all({"PRAGMA user_version"});
  if (!version) return tl::unexpected(version.error());
  schema_version_ = std::get<std::int64_t>(version->rows.at(0).at(0));
  if (const int last = shipped_migrations().back().version; schema_version_ > last)
    return fail(
        ErrorKind::Config,
        fmt::format(
            "{}: the database has schema version {}, this program knows versions up to {}; use a newer bandwagon",
            file_.string(), schema_version_, last));
  const auto known = all({"SELECT count(*) FROM sqlite_schema WHERE name IN ('paper', 'papers', 'alerts')"});
  if (!known) return tl::unexpected(known.error());
  if (std::get<std::int64_t>(known->rows.at(0).at(0)) == 3) return {};
  return fail(ErrorKind::Config,
              fmt::format("{} holds no papers of bandwagon; `bandwagon import FILE` makes a database, "
                          "--db FILE names another",
                          file_.string()));
}

Result<void> ReadOnly::hold_still() {
  sqlite3* const raw = handle_.get();
  sqlite3_set_authorizer(raw, nullptr, nullptr);  // it lets no statement of strangers begin a transaction
  const int begun = sqlite3_exec(raw, "BEGIN; SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  sqlite3_set_authorizer(raw, allow_reading, nullptr);
  if (begun != SQLITE_OK) return failure(raw, file_, kDefaultTimeLimit);
  return {};
}

Result<void> ReadOnly::each(const Query& query, const RowSink& sink, std::chrono::milliseconds time_limit) {
  sqlite3* const raw = handle_.get();
  const Deadline deadline(raw, time_limit);
  const auto statement = prepared(raw, file_, query, time_limit);
  if (!statement) return tl::unexpected(statement.error());
  sqlite3_stmt* const made = statement->get();
  const int width = sqlite3_column_count(made);
  std::vector<std::string> names;
  for (int column = 0; column < width; ++column) {
    const char* name = sqlite3_column_name(made, column);
    names.emplace_back(name == nullptr ? "" : name);
  }
  Row row(static_cast<std::size_t>(width));
  for (bool first = true;; first = false) {
    const int step = sqlite3_step(made);
    if (step != SQLITE_DONE && step != SQLITE_ROW) return failure(raw, file_, time_limit);
    if (first) sink.columns(names);
    if (step == SQLITE_DONE) return {};
    for (int column = 0; column < width; ++column) row[static_cast<std::size_t>(column)] = cell(made, column);
    if (!sink.row(row)) return {};
  }
}

Result<Table> ReadOnly::all(const Query& query, std::chrono::milliseconds time_limit) {
  Table table;
  const auto done = each(query,
                         {.columns = [&](const auto& names) { table.columns = names; },
                          .row = [&](const Row& row) { return table.rows.push_back(row), true; }},
                         time_limit);
  if (!done) return tl::unexpected(done.error());
  return table;
}

Result<std::string> ReadOnly::bytes(const std::string& table, const std::string& column, std::int64_t row) {
  sqlite3* const raw = handle_.get();
  sqlite3_blob* opened = nullptr;
  const int outcome = sqlite3_blob_open(raw, "main", table.c_str(), column.c_str(), row, 0, &opened);
  const BlobHandle value(opened);
  if (outcome != SQLITE_OK) return failure(raw, file_, kDefaultTimeLimit);
  const int size = sqlite3_blob_bytes(opened);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (sqlite3_blob_read(opened, bytes.data(), size, 0) != SQLITE_OK) return failure(raw, file_, kDefaultTimeLimit);
  return bytes;
}

std::string sqlite_version() {
  return sqlite3_libversion();
}

}  // namespace bandwagon::store

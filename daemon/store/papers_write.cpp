#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/papers_batch.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kFind =
    "SELECT paper_id, version, title, abstract, authors, primary_category, categories, withdrawn, record_day FROM "
    "paper "
    "WHERE arxiv_id = ?";
constexpr const char* kInsert =
    "INSERT INTO paper (arxiv_id, version, title, abstract, authors, primary_category, categories, submitted_at, "
    "announced_day, "
    "withdrawn, record_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (arxiv_id) DO NOTHING";
constexpr const char* kReplaceText =
    "UPDATE paper SET version = ?, title = ?, abstract = ?, authors = ?, primary_category = ?, categories = ?, "
    "withdrawn = ?, "
    "record_day = ? WHERE paper_id = ?";
constexpr const char* kSetRecordDay = "UPDATE paper SET record_day = ? WHERE paper_id = ?";
constexpr const char* kSetSubmission = "UPDATE paper SET submitted_at = ? WHERE paper_id = ?";
constexpr const char* kIndex = "INSERT INTO paper_text (rowid, title, abstract) VALUES (?, ?, ?)";
constexpr const char* kForget =
    "INSERT INTO paper_text (paper_text, rowid, title, abstract) VALUES ('delete', ?, ?, ?)";
constexpr const char* kSetMark =
    "INSERT INTO import_file (fingerprint, path, line, finished) VALUES (?, ?, ?, ?) ON CONFLICT (fingerprint) DO "
    "UPDATE SET "
    "path = excluded.path, line = excluded.line, finished = excluded.finished";

constexpr const char* kSetMerging = "INSERT INTO paper_text (paper_text, rank) VALUES ('automerge', ?)";
constexpr int kPiecesMerged = 4;  // FTS5's own default

constexpr const char* kNoAuthors = "[]";

// The columns that a later record may change.
struct Told {
  int version = 0;
  std::string title, abstract, authors, primary_category, categories;
  bool withdrawn = false;

  friend bool operator==(const Told&, const Told&) = default;
};

struct PaperRow {
  std::int64_t paper_id = 0;
  Told told;
  std::optional<model::Day> record_day;
};

enum class Outcome { Added, Updated, Known, Conflict };

Told told_by(const model::Paper& paper) {
  return {paper.version,          paper.title,
          paper.abstract,         json_list(paper.authors),
          paper.primary_category, json_list(paper.categories),
          paper.withdrawn};
}

bool only_names_authors(Told stored, const Told& told) {
  if (stored.authors != kNoAuthors || told.authors == kNoAuthors) return false;
  stored.authors = told.authors;
  return stored == told;
}

// Switches the triggers off that keep the full-text index in step with the table, for the statements prepared in its
// life: inside a statement with triggers SQLite makes FTS5 write its index after every single row, which takes four
// times as long. Whoever holds this keeps the index in step.
class WithoutTriggers {
 public:
  explicit WithoutTriggers(SQLite::Database& database) : database_(database) { enable(0); }
  ~WithoutTriggers() { enable(1); }
  WithoutTriggers(const WithoutTriggers&) = delete;
  WithoutTriggers& operator=(const WithoutTriggers&) = delete;

 private:
  void enable(int on) { sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, on, nullptr); }

  SQLite::Database& database_;
};

// The statements of one batch, prepared once.
class BatchWriter {
 public:
  explicit BatchWriter(SQLite::Database& database)
      : database_(database),
        without_triggers_(database),
        find_(database, kFind),
        index_(database, kIndex),
        forget_(database, kForget),
        insert_(database, kInsert),
        replace_text_(database, kReplaceText),
        set_record_day_(database, kSetRecordDay),
        set_submission_(database, kSetSubmission) {}

  Outcome write(const PaperRecord& record) {
    Told told = told_by(record.paper);
    if (add(record, told)) return Outcome::Added;  // most papers are new, and adding one finds out whether it is
    const auto stored = find(record.paper.id.str());
    if (record.record_day && !stored->record_day) run(set_submission_, record.paper.submitted_at, stored->paper_id);
    if (told.authors == kNoAuthors) told.authors = stored->told.authors;
    if (told.version < stored->told.version) return Outcome::Known;
    if (told.version > stored->told.version) return replace(*stored, told, record.record_day);
    const bool later = record.record_day && (!stored->record_day || *record.record_day > *stored->record_day);
    if (only_names_authors(stored->told, told))
      return replace(*stored, told, later ? record.record_day : stored->record_day);
    if (told != stored->told) {
      if (later) return replace(*stored, told, record.record_day);
      return record.record_day == stored->record_day ? Outcome::Conflict : Outcome::Known;
    }
    if (later) run(set_record_day_, record.record_day, stored->paper_id);
    return Outcome::Known;
  }

 private:
  std::optional<PaperRow> find(const std::string& arxiv_id) {
    find_.bindNoCopy(1, arxiv_id);
    std::optional<PaperRow> row;
    if (find_.executeStep())
      row =
          PaperRow{.paper_id = find_.getColumn(0).getInt64(),
                   .told = {find_.getColumn(1).getInt(), find_.getColumn(2).getString(), find_.getColumn(3).getString(),
                            find_.getColumn(4).getString(), find_.getColumn(5).getString(),
                            find_.getColumn(6).getString(), find_.getColumn(7).getInt() != 0},
                   .record_day = to_optional_day(find_.getColumn(8))};
    find_.reset();
    return row;
  }

  // False: a paper with this identifier is stored already.
  bool add(const PaperRecord& record, const Told& told) {
    run(insert_, record.paper.id.str(), told.version, told.title, told.abstract, told.authors, told.primary_category,
        told.categories, record.paper.submitted_at, record.paper.announced, static_cast<int>(told.withdrawn),
        record.record_day);
    if (insert_.getChanges() == 0) return false;
    run(index_, std::int64_t{database_.getLastInsertRowid()}, told.title, told.abstract);
    return true;
  }

  Outcome replace(const PaperRow& stored, const Told& told, std::optional<model::Day> record_day) {
    run(replace_text_, told.version, told.title, told.abstract, told.authors, told.primary_category, told.categories,
        static_cast<int>(told.withdrawn), record_day, stored.paper_id);
    run(forget_, stored.paper_id, stored.told.title, stored.told.abstract);
    run(index_, stored.paper_id, told.title, told.abstract);
    return Outcome::Updated;
  }

  SQLite::Database& database_;
  WithoutTriggers without_triggers_;  // before the statements: it acts when they are prepared
  SQLite::Statement find_, index_, forget_, insert_, replace_text_, set_record_day_, set_submission_;
};

void count(Outcome outcome, const model::PaperId& id, StoredBatch& batch) {
  switch (outcome) {
    case Outcome::Added:
      ++batch.added;
      break;
    case Outcome::Updated:
      ++batch.updated;
      break;
    case Outcome::Known:
      ++batch.known;
      break;
    case Outcome::Conflict:
      ++batch.known;
      batch.conflicts.push_back(id);
      break;
  }
}

}  // namespace

StoredBatch write_papers(SQLite::Database& database, std::span<const PaperRecord> batch) {
  BatchWriter writer(database);
  StoredBatch stored;
  for (const auto& record : batch) count(writer.write(record), record.paper.id, stored);
  return stored;
}

Result<StoredBatch> store_papers(Connection& connection, std::span<const PaperRecord> batch,
                                 const std::optional<ImportMark>& mark) {
  return attempt(connection.path(), "store papers", [&]() -> Result<StoredBatch> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    StoredBatch stored = write_papers(database, batch);
    if (mark) {
      SQLite::Statement set_mark(database, kSetMark);
      run(set_mark, mark->fingerprint, mark->path, mark->line, static_cast<int>(mark->finished));
    }
    transaction.commit();
    return stored;
  });
}

Result<void> set_merging(Connection& connection, Merging merging) {
  return attempt(connection.path(), "prepare the full-text index", [&]() -> Result<void> {
    SQLite::Statement set(connection.database(), kSetMerging);
    run(set, merging == Merging::AsItGrows ? kPiecesMerged : 0);
    return {};
  });
}

}  // namespace bandwagon::store

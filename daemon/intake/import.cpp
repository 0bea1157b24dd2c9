#include "daemon/intake/import.hpp"

#include <fmt/format.h>

#include <future>

#include "daemon/files/line_reader.hpp"
#include "daemon/intake/arxiv_paper.hpp"
#include "daemon/parse/kaggle.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::intake {
namespace {

// What one stretch of lines came to, and whether the file goes on after it.
struct Batch {
  std::vector<store::PaperRecord> records;
  std::vector<SkippedLine> skipped;
  std::int64_t line = 0;  // the last one
  std::uint64_t bytes_read = 0;
  bool is_last = false;
  std::optional<Error> failure;  // why it is the last, if not for the end of the file
};

bool is_blank(const files::Line& line) {
  return !line.too_long && line.text.find_first_not_of(" \t\r\v\f") == std::string_view::npos;
}

Result<store::PaperRecord> record_of(const files::Line& line, const ImportParams& params) {
  if (line.too_long)
    return fail(ErrorKind::Parse,
                fmt::format("the line is longer than {} MiB", files::LineReader::Params{}.max_line_bytes >> 20));
  auto record = parse::kaggle_record(line.text, params.today);
  if (!record) return tl::unexpected(record.error());
  record->paper.announced = util::announcement_day(params.calendar, record->paper.id, record->paper.submitted_at);
  return store::PaperRecord{.paper = std::move(record->paper), .record_day = record->record_day};
}

Batch read_batch(files::LineReader& reader, const ImportParams& params) {
  Batch batch;
  while (batch.records.size() + batch.skipped.size() < params.batch_lines && !batch.is_last) {
    const auto line = reader.next();
    if (!line) batch.failure = line.error();
    batch.is_last = !line || !*line;
    if (batch.is_last || is_blank(**line)) continue;
    if (auto record = record_of(**line, params))
      batch.records.push_back(*std::move(record));
    else
      batch.skipped.push_back({.file = reader.file().path(), .line = (*line)->number, .what = record.error().message});
  }
  batch.line = reader.lines_read();
  batch.bytes_read = reader.file().bytes_read();
  return batch;
}

// Passes over the lines that an earlier run has dealt with. A failure shows again when the first batch is read.
void pass_over(files::LineReader& reader, std::int64_t lines) {
  while (reader.lines_read() < lines) {
    const auto line = reader.next();
    if (!line || !*line) return;
  }
}

// Where an import of this file begins, and what its progress is filed under.
Result<std::optional<store::ImportMark>> mark_of(const store::Connection& connection, const std::string& path) {
  const auto fingerprint = files::fingerprint(path);
  if (!fingerprint) return tl::unexpected(fingerprint.error());
  if (!*fingerprint) return std::optional<store::ImportMark>{};
  const auto earlier = store::import_mark(connection, **fingerprint);
  if (!earlier) return tl::unexpected(earlier.error());
  store::ImportMark mark{.fingerprint = **fingerprint, .path = path};
  if (*earlier && !(*earlier)->finished) mark.line = (*earlier)->line;
  return std::optional(mark);
}

class FileImporter {
 public:
  FileImporter(store::Connection& connection, const ImportParams& params, const ImportListener& listener)
      : connection_(connection), params_(params), listener_(listener) {}

  // Error: the database failed. What is wrong with the file stands in the outcome.
  Result<FileImport> import(const std::string& path) {
    FileImport outcome{.file = path};
    auto reader = files::LineReader::open(path);
    if (!reader) return failed(outcome, reader.error());
    auto mark = path == "-" ? Result<std::optional<store::ImportMark>>{} : mark_of(connection_, path);
    if (!mark) return tl::unexpected(mark.error());
    if (*mark) outcome.resumed_after = (*mark)->line;
    pass_over(*reader, outcome.resumed_after);
    if (const auto stored = import_lines(*reader, *mark, outcome); !stored) return tl::unexpected(stored.error());
    if (reader->lines_read() == 0 && !outcome.failure)
      return failed(outcome, {ErrorKind::Failed,
                              fmt::format("{}: the file is empty, there is nothing to import", reader->file().path())});
    return outcome;
  }

 private:
  static FileImport failed(FileImport outcome, const Error& error) {
    outcome.failure = error;
    return outcome;
  }

  // A second thread reads and parses the next batch while this one is stored.
  Result<void> import_lines(files::LineReader& reader, std::optional<store::ImportMark>& mark, FileImport& outcome) {
    const auto read_next = [&] { return std::async(std::launch::async, [&] { return read_batch(reader, params_); }); };
    for (auto coming = read_next(); coming.valid();) {
      const Batch batch = coming.get();
      if (!batch.is_last) coming = read_next();
      if (mark) {
        mark->line = batch.line;
        mark->finished = batch.is_last && !batch.failure;
      }
      const auto stored = store::store_papers(connection_, batch.records, mark);
      if (!stored) return tl::unexpected(stored.error());
      outcome.failure = batch.failure;
      report(reader, batch, *stored, outcome);
    }
    return {};
  }

  void report(const files::LineReader& reader, const Batch& batch, const store::StoredBatch& stored,
              FileImport& outcome) const {
    outcome.counts += {.added = stored.added,
                       .updated = stored.updated,
                       .known = stored.known,
                       .skipped = static_cast<std::int64_t>(batch.skipped.size())};
    for (const auto& line : batch.skipped) listener_.skipped(line);
    for (const auto& paper : stored.conflicts) listener_.conflict(paper);
    listener_.progress({.file = reader.file().path(),
                        .bytes_read = batch.bytes_read,
                        .bytes_total = reader.file().bytes_total(),
                        .papers = outcome.counts.added + outcome.counts.updated + outcome.counts.known});
  }

  store::Connection& connection_;
  const ImportParams& params_;
  const ImportListener& listener_;
};

Result<std::vector<FileImport>> import_each(store::Connection& connection, std::span<const std::string> files,
                                            const ImportParams& params, const ImportListener& listener) {
  FileImporter importer(connection, params, listener);
  std::vector<FileImport> imported;
  for (const auto& file : files) {
    auto outcome = importer.import(file);
    if (!outcome) return tl::unexpected(outcome.error());
    imported.push_back(*std::move(outcome));
  }
  return imported;
}

}  // namespace

ImportCounts& ImportCounts::operator+=(const ImportCounts& other) {
  added += other.added;
  updated += other.updated;
  known += other.known;
  skipped += other.skipped;
  return *this;
}

Result<std::vector<FileImport>> import_files(store::Connection& connection, std::span<const std::string> files,
                                             const ImportParams& params, const ImportListener& listener) {
  if (const auto set = store::set_merging(connection, store::Merging::Hardly); !set) return tl::unexpected(set.error());
  auto imported = import_each(connection, files, params, listener);
  // A killed import leaves that to the next one.
  if (const auto set = store::set_merging(connection, store::Merging::AsItGrows); !set)
    return tl::unexpected(set.error());
  if (!imported) return imported;
  if (auto ordered = settle_announcements(connection); !ordered) return tl::unexpected(ordered.error());
  return imported;
}

}  // namespace bandwagon::intake

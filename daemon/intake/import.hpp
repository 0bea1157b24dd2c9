#pragma once
// Import of arXiv's metadata from files: read, parse and store, joined.
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/model/announcement.hpp"
#include "daemon/store/papers.hpp"

namespace bandwagon::intake {

struct ImportCounts {
  std::int64_t added = 0, updated = 0, known = 0;  // papers, see store::StoredBatch
  std::int64_t skipped = 0;                        // lines that are no records

  ImportCounts& operator+=(const ImportCounts& other);
};

struct SkippedLine {
  std::string file;
  std::int64_t line = 0;
  std::string what;
};

struct ImportProgress {
  std::string file;
  std::uint64_t bytes_read = 0;              // as they lie on disk
  std::optional<std::uint64_t> bytes_total;  // nullopt: a pipe
  std::int64_t papers = 0;                   // dealt with in this file by this run
};

// Who wants to hear of an import while it runs. Called from the thread that called import_files, in the order of the
// lines.
struct ImportListener {
  std::function<void(const ImportProgress&)> progress = [](const ImportProgress&) {};  // after each batch
  std::function<void(const SkippedLine&)> skipped = [](const SkippedLine&) {};
  std::function<void(const model::PaperId&)> conflict = [](const model::PaperId&) {
  };  // see store::StoredBatch::conflicts
};

struct ImportParams {
  model::MailingCalendar calendar;
  model::Day today;                 // UTC; records from later days are skipped
  std::size_t batch_lines = 10000;  // per transaction; about 20 MB of memory
};

struct FileImport {
  std::string file;
  ImportCounts counts{};
  std::int64_t resumed_after = 0;  // lines that an earlier run, which did not finish, had already dealt with
  std::optional<Error> failure{};  // it could not be read to its end; what came before is stored
};

// Imports the files in order ("-": standard input). A file that cannot be read, ends early or is damaged does not keep
// the others from being imported. Each batch commits together with how far its file was read, so an import that was
// killed goes on where it stopped when it is run again. A file that was read to its end is read through again, since it
// costs little and mends whatever was lost; its papers are all known then. Standard input has no beginning to return to
// and is always read from where it is. Error: the database failed; all batches before that are kept.
Result<std::vector<FileImport>> import_files(store::Connection& connection, std::span<const std::string> files,
                                             const ImportParams& params, const ImportListener& listener);

}  // namespace bandwagon::intake

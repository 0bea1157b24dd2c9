#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>

#include "daemon/cli/progress_bar.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/intake/import.hpp"

namespace bandwagon::cli {
namespace {

constexpr std::int64_t kShownPerFile = 20;  // lines reported in full; the rest is counted
constexpr const char* kImportHelp =
    "Import arXiv metadata: the Kaggle snapshot (arxiv-metadata-oai-snapshot.json), plain, .gz or .zst. Stopped or "
    "killed, it goes on "
    "where it was when run again; running it twice changes nothing.\n\nExample: bandwagon import "
    "arxiv-metadata-oai-snapshot.json.zst";

model::Day today() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch();
  return {static_cast<std::int32_t>(days.count())};
}

// What the user sees of an import while it runs.
class Reporter {
 public:
  intake::ImportListener listener() {
    return {.progress = [this](const intake::ImportProgress& progress) { bar_.show(progress); },
            .skipped = [this](const intake::SkippedLine& line) { skipped(line); },
            .conflict = [this](const model::PaperId& id) { conflict(id); }};
  }

 private:
  void skipped(const intake::SkippedLine& line) {
    const auto count = ++skipped_[line.file];
    if (count > kShownPerFile + 1) return;
    bar_.clear();
    if (count <= kShownPerFile)
      fmt::print(stderr, "{}:{}: {}\n", line.file, line.line, line.what);
    else
      fmt::print(stderr, "{}: further malformed lines are only counted\n", line.file);
  }

  void conflict(const model::PaperId& id) {
    if (++conflicts_ > kShownPerFile) return;
    bar_.clear();
    fmt::print(stderr, "arXiv:{}: another record of the same version and day has other text; the first one is kept\n",
               id.str());
  }

  ProgressBar bar_;
  std::map<std::string, std::int64_t> skipped_;  // by file
  std::int64_t conflicts_ = 0;
};

std::int64_t papers(const intake::ImportCounts& counts) {
  return counts.added + counts.updated + counts.known;
}

void tell(const intake::FileImport& file) {
  if (file.resumed_after > 0)
    fmt::print(stderr, "{}: went on after line {}, where an earlier import had stopped\n", file.file,
               file.resumed_after);
  if (file.counts.skipped > 0)
    fmt::print(stderr, "{}: {} malformed line{} skipped, {}\n", file.file, file.counts.skipped,
               file.counts.skipped == 1 ? " was" : "s were",
               papers(file.counts) > 0 ? "all others are imported" : "and no line was a record of the Kaggle snapshot");
  if (file.failure) fmt::print(stderr, "{}\n", file.failure->message);
}

Result<void> import(Session& session, const std::vector<std::string>& files) {
  const auto config = session.config();
  if (!config) return tl::unexpected(config.error());
  const auto path = session.database();
  if (!path) return tl::unexpected(path.error());
  auto connection = store::open_writer(*path);
  if (!connection) return tl::unexpected(connection.error());

  const intake::ImportParams params{.calendar = (*config)->arxiv.calendar, .today = today()};
  const auto imported = [&] {
    Reporter reporter;
    return intake::import_files(*connection, files, params, reporter.listener());
  }();
  if (!imported) return tl::unexpected(imported.error());

  intake::ImportCounts counts;
  std::size_t incomplete = 0, strange = 0;
  for (const auto& file : *imported) {
    tell(file);
    counts += file.counts;
    if (file.failure)
      ++incomplete;
    else if (file.counts.skipped > 0 && papers(file.counts) == 0)
      ++strange;
  }
  std::cout << fmt::format("{} new, {} updated, {} known, {} skipped\n", counts.added, counts.updated, counts.known,
                           counts.skipped);
  if (incomplete > 0)
    return fail(ErrorKind::Failed,
                fmt::format("{} of {} files could not be read to the end; what could be read is kept", incomplete,
                            imported->size()));
  if (strange > 0)
    return fail(ErrorKind::Failed,
                fmt::format("{} of {} files held no record of the Kaggle snapshot: one JSON object a "
                            "line is wanted",
                            strange, imported->size()));
  return {};
}

}  // namespace

void add_import(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("import", kImportHelp);
  const auto files = std::make_shared<std::vector<std::string>>();  // owned by the command's callback
  command->add_option("FILE", *files, "files to import; - for standard input")->required();
  command->callback([&session, files] { session.finish(import(session, *files)); });
}

}  // namespace bandwagon::cli

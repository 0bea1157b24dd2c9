#pragma once
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "daemon/intake/import.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::support {

// Imports into databases of a temporary folder.
class ImportTest : public ::testing::Test {
 protected:
  static model::Day day(const char* iso) { return model::Day::parse(iso).value(); }
  store::Connection open(const char* database) const { return store::open_writer(folder / database).value(); }

  Result<std::vector<intake::FileImport>> import(store::Connection& connection, const std::vector<std::string>& files) {
    return intake::import_files(connection, files, params, listener);
  }
  intake::ImportCounts counts(store::Connection& connection, const std::vector<std::string>& files) {
    intake::ImportCounts sum;
    const auto imported = import(connection, files);
    EXPECT_TRUE(imported) << imported.error().message;
    if (imported)
      for (const auto& file : *imported) sum += file.counts;
    return sum;
  }

  // All that an import decides, without the row numbers.
  static std::vector<std::string> content(const store::Connection& connection) {
    std::vector<std::string> papers;
    const auto stored = store::window(connection, {-1'000'000}, {1'000'000}).value();
    for (const auto& [key, paper] : stored) {
      std::string text = paper.id.str() + "v" + std::to_string(paper.version) + "|" + paper.title + "|" +
                         paper.abstract + "|" + paper.submitted.iso() + "|" + paper.announced.iso() + "|" +
                         (paper.withdrawn ? "withdrawn" : "");
      for (const auto& author : paper.authors) text += "|" + author;
      for (const auto& category : paper.categories) text += "|" + category;
      papers.push_back(std::move(text));
    }
    return papers;
  }

  test::TemporaryFolder folder;
  std::vector<intake::SkippedLine> skipped;
  std::vector<std::string> conflicts;
  intake::ImportParams params{.calendar = {}, .today = day("2026-11-23")};
  intake::ImportListener listener{.skipped = [this](const intake::SkippedLine& line) { skipped.push_back(line); },
                                  .conflict = [this](const model::PaperId& id) { conflicts.push_back(id.str()); }};
};

}  // namespace bandwagon::support

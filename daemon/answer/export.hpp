#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "daemon/util/result.hpp"

namespace bandwagon::answer {

struct ExportProgress {
  std::string view;
  std::string month;  // empty: the view is one file
  std::size_t views_done = 0, views = 0;
};

struct ExportReport {
  std::size_t files = 0, written = 0, removed = 0;
  std::uint64_t bytes = 0;  // of all files
};

// Writes every public view, as the database stands at one moment, below `folder` (made if need be): JSON lines packed
// by Zstandard, a file for each view or for each month of it, with schema.json and README.md beside them. What is
// unchanged by the hashes of manifest.json is not written; all that is new is first written whole beside the former
// export and then renamed into place. A killed export is taken up by the next. Memory: one file unpacked and packed.
// Errors: the database's, Busy (another export into this folder), Failed (cannot write).
Result<ExportReport> export_views(const std::filesystem::path& database, const std::filesystem::path& folder,
                                  const std::function<void(const ExportProgress&)>& progress);

}  // namespace bandwagon::answer

#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "daemon/answer/export.hpp"
#include "daemon/util/file_lock.hpp"

namespace bandwagon::answer {

// The folder of an export: files by their place in it, told from the former ones by the hash of their content. What is
// new waits in `.unfinished` under its hash until publish(), so that the former export stays whole until then and a
// killed one need not write again what waits there. One process at a time.
class ExportFolder {
 public:
  // Makes the folder if need be. Errors: Busy (another export), Failed.
  static Result<ExportFolder> open(const std::filesystem::path& root);

  Result<void> put(const std::string& place, std::string_view content);
  Result<void> put_packed(const std::string& place, std::string_view content);  // packed by Zstandard

  // Renames what is new into place, removes files of the former export that were not put, then writes manifest.json.
  Result<ExportReport> publish();

 private:
  struct File {
    std::string hash;         // of the content before packing
    std::uint64_t bytes = 0;  // on the disk
    bool operator==(const File&) const = default;
  };
  using Files = std::map<std::string, File>;  // by place
  enum class Packing { None, Zstandard };

  ExportFolder(std::filesystem::path root, util::FileLock lock);
  static Files read_manifest(const std::filesystem::path& file);
  static std::string manifest_text(const Files& files);
  std::filesystem::path waiting(const std::string& place, const File& file) const;
  Result<void> put(const std::string& place, std::string_view content, Packing packing);
  Result<void> move_into_place();
  Result<void> remove_former();

  std::filesystem::path root_;
  util::FileLock lock_;
  Files former_, next_;
  ExportReport report_;
};

}  // namespace bandwagon::answer

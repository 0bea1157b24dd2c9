#include "daemon/answer/export_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "daemon/files/packed_text.hpp"
#include "daemon/util/atomic_file.hpp"

namespace bandwagon::answer {
namespace {

constexpr const char* kManifest = "manifest.json";
constexpr const char* kWaiting = ".unfinished";
constexpr const char* kLock = ".lock";

// Whether files that no export made stand where an export would write. One that was cut off left its waiting files.
bool is_no_export(const std::filesystem::path& root) {
  std::error_code ignored;
  const auto has = [&](const char* name) { return std::filesystem::exists(root / name, ignored); };
  return (has("README.md") || has("schema.json")) && !has(kManifest) && !has(kWaiting);
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  if (fault)
    return fail(ErrorKind::Failed, fmt::format("{}: cannot make the folder: {}", folder.string(), fault.message()));
  return {};
}

// Absent where there is no such file.
std::optional<std::uint64_t> size_of(const std::filesystem::path& file) {
  std::error_code fault;
  const auto bytes = std::filesystem::file_size(file, fault);
  return fault ? std::nullopt : std::optional<std::uint64_t>(bytes);
}

// A manifest names files that may be removed, so only places that an export makes are believed.
bool is_below(const std::filesystem::path& place) {
  return !place.empty() && place.is_relative() &&
         std::ranges::none_of(place, [](const auto& part) { return part == ".." || part == "."; });
}

}  // namespace

ExportFolder::ExportFolder(std::filesystem::path root, util::FileLock lock)
    : root_(std::move(root)), lock_(std::move(lock)), former_(read_manifest(root_ / kManifest)) {}

Result<ExportFolder> ExportFolder::open(const std::filesystem::path& root) {
  if (is_no_export(root))
    return fail(
        ErrorKind::Usage,
        fmt::format("{}: its README.md or schema.json was made by no export, and would be written over; name an "
                    "empty folder",
                    root.string()));
  if (const auto made = make_folder(root / kWaiting); !made) return tl::unexpected(made.error());
  auto lock = util::FileLock::take(root / kLock, std::chrono::milliseconds{0}, {});
  if (!lock) return tl::unexpected(lock.error());
  return ExportFolder(root, *std::move(lock));
}

// Without a manifest that can be read everything is new.
ExportFolder::Files ExportFolder::read_manifest(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const auto manifest = nlohmann::json::parse(stream, nullptr, false);
  Files files;
  if (!manifest.is_object() || !manifest.contains("files") || !manifest["files"].is_object()) return files;
  for (const auto& [place, entry] : manifest["files"].items()) {
    if (!is_below(place) || !entry.is_object()) continue;
    const auto hash = entry.find("hash"), bytes = entry.find("bytes");
    if (hash != entry.end() && hash->is_string() && bytes != entry.end() && bytes->is_number_unsigned())
      files[place] = {.hash = hash->get<std::string>(), .bytes = bytes->get<std::uint64_t>()};
  }
  return files;
}

std::string ExportFolder::manifest_text(const Files& files) {
  nlohmann::ordered_json manifest{{"format", 1}, {"hash", "XXH3-128 of the content before packing"}};
  for (const auto& [place, file] : files) manifest["files"][place] = {{"bytes", file.bytes}, {"hash", file.hash}};
  return manifest.dump(1) + "\n";
}

std::filesystem::path ExportFolder::waiting(const std::string& place, const File& file) const {
  std::string name = place + "." + file.hash;
  std::ranges::replace(name, '/', '.');
  return root_ / kWaiting / name;
}

Result<void> ExportFolder::put(const std::string& place, std::string_view content) {
  return put(place, content, Packing::None);
}

Result<void> ExportFolder::put_packed(const std::string& place, std::string_view content) {
  return put(place, content, Packing::Zstandard);
}

Result<void> ExportFolder::put(const std::string& place, std::string_view content, Packing packing) {
  File file{.hash = files::content_hash(content)};
  const auto former = former_.find(place);
  if (former != former_.end() && former->second.hash == file.hash && size_of(root_ / place) == former->second.bytes) {
    next_[place] = former->second;
    return {};
  }
  const auto target = waiting(place, file);
  if (const auto bytes = size_of(target)) {
    file.bytes = *bytes;
  } else {
    const std::string packed = packing == Packing::None ? std::string(content) : files::pack(content);
    if (auto written = util::write_atomically(target, packed); !written) return written;
    file.bytes = packed.size();
  }
  next_[place] = file;
  return {};
}

Result<void> ExportFolder::move_into_place() {
  std::set<std::filesystem::path> folders{root_};
  for (const auto& [place, file] : next_) {
    const auto from = waiting(place, file), to = root_ / place;
    if (!size_of(from)) continue;  // unchanged
    if (auto made = make_folder(to.parent_path()); !made) return made;
    std::error_code fault;
    if (std::filesystem::exists(to, fault) && !std::filesystem::is_regular_file(to, fault))
      return fail(ErrorKind::Failed, fmt::format("cannot write {}: something else stands there", to.string()));
    std::filesystem::rename(from, to, fault);
    if (fault) return fail(ErrorKind::Failed, fmt::format("cannot write {}: {}", to.string(), fault.message()));
    folders.insert(to.parent_path());
    ++report_.written;
  }
  for (const auto& folder : folders)
    if (auto synced = util::sync_folder(folder); !synced) return synced;
  return {};
}

Result<void> ExportFolder::remove_former() {
  for (const auto& [place, file] : former_) {
    if (next_.contains(place)) continue;
    std::error_code fault;
    std::filesystem::remove(root_ / place, fault);
    if (fault)
      return fail(ErrorKind::Failed, fmt::format("cannot remove {}: {}", (root_ / place).string(), fault.message()));
    std::filesystem::remove((root_ / place).parent_path(), fault);  // if nothing else is in it
    ++report_.removed;
  }
  return {};
}

Result<ExportReport> ExportFolder::publish() {
  if (const auto moved = move_into_place(); !moved) return tl::unexpected(moved.error());
  if (const auto removed = remove_former(); !removed) return tl::unexpected(removed.error());
  if (next_ != former_)
    if (const auto written = util::write_atomically(root_ / kManifest, manifest_text(next_)); !written)
      return tl::unexpected(written.error());
  std::error_code ignored;
  std::filesystem::remove_all(root_ / kWaiting, ignored);
  report_.files = next_.size();
  for (const auto& [place, file] : next_) report_.bytes += file.bytes;
  return report_;
}

}  // namespace bandwagon::answer

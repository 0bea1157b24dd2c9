#pragma once
// What people say about releases: their own, and verdicts on those that were found. Writes to the database.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "analyzers/model/release.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::release {

// A release as somebody typed it, not yet checked. Empty: not given.
struct TypedRelease {
  std::string id, name, lab, kind, date, openness, known_since;  // known_since: default the date
  std::vector<std::string> arxiv_ids, aliases;
};

// Checks it by the rules of the catalogue and adds it with origin User. Errors: Usage (what is wrong with it, or the id
// is taken).
Result<model::Release> add_release(const std::filesystem::path& database, const TypedRelease& typed);

// Of its names those that no paper can be seen to use, see attribute::Names.
std::vector<std::string> unfindable_names(const model::Release& release);

// Adds or replaces every release of a catalogue (TOML or JSON) with origin User, so that the shipped catalogue never
// overwrites it. The whole file is checked first: a problem in it and nothing is written.
struct ImportedReleases {
  std::int64_t added = 0, replaced = 0;
};
Result<ImportedReleases> import_releases(const std::filesystem::path& database, const std::filesystem::path& catalogue);

// Sets a release's status; it holds whatever the catalogue says later. `decided_at`: Unix seconds UTC. Error: NotFound.
Result<void> decide_release(const std::filesystem::path& database, const std::string& id, model::ReleaseStatus status,
                            std::int64_t decided_at);

// Makes release `id` part of `into`. Errors: NotFound, Usage.
Result<void> merge_release(const std::filesystem::path& database, const std::string& id, const std::string& into,
                           std::int64_t decided_at);

// Takes back what was last decided about a release; returns what that was: confirm, reject, merge. Error: NotFound.
Result<std::string> undo_release(const std::filesystem::path& database, const std::string& id);

}  // namespace bandwagon::release

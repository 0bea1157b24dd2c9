#pragma once
// What people decide about releases, and how it is taken back.
#include <cstdint>
#include <string>

#include "analyzers/model/release.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

// Sets the status and logs the decision with its moment (Unix seconds UTC). Error: ErrorKind::NotFound.
Result<void> decide_release(Connection& connection, const std::string& id, model::ReleaseStatus status,
                            std::int64_t decided_at);

// Makes `id` part of `into`: its names, papers, signals and earlier day go there, and it is rejected itself. Errors:
// NotFound, Usage (the same release twice, an `into` that is rejected or part of another).
Result<void> merge_release(Connection& connection, const std::string& id, const std::string& into,
                           std::int64_t decided_at);

// Takes back the last confirming, rejecting or merging of `id` and nothing else, and returns which it was. Errors:
// NotFound (no such release, nothing to take back), Usage (a later merge of the same releases must be taken back first,
// or what took `id` in has been replaced since then).
Result<std::string> undo_release(Connection& connection, const std::string& id);

}  // namespace bandwagon::store

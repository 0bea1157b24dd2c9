#pragma once
// Releases: what the catalogue lists, what people add and what they decide about both.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/model/release.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

struct CatalogueOutcome {
  std::int64_t added = 0, changed = 0, removed = 0;
  std::vector<std::string> kept;  // no longer in the catalogue, but findings refer to them
};

// Makes the catalogue's releases those of `catalogue`, in one transaction; writes only what differs. A release that
// somebody made (origin user, feed, arxiv or hub) is never overwritten, and a status that somebody decided holds. A
// release that left the catalogue is removed unless an attribution, role or alert refers to it.
Result<CatalogueOutcome> replace_catalogue(Connection& connection, std::span<const model::Release> catalogue);

// Adds a release or replaces the one of the same id, whoever made it; a status that somebody decided holds. A later
// catalogue leaves it alone unless its origin is Catalogue.
Result<void> put_release(Connection& connection, const model::Release& release);

// All releases, or those known on `known_on`, ordered by (released, id).
Result<std::vector<model::Release>> releases(const Connection& connection,
                                             std::optional<model::Day> known_on = std::nullopt);

// Error: ErrorKind::NotFound.
Result<model::Release> release(const Connection& connection, const std::string& id);

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

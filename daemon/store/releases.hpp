#pragma once
// Releases: what the catalogue lists and what people add.
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

}  // namespace bandwagon::store

#pragma once
// What people ask of the sources by hand, over the network and by the machine's clock.
#include <functional>
#include <optional>

#include "daemon/intake/by_identifier.hpp"
#include "daemon/service/cycle.hpp"

namespace bandwagon::service {

// One fetch of all sources, as the service makes it; nothing is analysed. Errors: the database's; a source's stand in
// the report.
Result<FetchReport> poll_now(store::Connection& database, const config::Config& config);

// Reads from arXiv's own record what was created or changed on these days (UTC, both included; no `until`: up to now),
// for the watched lists. Papers announced before `from` or outside the lists are updated, never added. Interrupted or
// killed, the same call goes on where it stopped. Errors: as harvest().
Result<intake::HarvestReport> harvest_past(store::Connection& database, const config::Config& config, model::Day from,
                                           std::optional<model::Day> until,
                                           const std::function<void(const intake::HarvestReport&)>& after_page);

// Reads these papers from arXiv, whatever lists they are on. Errors: as fetch_papers().
Result<intake::IdentifierReport> fetch_now(store::Connection& database, const config::Config& config,
                                           const std::vector<model::PaperId>& ids);

}  // namespace bandwagon::service

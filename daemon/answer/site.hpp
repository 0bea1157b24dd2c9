#pragma once
#include <cstddef>
#include <filesystem>

#include "config/config.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::answer {

struct SiteReport {
  std::size_t pages = 0;    // that the site has
  std::size_t written = 0;  // that were not there or differed
};

// Writes the archive of all told waves below `folder`, which is made if need be. Addresses never change:
// wave/BURST.html, release/ID.html, pioneer/ARXIV_ID.html, field/CATEGORY.html, month/YYYY-MM.html; pages that are no
// longer made stay. A file is written whole or not at all, and only when it differs. Errors: the database's, NotFound
// (no week is closed), Failed (cannot write).
Result<SiteReport> write_site(const std::filesystem::path& database, const std::filesystem::path& folder,
                              const config::Config& config);

}  // namespace bandwagon::answer

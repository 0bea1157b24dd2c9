#pragma once
// How often a source is asked, and what its silence means. Pure: moments come in as values.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/store/feeds.hpp"

namespace bandwagon::intake {

// The pace of entries: newest moment and median gap in seconds; absent where too few have a moment.
struct Pace {
  std::optional<std::int64_t> newest_at, median_gap;
};
Pace pace_of(std::vector<std::int64_t> published);

// Quiet: the newest entry is older than 60 days and than six times the median gap. A feed that answers for years after
// its lab has moved on is caught so.
store::FeedHealth health_of(const Pace& pace, std::int64_t now);

// Until a source that answered is asked again: a sixth of its median gap, 2 to 24 hours.
std::chrono::seconds pause_after_answer(const Pace& pace);
// Until one that failed so often in a row is: 15 minutes, doubled each time, at most a day; never given up.
std::chrono::seconds pause_after_failure(int failures, std::optional<std::chrono::seconds> retry_after);

// The pause moved by up to a tenth, the same for one source on one day, so that sources and installations spread out.
std::chrono::seconds spread(std::chrono::seconds pause, std::string_view seed);

}  // namespace bandwagon::intake

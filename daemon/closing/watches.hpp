#pragma once
#include <string>
#include <vector>

#include "analyzers/watch/watch.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::closing {

// What the watches see of the waves as they stand after a close that happened on `closed`: one alert for each watch and
// wave that it has reached and was not told of before, by watch in the order of the configuration, then by wave. Reads
// only, and nothing announced on `closed` or later.
Result<std::vector<model::WatchAlert>> look_out(const store::Connection& connection,
                                                const std::vector<watch::Watch>& watches,
                                                const std::vector<std::string>& categories, model::Day closed);

}  // namespace bandwagon::closing

#pragma once
#include "config/config.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::config {

// Whether the catalogue and the list of labs that the settings choose can be read: what an analysis needs beside the
// settings themselves. One error (Config) names the problems of both.
Result<void> check_chosen_lists(const Config& config);

}  // namespace bandwagon::config

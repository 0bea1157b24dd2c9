#pragma once
#include "analyzers/herding/decided.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::closing {

// What the closes have decided of waves, read from the database whenever it is asked for; `connection` must outlive it.
// Throws std::runtime_error where the database cannot be read.
herding::Chronicle chronicle(const store::Connection& connection);

}  // namespace bandwagon::closing

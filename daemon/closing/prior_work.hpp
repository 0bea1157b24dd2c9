#pragma once
#include "analyzers/close/weekly_close.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::closing {

// Looks prior work up in the full text index; `connection` must outlive it. Throws std::runtime_error when the database
// fails: a close cannot go on without it.
close::PriorWork prior_work(const store::Connection& connection);

}  // namespace bandwagon::closing

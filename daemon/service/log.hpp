#pragma once
#include "daemon/service/cycle.hpp"

namespace bandwagon::service {

// Sends the program's log (spdlog's default logger) to stderr, one line per event. Under systemd each line begins with
// its priority ("<6>") and without a time, as the journal expects; elsewhere with time and level. Call once, before any
// thread.
void start_log();

// What a cycle did, in a few lines.
void log_cycle(const CycleReport& report);
void log_deliveries(const Delivered& delivered);

}  // namespace bandwagon::service

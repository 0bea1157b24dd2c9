#pragma once
#include <chrono>
#include <string>

#include "daemon/intake/import.hpp"

namespace bandwagon::intake {

// " 41 %  12,345 papers  6,100/s  ETA 0:12", with what is known of it. Pure.
std::string progress_text(const ImportProgress& progress, std::chrono::duration<double> elapsed);

}  // namespace bandwagon::intake

#pragma once
#include <cstdint>
#include <string>

namespace bandwagon::util {

// Whether the system's time zone database knows the name: "Europe/Berlin", "UTC".
bool is_time_zone(const std::string& name);

// Minutes after midnight at that moment (Unix seconds) in a zone that is one.
int minute_of_day(const std::string& zone, std::int64_t unix_seconds);

}  // namespace bandwagon::util

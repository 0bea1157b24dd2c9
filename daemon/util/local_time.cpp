#include "daemon/util/local_time.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace bandwagon::util {

bool is_time_zone(const std::string& name) {
  try {
    return date::locate_zone(name) != nullptr;
  } catch (const std::runtime_error&) {  // how the library says that it knows no such zone
    return false;
  }
}

int minute_of_day(const std::string& zone, std::int64_t unix_seconds) {
  const auto local = date::locate_zone(zone)->to_local(date::sys_seconds{std::chrono::seconds{unix_seconds}});
  const auto since_midnight = local - date::floor<date::days>(local);
  return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(since_midnight).count());
}

}  // namespace bandwagon::util

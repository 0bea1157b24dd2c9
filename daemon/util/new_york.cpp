#include "daemon/util/new_york.hpp"

#include <date/tz.h>

#include <algorithm>

namespace bandwagon::util {

NewYorkTime new_york(std::int64_t unix_seconds) {
  static const date::time_zone* const zone = date::locate_zone("America/New_York");
  const auto local = zone->to_local(date::sys_seconds{std::chrono::seconds{unix_seconds}}).time_since_epoch();
  const auto days = std::chrono::floor<date::days>(local);
  return {.day = {static_cast<std::int32_t>(days.count())},
          .second_of_day = static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(local - days).count())};
}

std::int64_t unix_seconds(NewYorkTime time) {
  static const date::time_zone* const zone = date::locate_zone("America/New_York");
  const date::local_seconds local{std::chrono::seconds{time.day.midnight() + time.second_of_day}};
  return zone->to_sys(local, date::choose::earliest).time_since_epoch().count();
}

model::Day announcement_day(const model::MailingCalendar& calendar, const model::PaperId& id,
                            std::int64_t submitted_at) {
  const NewYorkTime received = new_york(submitted_at);
  return std::max(calendar.announces(received.day, received.second_of_day), calendar.announces(id.month(), 0));
}

}  // namespace bandwagon::util

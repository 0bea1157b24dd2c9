#pragma once
#include <cstdint>

#include "analyzers/model/announcement.hpp"

namespace bandwagon::util {

// A moment in arXiv's own time zone, America/New_York (system tzdata, with daylight saving).
struct NewYorkTime {
  model::Day day;
  int second_of_day = 0;
};

NewYorkTime new_york(std::int64_t unix_seconds);

// The moment (Unix seconds) of a time of day in New York. A time that the clock change leaves out means the moment of
// the change, one that comes twice means its first.
std::int64_t unix_seconds(NewYorkTime time);

// The mailing that announces a paper received at `unix_seconds` (UTC).
model::Day announcement_day(const model::MailingCalendar& calendar, std::int64_t unix_seconds);

}  // namespace bandwagon::util

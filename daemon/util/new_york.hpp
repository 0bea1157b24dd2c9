#pragma once
#include <cstdint>

#include "analyzers/model/announcement.hpp"
#include "analyzers/model/paper_id.hpp"

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

// The mailing that announces a paper received at `submitted_at` (Unix seconds), unless moderators hold it: at the
// earliest the first one of the month that its identifier names.
model::Day announcement_day(const model::MailingCalendar& calendar, const model::PaperId& id,
                            std::int64_t submitted_at);

}  // namespace bandwagon::util

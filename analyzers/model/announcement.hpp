#pragma once
#include <set>

#include "analyzers/model/day.hpp"

namespace bandwagon::model {

// arXiv's mailing schedule, in the New York calendar (info.arxiv.org/help/availability.html): what is received by 14:00
// on a working day is mailed at 20:00; mailings go out Sunday to Thursday. Received Thu 14:00 – Fri 14:00: Sunday; Fri
// 14:00 – Mon 14:00: Monday. A day in `no_mailing` passes its papers on to the next mailing.
struct MailingCalendar {
  std::set<Day> no_mailing;  // holidays: configuration, they change every year

  static constexpr int kCutOffSecond = 14 * 3600;  // 14:00 New York

  bool is_mailing_day(Day day) const;

  // The day whose mailing announces a paper received at `second_of_day` (0 … 86399) of `received`, both New York time.
  // O(length of the gap between mailings).
  Day announces(Day received, int second_of_day) const;

  friend bool operator==(const MailingCalendar&, const MailingCalendar&) = default;
};

}  // namespace bandwagon::model

#pragma once
#include <set>
#include <span>
#include <vector>

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

// When the papers of one month were mailed, in order of their numbers, from the days on which their submissions would
// have been. arXiv numbers papers when it lets them pass, so one that its moderators held has an early submission and
// the number of the papers with which it was mailed: no paper comes before kMailedBefore papers with smaller numbers.
// (That many, so that one wrong day moves no other paper.) O(n).
inline constexpr std::size_t kMailedBefore = 3;
std::vector<Day> mailed_in_order(std::span<const Day> expected);

}  // namespace bandwagon::model

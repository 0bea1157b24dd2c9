#include "analyzers/model/announcement.hpp"

#include <algorithm>
#include <array>

namespace bandwagon::model {
namespace {

constexpr unsigned kFriday = 4, kSaturday = 5, kSunday = 6;

}  // namespace

bool MailingCalendar::is_mailing_day(Day day) const {
  const unsigned weekday = day.weekday();
  return weekday != kFriday && weekday != kSaturday && !no_mailing.contains(day);
}

Day MailingCalendar::announces(Day received, int second_of_day) const {
  Day batch = received;  // the working day whose cut-off closes this paper's batch
  if (second_of_day >= kCutOffSecond) batch = batch + 1;
  while (batch.weekday() == kSaturday || batch.weekday() == kSunday) batch = batch + 1;
  Day mailing = batch.weekday() == kFriday ? batch + 2 : batch;  // Friday's batch is mailed on Sunday evening
  while (!is_mailing_day(mailing)) mailing = mailing + 1;
  return mailing;
}

std::vector<Day> mailed_in_order(std::span<const Day> expected) {
  std::vector<Day> mailed;
  mailed.reserve(expected.size());
  std::array<Day, kMailedBefore> latest{};  // of the papers so far, the earliest of them first
  for (const Day day : expected) {
    mailed.push_back(mailed.size() < kMailedBefore ? day : std::max(day, latest.front()));
    if (day > latest.front()) latest.front() = day;
    std::sort(latest.begin(), latest.end());
  }
  return mailed;
}

}  // namespace bandwagon::model

#pragma once
// When arXiv's feed is asked. Pure: the moment comes in as a value; New York's clock comes from tzdata.
#include <chrono>
#include <string_view>

#include "analyzers/model/announcement.hpp"
#include "daemon/util/clock.hpp"

namespace bandwagon::intake {

// The feed of a mailing appears at New York's midnight after it, Sunday to Thursday. Twenty minutes later it is asked,
// and up to forty more, the same on every day for one installation, so that not everybody comes at once.
inline constexpr std::chrono::minutes kAfterMidnight{20};
inline constexpr std::chrono::minutes kLongestDelay{40};

// arXiv's own record of a mailing is complete by 22:30; it is read at half past three, and up to 200 minutes later.
inline constexpr std::chrono::minutes kTruthTime{3 * 60 + 30};
inline constexpr int kTruthSpread = 5;  // times the installation's delay

struct PollHistory {
  int failures = 0;               // in a row; a mailing that is late counts as one
  std::chrono::seconds delay{0};  // this installation's, 0 … kLongestDelay
};

// The next regular poll strictly after `now`: of the feed, or of the record. After the first failures a poll in
// between: 30, 60, 120 and 240 minutes after the failure. Holidays are polled too: the list of them is known to change.
util::Moment next_poll(util::Moment now, const PollHistory& history);

// The last mailing whose feed should be out at `now`, by the calendar.
model::Day expected_mailing(util::Moment now, const model::MailingCalendar& calendar);

// The last mailing that should have been read from arXiv's record at `now`.
model::Day expected_truth(util::Moment now, const model::MailingCalendar& calendar, std::chrono::seconds delay);

// This installation's delay, from anything that differs between installations, e.g. the contact address.
std::chrono::seconds installation_delay(std::string_view seed);

}  // namespace bandwagon::intake

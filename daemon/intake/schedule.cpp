#include "daemon/intake/schedule.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/util/new_york.hpp"

namespace bandwagon::intake {
namespace {

using std::chrono::minutes;

constexpr std::array kRetries{minutes{30}, minutes{60}, minutes{120}, minutes{240}};
constexpr unsigned kFriday = 4;

std::int64_t seconds_of(util::Moment moment) {
  return std::chrono::floor<std::chrono::seconds>(moment.time_since_epoch()).count();
}

util::Moment moment_of(model::Day day, std::chrono::seconds second) {
  return util::Moment{
      std::chrono::seconds{util::unix_seconds({.day = day, .second_of_day = static_cast<int>(second.count())})}};
}

util::Moment feed_poll(model::Day day, std::chrono::seconds delay) {
  return moment_of(day, kAfterMidnight + delay);
}

util::Moment truth_poll(model::Day day, std::chrono::seconds delay) {
  return moment_of(day, kTruthTime + kTruthSpread * delay);
}

}  // namespace

util::Moment next_poll(util::Moment now, const PollHistory& history) {
  model::Day day = util::new_york(seconds_of(now)).day;
  while (day.weekday() > kFriday || truth_poll(day, history.delay) <= now) day = day + 1;
  const util::Moment feed = feed_poll(day, history.delay);
  const util::Moment regular = feed > now ? feed : truth_poll(day, history.delay);
  if (history.failures < 1 || history.failures > static_cast<int>(kRetries.size())) return regular;
  return std::min(regular, now + kRetries[static_cast<std::size_t>(history.failures - 1)]);
}

model::Day expected_mailing(util::Moment now, const model::MailingCalendar& calendar) {
  model::Day day = util::new_york(seconds_of(now)).day - 1;
  while (!calendar.is_mailing_day(day)) day = day - 1;
  return day;
}

model::Day expected_truth(util::Moment now, const model::MailingCalendar& calendar, std::chrono::seconds delay) {
  model::Day day = util::new_york(seconds_of(now)).day;
  if (truth_poll(day, delay) > now) day = day - 1;
  day = day - 1;
  while (!calendar.is_mailing_day(day)) day = day - 1;
  return day;
}

std::chrono::seconds installation_delay(std::string_view seed) {
  std::uint32_t hash = 2166136261;  // FNV-1a: stable over versions and machines, which std::hash is not
  for (const char byte : seed) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
  return std::chrono::seconds{hash % static_cast<std::uint32_t>(std::chrono::seconds{kLongestDelay}.count())};
}

}  // namespace bandwagon::intake

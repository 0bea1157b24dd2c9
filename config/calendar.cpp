#include "config/calendar.hpp"

namespace bandwagon::config {

// Source: "On Deferred Mailings" in arXiv's help page on the availability of submissions (arXiv/arxiv-docs,
// source/help/availability.md, and its pull requests). Each edition lists one year; what no edition at hand lists is
// left out.
model::MailingCalendar arxiv_calendar() {
  const auto day = model::Day::from_civil;
  return {{// 2023: edition of mid 2023
           day(2023, 1, 16), day(2023, 6, 14), day(2023, 6, 19), day(2023, 7, 4), day(2023, 9, 4), day(2023, 11, 23),
           day(2023, 12, 25), day(2023, 12, 27),
           // 2024: pull requests 819 and 1065; the months before May are not known
           day(2024, 5, 22), day(2024, 7, 4), day(2024, 9, 2), day(2024, 10, 8), day(2024, 11, 28), day(2024, 12, 25),
           day(2024, 12, 26), day(2024, 12, 31),
           // 2025: edition of early 2025, when its December was not yet decided
           day(2025, 1, 1), day(2025, 1, 20), day(2025, 6, 19), day(2025, 7, 6), day(2025, 9, 1), day(2025, 11, 27),
           // 2026: edition of 2026
           day(2026, 1, 1), day(2026, 1, 19), day(2026, 6, 19), day(2026, 7, 3), day(2026, 9, 7), day(2026, 11, 26),
           day(2026, 12, 25), day(2026, 12, 29), day(2026, 12, 31)}};
}

}  // namespace bandwagon::config

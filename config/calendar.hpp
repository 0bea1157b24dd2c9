#pragma once
#include "analyzers/model/announcement.hpp"

namespace bandwagon::config {

// arXiv's mailing calendar with the holidays that arXiv has announced, as far as they are known: the default of
// `[arxiv] no_mailing`. A holiday that is missing here moves that one day's papers a day too early, nothing else.
model::MailingCalendar arxiv_calendar();

}  // namespace bandwagon::config

#pragma once
#include "analyzers/model/announcement.hpp"
#include "daemon/parse/arxiv_record.hpp"
#include "daemon/store/papers.hpp"

namespace bandwagon::intake {

// What arXiv says of a paper, as it is stored. The mailing is derived from the moment of submission, as an import
// derives it; a day of change after `today` (UTC) is taken for today. Pure.
store::PaperRecord paper_of(const parse::ArxivRecord& record, const model::MailingCalendar& calendar, model::Day today);

// Whether a paper was submitted after the day, in New York, on which we are: its date is wrong.
bool is_yet_to_come(const parse::ArxivRecord& record, std::int64_t now);

// Dates the announcements of papers that moderators held, where only the submission was known: by the papers with
// neighbouring numbers. What was counted in a closed week stays there.
Result<void> settle_announcements(store::Connection& connection);

}  // namespace bandwagon::intake

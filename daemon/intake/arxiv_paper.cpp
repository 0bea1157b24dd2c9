#include "daemon/intake/arxiv_paper.hpp"

#include <algorithm>

#include "daemon/store/findings.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::intake {

store::PaperRecord paper_of(const parse::ArxivRecord& record, const model::MailingCalendar& calendar,
                            model::Day today) {
  std::vector<std::string> authors;
  for (const auto& author : record.authors) authors.push_back(author.name);
  store::PaperRecord paper{.paper = {.id = record.id,
                                     .version = record.version,
                                     .title = record.title,
                                     .abstract = record.abstract,
                                     .authors = std::move(authors),
                                     .categories = record.categories,
                                     .submitted_at = record.submitted_at,
                                     .submitted = model::Day::at(record.submitted_at),
                                     .announced = util::announcement_day(calendar, record.id, record.submitted_at),
                                     .withdrawn = record.standing == parse::Standing::Withdrawn},
                           .record_day = record.record_day};
  if (!record.categories.empty()) paper.paper.primary_category = record.categories.front();
  if (paper.record_day) paper.record_day = std::min(*paper.record_day, today);
  return paper;
}

bool is_yet_to_come(const parse::ArxivRecord& record, std::int64_t now) {
  return util::new_york(record.submitted_at).day > util::new_york(now).day;
}

Result<void> settle_announcements(store::Connection& connection) {
  const auto last = store::last_closed_week(connection);
  if (!last) return tl::unexpected(last.error());
  const auto ordered =
      store::order_announcements(connection, *last ? (*last)->week + (model::kDaysPerWeek - 1) : model::Day{});
  if (!ordered) return tl::unexpected(ordered.error());
  return {};
}

}  // namespace bandwagon::intake

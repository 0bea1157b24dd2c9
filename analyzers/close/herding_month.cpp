// How much the fields moved together in a month, said once, at the close of the week in which the month ended.
#include "analyzers/close/weekly_close.hpp"

namespace bandwagon::close {

void Analysis::look_back(const Today& today, model::WeekFindings& findings) const {
  const auto month = herding::month_ending_before(today.closed);
  if (!chronicle_ || !month || window_.monday(0) > month->first) return;  // a month that was not seen whole
  auto decided = chronicle_(window_.monday(0));
  herding::add(decided, findings, window_);
  auto report = herding::month_report(window_, decided, *month, today.quarantine, params_.herding);
  findings.herding = std::move(report.figures);
  findings.abandoned = std::move(report.abandoned);
}

}  // namespace bandwagon::close

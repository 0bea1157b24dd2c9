// How much the fields moved together in a month, said once, at the close of the week in which the month ended.
#include "analyzers/close/weekly_close.hpp"

namespace bandwagon::close {

std::optional<herding::Month> Analysis::month_to_look_back_on(model::Day closed) const {
  const auto month = herding::month_ending_before(closed);
  const bool seen_whole = month && window_.monday(0) <= month->first;
  return chronicle_ && seen_whole ? month : std::nullopt;
}

void Analysis::look_back(Today& today, model::WeekFindings& findings) const {
  if (!today.look_back) return;
  auto& [month, decided] = *today.look_back;
  herding::add(decided, findings);
  const herding::Topics topics{
      .of = [this](int week, std::size_t position) { return topics_.cluster_of(week, position); },
      .born = topics_.clusters_born(month.first, month.next)};
  auto report = herding::month_report(window_, topics, decided, month, today.quarantine, params_.herding);
  findings.herding = std::move(report.figures);
  findings.abandoned = std::move(report.abandoned);
}

}  // namespace bandwagon::close

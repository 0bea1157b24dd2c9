#include "daemon/closing/closing.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "daemon/closing/chronicle.hpp"
#include "daemon/closing/kept_weeks.hpp"
#include "daemon/closing/prior_work.hpp"

namespace bandwagon::closing {
namespace {

std::int64_t new_alerts_in(const model::WeekFindings& findings) {
  return std::count_if(findings.alerts.begin(), findings.alerts.end(),
                       [](const auto& alert) { return alert.reason == model::AlertReason::New; });
}

close::Params method_of(const config::Config& config) {
  close::Params method;
  method.screen.margin = config.burst.margin;
  method.screen.false_discovery_rate = config.burst.false_discovery_rate;
  return method;
}

}  // namespace

Closing::Closing(store::Connection& connection, store::Connection library, const config::Config& config,
                 const OpenWeeks& open, release::KnownReleases known, const AnalyzeListener& listener)
    : connection_(connection),
      library_(std::move(library)),
      open_(open),
      method_(method_of(config)),
      known_(std::move(known)),
      weeks_(connection, library_, config, known_.reader(),
             [this, &listener](const model::WeekFindings& findings) {
               ++closed_.weeks;
               closed_.new_alerts += new_alerts_in(findings);
               if (!closed_.first) closed_.first = findings.week;
               closed_.last = findings.week;
               listener.closed(findings.week, closed_.weeks, open_.weeks());
             }),
      analysis_(config.arxiv.categories, method_, prior_work(library_),
                [this, decided = chronicle(connection)](model::Day from) {
                  weeks_.wait();
                  return decided(from);
                }) {}

Result<void> Closing::resume(const std::stop_token& stop) {
  if (!open_.last) return {};
  const int span = method_.window.weeks;
  const model::Day last = open_.last->week;
  const Past past{std::max(open_.earliest, last - (span - 1) * model::kDaysPerWeek), last, span};
  dormant_.emplace(connection_, past, analysis_);
  const auto remember = [&] {
    return dormant_->remember(open_.last->state_hash).and_then([&] { return weeks_.fetch(open_.first); });
  };
  if (auto resumed = resume_search(connection_, past, known_, remember, stop); !resumed) return resumed;
  return open_.weeks() > 0 ? dormant_->wake(stop) : Result<void>{};
}

Result<void> Closing::close_weeks(const std::stop_token& stop) {
  for (model::Day week = open_.first; week <= open_.mailed && !stop.stop_requested();
       week = week + model::kDaysPerWeek) {
    auto papers = weeks_.papers(week);
    if (!papers) return tl::unexpected(papers.error());
    analysis_.read_ahead(std::move(papers->texts));
    const auto in_vain = look_daily(*papers, stop);
    if (!in_vain) return tl::unexpected(in_vain.error());
    if (week >= open_.end) return *in_vain ? remember_look(**in_vain) : Result<void>{};
    auto findings = analysis_.close(week, std::move(papers->papers), known_.on(week + model::kDaysPerWeek));
    if (auto begun = weeks_.commit(std::move(findings)); !begun) return begun;
    if (week + model::kDaysPerWeek == open_.end) pack_last_week();  // while it is being stored
  }
  return {};
}

void Closing::pack_last_week() {
  learned_ = known_.learned();
  frequencies_ = packed_frequencies();
}

std::string Closing::packed_frequencies() const {
  const auto& vectors = method_.window.vectors;
  return represent::pack(corpus::telling_frequencies(analysis_.window(), vectors.phrase_papers));
}

Result<ClosedWeeks> Closing::keep(const std::stop_token& stop) {
  const auto& window = analysis_.window();
  if (const auto settled = weeks_.connection(); !settled) return tl::unexpected(settled.error());
  if (closed_.last) {
    if (!frequencies_) frequencies_ = packed_frequencies();  // stopped before the last week
    if (auto kept = store::keep_frequencies(connection_, *closed_.last, window.frequencies().papers(), *frequencies_);
        !kept)
      return tl::unexpected(kept.error());
  }
  if (!stop.stop_requested())
    if (auto kept = keep_weeks(connection_, window); !kept) return tl::unexpected(kept.error());
  if (learned_)
    if (auto kept = keep_search(connection_, *closed_.last, method_.window.weeks, *learned_); !kept)
      return tl::unexpected(kept.error());
  return closed_;
}

Result<std::optional<model::Day>> Closing::look_daily(const WeekPapers& week, const std::stop_token& stop) {
  std::optional<model::Day> in_vain;
  const std::span papers(week.papers);
  for (std::size_t end = 0; end < papers.size();) {
    const model::Day day = papers[end].paper.announced;
    const std::size_t begin = end;
    while (end < papers.size() && papers[end].paper.announced == day) ++end;
    if (day <= open_.mailed)
      if (const auto shown = show(week, begin, end); !shown) return tl::unexpected(shown.error());
    const bool last_of_week = day - day.monday() == model::kDaysPerWeek - 1;
    if (last_of_week || day > open_.mailed || (analysis_.looked() && day <= *analysis_.looked())) continue;
    const auto found = look(day, papers.first(end), stop);
    if (!found) return tl::unexpected(found.error());
    in_vain = *found ? std::nullopt : std::optional(day);
  }
  if (const auto kept = keep_found(); !kept) return tl::unexpected(kept.error());
  return in_vain;
}

Result<bool> Closing::look(model::Day day, std::span<const model::StoredPaper> so_far, const std::stop_token& stop) {
  const auto releases = known_.on(day + 1);
  if (dormant_) {
    const auto awake = dormant_->wake_to_look(day, so_far, releases, stop);
    if (!awake || !*awake) return awake;
  }
  const auto findings = analysis_.look(day, {so_far.begin(), so_far.end()}, releases);
  if (findings.bursts.empty()) return false;
  if (const auto kept = keep_found(); !kept) return tl::unexpected(kept.error());
  const auto connection = weeks_.connection();
  if (!connection) return tl::unexpected(connection.error());
  if (auto committed = store::commit_look(**connection, findings); !committed) return tl::unexpected(committed.error());
  closed_.new_alerts += new_alerts_in(findings);
  return true;
}

// Shows the search for releases the papers of a day.
Result<void> Closing::show(const WeekPapers& week, std::size_t begin, std::size_t end) {
  const std::span papers(week.papers);
  const std::span readings(week.readings);
  return known_.see(papers.subspan(begin, end - begin),
                    readings.empty() ? readings : readings.subspan(begin, end - begin),
                    [this](const model::PaperId& id) { return weeks_.paper(id); });
}

Result<void> Closing::keep_found() {
  if (!known_.has_found()) return {};
  const auto connection = weeks_.connection();
  if (!connection) return tl::unexpected(connection.error());
  return known_.keep_found(**connection);
}

// A day that was looked at in vain is not looked at again, though papers of it come late: nobody could have told then.
Result<void> Closing::remember_look(model::Day day) {
  const auto connection = weeks_.connection();
  if (!connection) return tl::unexpected(connection.error());
  return store::commit_look(**connection,
                            {.week = day.monday(), .closed = day + 1, .state = {close::Analysis::looked_in_vain(day)}});
}

}  // namespace bandwagon::closing

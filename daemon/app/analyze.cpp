#include "daemon/app/analyze.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyzers/close/weekly_close.hpp"
#include "config/catalogue.hpp"
#include "config/shipped.hpp"
#include "daemon/app/arxiv_paper.hpp"
#include "daemon/app/chronicle.hpp"
#include "daemon/app/kept_weeks.hpp"
#include "daemon/app/known_releases.hpp"
#include "daemon/app/prior_work.hpp"
#include "daemon/app/resume.hpp"
#include "daemon/app/week_store.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/releases.hpp"

namespace bandwagon::app {
namespace {

constexpr int kWeek = model::kDaysPerWeek;

std::int64_t new_alerts_in(const model::WeekFindings& findings) {
  return std::count_if(findings.alerts.begin(), findings.alerts.end(),
                       [](const auto& alert) { return alert.reason == model::AlertReason::New; });
}

Result<void> keep_found(WeekStore& weeks, KnownReleases& known) {
  if (!known.has_found()) return {};
  const auto connection = weeks.connection();
  if (!connection) return tl::unexpected(connection.error());
  return known.keep_found(**connection);
}

struct Looked {
  std::int64_t alerts = 0;            // new ones
  std::optional<model::Day> in_vain;  // the last day, if nothing was found on it
};

// A look after each mailing of the week but the last, whose papers the close itself reads.
Result<Looked> look_daily(WeekStore& weeks, KnownReleases& known, const WeekPapers& week, model::Day mailed,
                          close::Analysis& analysis, DormantAnalysis* dormant, const std::stop_token& stop) {
  const auto paper_of = [&weeks](const model::PaperId& id) { return weeks.paper(id); };
  Looked looked;
  const std::span papers(week.papers);
  const std::span readings(week.readings);
  for (std::size_t end = 0; end < papers.size();) {
    const model::Day day = papers[end].paper.announced;
    const std::size_t begin = end;
    while (end < papers.size() && papers[end].paper.announced == day) ++end;
    if (day <= mailed) {
      const auto read = readings.empty() ? readings : readings.subspan(begin, end - begin);
      if (const auto seen = known.see(papers.subspan(begin, end - begin), read, paper_of); !seen)
        return tl::unexpected(seen.error());
    }
    const bool last_of_week = day - day.monday() == kWeek - 1;
    if (last_of_week || day > mailed || (analysis.looked() && day <= *analysis.looked())) continue;
    const auto so_far = papers.first(end);
    const auto releases = known.on(day + 1);
    looked.in_vain = day;
    if (dormant) {
      const auto awake = dormant->wake_to_look(day, so_far, releases, stop);
      if (!awake) return tl::unexpected(awake.error());
      if (!*awake) continue;
    }
    const auto findings = analysis.look(day, {so_far.begin(), so_far.end()}, releases);
    if (findings.bursts.empty()) continue;
    looked.in_vain.reset();
    if (const auto kept = keep_found(weeks, known); !kept) return tl::unexpected(kept.error());
    const auto connection = weeks.connection();
    if (!connection) return tl::unexpected(connection.error());
    if (auto committed = store::commit_look(**connection, findings); !committed)
      return tl::unexpected(committed.error());
    looked.alerts += new_alerts_in(findings);
  }
  if (const auto kept = keep_found(weeks, known); !kept) return tl::unexpected(kept.error());
  return looked;
}

// A day that was looked at in vain is not looked at again, though papers of it come late: nobody could have told then.
Result<void> remember_look(WeekStore& weeks, model::Day day) {
  const auto connection = weeks.connection();
  if (!connection) return tl::unexpected(connection.error());
  return store::commit_look(**connection,
                            {.week = day.monday(), .closed = day + 1, .state = {close::Analysis::looked_in_vain(day)}});
}

}  // namespace

Result<void> read_configured_catalogue(store::Connection& connection, const config::Config& config) {
  std::filesystem::path file;
  if (config.releases.catalogue) {
    file = *config.releases.catalogue;
  } else {
    auto shipped = config::shipped_catalogue();
    if (!shipped) return tl::unexpected(shipped.error());
    file = *shipped;
  }
  std::vector<model::Release> catalogue;
  if (!file.empty()) {
    auto read = config::read_catalogue(file);
    if (!read) return fail(ErrorKind::Config, read.error().message);
    catalogue = std::move(*read);
  }
  const auto replaced = store::replace_catalogue(connection, catalogue);
  if (!replaced) return tl::unexpected(replaced.error());
  return {};
}

Result<std::int64_t> forget_closed_weeks(store::Connection& connection, const config::Config& config) {
  if (auto read = read_configured_catalogue(connection, config); !read) return tl::unexpected(read.error());
  return store::forget_findings(connection);
}

Result<ClosedWeeks> close_finished_weeks(store::Connection& connection, const config::Config& config,
                                         const AnalyzeParams& params, const AnalyzeListener& listener,
                                         std::stop_token stop) {
  if (auto read = read_configured_catalogue(connection, config); !read) return tl::unexpected(read.error());
  if (auto ordered = settle_announcements(connection); !ordered) return tl::unexpected(ordered.error());
  const auto earliest = store::earliest_announcement(connection, config.arxiv.categories);
  if (!earliest) return tl::unexpected(earliest.error());
  const auto latest = store::latest_announcement(connection, config.arxiv.categories);
  if (!latest) return tl::unexpected(latest.error());
  if (!*earliest || !*latest)
    return fail(ErrorKind::NotFound,
                fmt::format("no paper of the watched lists ({}) is stored: import some, or set [arxiv] categories",
                            fmt::join(config.arxiv.categories, ", ")));
  const auto last = store::last_closed_week(connection);
  if (!last) return tl::unexpected(last.error());

  const model::Day first_open = *last ? (*last)->week + kWeek : (*earliest)->monday();
  model::Day open_end = (*latest)->monday();  // the Monday of the first week that is not finished
  if (params.complete) open_end = std::max(open_end, (*params.complete + 1).monday());
  if (params.until) open_end = std::min(open_end, (*params.until + 1).monday());
  model::Day mailed = **latest - 1;  // the last day whose mailing is stored to its end
  if (params.complete) mailed = std::max(mailed, *params.complete);
  if (params.until) mailed = std::min(mailed, *params.until);
  ClosedWeeks closed;
  if (first_open > mailed) return closed;

  const std::int64_t total = (open_end - first_open) / kWeek;
  auto known = KnownReleases::load(connection, config);
  if (!known) return tl::unexpected(known.error());
  WeekStore weeks(connection, config, known->reader(), [&](const model::WeekFindings& findings) {
    ++closed.weeks;
    closed.new_alerts += new_alerts_in(findings);
    if (!closed.first) closed.first = findings.week;
    closed.last = findings.week;
    listener.closed(findings.week, closed.weeks, total);
  });
  const auto search = [&weeks, prior = prior_work(connection)](const auto& phrases, model::Day before) {
    weeks.wait();
    return prior(phrases, before);
  };
  const auto look_up = [&weeks, decided = chronicle(connection)](model::Day from) {
    weeks.wait();
    return decided(from);
  };
  close::Params method;
  method.screen.margin = config.burst.margin;
  method.screen.false_discovery_rate = config.burst.false_discovery_rate;
  close::Analysis analysis(config.arxiv.categories, method, search, look_up);
  if (*last && (*last)->method != close::kMethod)
    return fail(
        ErrorKind::Failed,
        fmt::format("{}: its weeks were closed by method {}, this bandwagon closes them by {}: close them all again "
                    "with bandwagon analyze --anew",
                    connection.path().string(), (*last)->method, close::kMethod));
  std::optional<DormantAnalysis> dormant;  // absent before the first week was closed
  if (*last) {
    const int span = method.window.weeks;
    const Past past{std::max((*earliest)->monday(), (*last)->week - (span - 1) * kWeek), (*last)->week, span};
    dormant.emplace(connection, past, analysis);
    if (auto resumed = resume_search(connection, past, *known, stop); !resumed) return tl::unexpected(resumed.error());
    if (auto remembered = dormant->remember((*last)->state_hash); !remembered)
      return tl::unexpected(remembered.error());
    if (first_open < open_end)
      if (auto awake = dormant->wake(stop); !awake) return tl::unexpected(awake.error());
  }

  std::optional<KnownReleases::Learned> learned;  // by the search for releases until the last week was closed
  for (model::Day week = first_open; week <= mailed && !stop.stop_requested(); week = week + kWeek) {
    auto papers = weeks.papers(week);
    if (!papers) return tl::unexpected(papers.error());
    analysis.read_ahead(std::move(papers->texts));
    const auto looked = look_daily(weeks, *known, *papers, mailed, analysis, dormant ? &*dormant : nullptr, stop);
    if (!looked) return tl::unexpected(looked.error());
    closed.new_alerts += looked->alerts;
    if (week >= open_end) {
      if (looked->in_vain)
        if (auto remembered = remember_look(weeks, *looked->in_vain); !remembered)
          return tl::unexpected(remembered.error());
      break;
    }
    if (week + kWeek == open_end) learned = known->learned();
    auto findings = analysis.close(week, std::move(papers->papers), known->on(week + kWeek));
    if (auto begun = weeks.commit(std::move(findings)); !begun) return tl::unexpected(begun.error());
  }
  if (const auto settled = weeks.connection(); !settled) return tl::unexpected(settled.error());
  if (closed.last) {
    const auto terms = corpus::telling_frequencies(analysis.window(), method.window.vectors.phrase_papers);
    if (auto kept = store::keep_frequencies(connection, *closed.last, analysis.window().frequencies().papers(),
                                            represent::pack(terms));
        !kept)
      return tl::unexpected(kept.error());
  }
  if (!stop.stop_requested())
    if (auto kept = keep_weeks(connection, analysis.window()); !kept) return tl::unexpected(kept.error());
  if (learned)
    if (auto kept = keep_search(connection, *closed.last, method.window.weeks, *learned); !kept)
      return tl::unexpected(kept.error());
  return closed;
}

}  // namespace bandwagon::app

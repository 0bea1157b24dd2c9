#include "daemon/intake/truth.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "daemon/intake/arxiv_paper.hpp"
#include "daemon/intake/schedule.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::intake {
namespace {

constexpr int kOverlapDays = 2;       // before the last harvest: records have been seen to appear late
constexpr int kFirstOverlapDays = 7;  // before the last change in an import
constexpr int kFreshDays = 2;         // back from today where nothing is stored
constexpr std::int64_t kPatience =
    3 * model::kSecondsPerDay;  // seconds without a whole harvest after which the feed alone is believed

std::string nightly(const std::string& set) {
  return "nightly/" + set;
}

// All mailings before New York's last midnight are in the record at that moment.
model::Day covered_by(std::int64_t unix_seconds) {
  return util::new_york(unix_seconds).day - 1;
}

// One for each set, in the order of sets_of().
Result<std::vector<store::Harvest>> nightly_harvests(const store::Connection& database, const config::Arxiv& arxiv) {
  std::vector<store::Harvest> harvests;
  for (const std::string& set : sets_of(arxiv.categories)) {
    const auto kept = store::harvest(database, nightly(set));
    if (!kept) return tl::unexpected(kept.error());
    harvests.push_back(kept->value_or(store::Harvest{.id = nightly(set), .from = {}}));
  }
  return harvests;
}

// The last day that the harvests of all sets cover; nullopt: one of them never came to its end.
std::optional<model::Day> confirmed_until(const std::vector<store::Harvest>& harvests) {
  std::optional<model::Day> until;
  for (const store::Harvest& one : harvests) {
    if (!one.completed_at) return std::nullopt;
    const model::Day day = covered_by(*one.completed_at);
    until = until ? std::min(*until, day) : day;
  }
  return until;
}

Result<model::Day> first_day(const Sources& sources) {
  const auto changed = store::latest_record_day(sources.database);
  if (!changed) return tl::unexpected(changed.error());
  if (*changed) return **changed - kFirstOverlapDays;
  const auto announced = store::latest_announcement(sources.database, sources.arxiv.categories);
  if (!announced) return tl::unexpected(announced.error());
  return announced->value_or(util::new_york(unix_now(sources.clock)).day) - kFreshDays;
}

Result<HarvestTask> task_for(const Sources& sources, const std::string& set, const store::Harvest& last) {
  HarvestTask task{.id = nightly(set), .set = set, .from = {}, .until = {}, .since = {}};
  if (last.completed_at) {
    task.from = model::Day::at(*last.completed_at) - kOverlapDays;
  } else {
    const auto first = first_day(sources);
    if (!first) return tl::unexpected(first.error());
    task.from = *first;
  }
  const auto earliest = store::earliest_announcement(sources.database, sources.arxiv.categories);
  if (!earliest) return tl::unexpected(earliest.error());
  task.since = earliest->value_or(task.from);
  return task;
}

// Where the feed alone has to do: the day up to which papers were stored before it was first read.
Result<std::optional<model::Day>> stored_before(const Sources& sources, const std::vector<model::Day>& listed) {
  const auto latest = store::latest_announcement(sources.database, sources.arxiv.categories);
  if (!latest) return tl::unexpected(latest.error());
  if (listed.empty()) return *latest ? std::optional(**latest - 1) : std::optional<model::Day>{};
  const auto earlier = store::latest_announcement(sources.database, sources.arxiv.categories, listed.front());
  if (!earlier) return tl::unexpected(earlier.error());
  return earlier->value_or(listed.front() - 1);
}

// Since when the record has been owing mailings: the oldest end of a walk over a set; of a set that was never read to
// its end its beginning, or the mailing that the feed showed first. Moments of arXiv's clock all: ours may have been
// ahead.
std::optional<std::int64_t> waiting_since(const std::vector<store::Harvest>& harvests,
                                          const std::vector<model::Day>& listed) {
  std::optional<std::int64_t> since, first_listing;
  if (!listed.empty()) first_listing = util::unix_seconds({.day = listed.front() + 1, .second_of_day = 0});
  for (const store::Harvest& one : harvests) {
    const auto moment = one.completed_at ? one.completed_at : one.begun_at ? one.begun_at : first_listing;
    if (moment && (!since || *moment < *since)) since = moment;
  }
  return since;
}

// Where no walk over some set came to its end: the last day up to which every mailing is known to be stored.
Result<std::optional<model::Day>> stored_until(const Sources& sources, const std::vector<model::Day>& listed) {
  const auto stored = stored_before(sources, listed);
  if (!stored) return stored;
  const auto confirmed = store::last_confirmed(sources.database);  // before the set was among the watched ones
  if (!confirmed) return confirmed;
  return std::max(*stored, *confirmed);
}

// From `day` on over the mailings that the feed showed, as long as none is missing.
model::Day without_a_gap(model::Day day, const std::vector<model::Day>& listed, model::Day last_evening,
                         const model::MailingCalendar& calendar) {
  while (day < last_evening) {
    const model::Day next = day + 1;
    if (calendar.is_mailing_day(next) && !std::binary_search(listed.begin(), listed.end(), next)) return day;
    day = next;
  }
  return day;
}

}  // namespace

Result<bool> truth_is_due(const Sources& sources, TruthWanted wanted, std::chrono::seconds delay) {
  const auto harvests = nightly_harvests(sources.database, sources.arxiv);
  if (!harvests) return tl::unexpected(harvests.error());
  const auto is_unfinished = [](const store::Harvest& one) { return !one.token.empty(); };
  if (std::any_of(harvests->begin(), harvests->end(), is_unfinished)) return true;
  const auto until = confirmed_until(*harvests);
  if (!until) return true;
  const util::Moment now = sources.clock.now();
  return *until < (wanted == TruthWanted::Now ? expected_mailing(now, sources.arxiv.calendar)
                                              : expected_truth(now, sources.arxiv.calendar, delay));
}

Result<HarvestReport> harvest_truth(const Sources& sources, std::stop_token stop) {
  const auto harvests = nightly_harvests(sources.database, sources.arxiv);
  if (!harvests) return tl::unexpected(harvests.error());
  const auto sets = sets_of(sources.arxiv.categories);
  HarvestReport report;
  for (std::size_t at = 0; at < sets.size(); ++at) {
    const auto task = task_for(sources, sets[at], (*harvests)[at]);
    if (!task) return tl::unexpected(task.error());
    const auto walked = harvest(sources, *task, stop);
    if (!walked) return tl::unexpected(walked.error());
    report += *walked;
  }
  return report;
}

Result<void> confirm_covered(const Sources& sources) {
  const auto harvests = nightly_harvests(sources.database, sources.arxiv);
  if (!harvests) return tl::unexpected(harvests.error());
  const auto until = confirmed_until(*harvests);
  const auto last = store::last_confirmed(sources.database);
  if (!last) return tl::unexpected(last.error());
  if (!until || (*last && **last >= *until)) return {};
  if (auto settled = settle_announcements(sources.database); !settled) return settled;
  const auto first = std::min_element(harvests->begin(), harvests->end(),
                                      [](const auto& one, const auto& other) { return one.from < other.from; });
  std::vector<model::Day> covered;
  for (model::Day day = *last ? **last + 1 : first->from; day <= *until; day = day + 1)
    if (sources.arxiv.calendar.is_mailing_day(day)) covered.push_back(day);
  return covered.empty() ? Result<void>{} : store::confirm_mailings(sources.database, covered, unix_now(sources.clock));
}

Result<std::optional<model::Day>> seen_until(const Sources& sources) {
  const auto harvests = nightly_harvests(sources.database, sources.arxiv);
  if (!harvests) return tl::unexpected(harvests.error());
  const auto listed = store::listed_mailings(sources.database);
  if (!listed) return tl::unexpected(listed.error());
  std::optional<model::Day> from = confirmed_until(*harvests);
  if (!from) {
    const auto stored = stored_until(sources, *listed);
    if (!stored) return stored;
    from = *stored;
  }
  const std::int64_t now = unix_now(sources.clock);
  const auto since = waiting_since(*harvests, *listed);
  if (!from || !since || now - *since < kPatience) return from;
  return std::optional(without_a_gap(*from, *listed, covered_by(now), sources.arxiv.calendar));
}

Result<std::string> missing_until(const store::Connection& database, const config::Arxiv& arxiv, model::Day day) {
  const auto harvests = nightly_harvests(database, arxiv);
  if (!harvests) return tl::unexpected(harvests.error());
  const auto listed = store::listed_mailings(database);
  if (!listed) return tl::unexpected(listed.error());
  const auto since = waiting_since(*harvests, *listed);
  if (!since) return std::string();  // nothing was ever polled
  std::string sets;
  for (const store::Harvest& one : *harvests)
    if (!one.completed_at || covered_by(*one.completed_at) < day)
      sets += (sets.empty() ? "" : ", ") + one.id.substr(nightly({}).size());
  if (sets.empty()) return sets;
  const auto confirmed = confirmed_until(*harvests);
  const std::string record = confirmed ? fmt::format("arXiv's record ({}) was read to its end for the last time on {}",
                                                     sets, model::Day::at(*since).iso())
                                       : fmt::format("arXiv's record ({}) was never read to its end", sets);
  const model::Day first = confirmed ? *confirmed : model::Day::at(*since) - 1;
  const model::Day shown = without_a_gap(first, *listed, day, arxiv.calendar);
  return record + (shown < day ? fmt::format(", and the feed did not show the mailing of {}", (shown + 1).iso())
                               : ", and the feed alone is believed three days later");
}

}  // namespace bandwagon::intake

#include "daemon/service/cycle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "daemon/answer/digest.hpp"
#include "daemon/answer/message.hpp"
#include "daemon/intake/schedule.hpp"
#include "daemon/render/digest.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/sources.hpp"
#include "daemon/util/atomic_file.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::service {
namespace {

struct File {
  render::Face face;
  const char* ending;
};
// The HTML face last: where it stands, the whole digest stands, and the feed before it.
constexpr std::array kFiles{File{render::Face::Text, "txt"}, File{render::Face::Markdown, "md"},
                            File{render::Face::Json, "json"}, File{render::Face::Html, "html"}};
constexpr const char* kFeedFile = "atom.xml";

std::filesystem::path digest_folder(const CycleParts& parts) {
  if (!parts.config.digest_directory.empty()) return parts.config.digest_directory;
  return parts.database.path().parent_path() / "digests";
}

// The waves of the last three months as one feed, for readers that look in now and then.
Result<void> write_feed(const CycleParts& parts, const std::filesystem::path& folder) {
  constexpr int kFeedDays = 91;
  constexpr std::size_t kMostEntries = 60;
  auto request = answer::request_of(parts.config);
  request.days = kFeedDays, request.max_waves = kMostEntries;
  auto digest = answer::load_digest(parts.database.path(), request);
  if (!digest) return tl::unexpected(digest.error());
  digest->unlisted.clear();
  return util::write_atomically(folder / kFeedFile,
                                render::digest_atom(*digest, answer::atom_place(parts.config.digest)));
}

std::filesystem::path digest_file(const std::filesystem::path& folder, model::Day day, const char* ending) {
  return folder / fmt::format("{}.{}", day.iso(), ending);
}

// Which digests are to be written: those that began with the first week that was closed now, and those of the last
// closed week and of days that are still news, where neither they nor later ones stand.
Result<std::vector<digest::Period>> unwritten(const CycleParts& parts, const closing::ClosedWeeks& closed) {
  const auto last = store::last_closed_week(parts.database);
  if (!last) return tl::unexpected(last.error());
  if (!*last) return std::vector<digest::Period>{};
  const model::Day news = model::Day::at(unix_now(parts.clock)) - answer::kNewsDays;
  auto periods = answer::digest_periods(parts.database, std::min(news, (*last)->closed), parts.config.digest.days);
  if (!periods) return periods;
  const auto is_settled = [&](const digest::Period& period) {
    const bool is_decided_now = closed.first && period.until >= *closed.first + model::kDaysPerWeek;
    std::error_code fault;
    return !is_decided_now && std::filesystem::exists(digest_file(digest_folder(parts), period.until, "html"), fault);
  };
  const auto last_settled = std::find_if(periods->rbegin(), periods->rend(), is_settled);
  periods->erase(periods->begin(), last_settled.base());
  return periods;
}

Result<void> write_digest(const CycleParts& parts, const std::filesystem::path& folder, digest::Period period) {
  auto request = answer::request_of(parts.config);
  request.since = period.since, request.until = period.until;
  const auto digest = answer::load_digest(parts.database.path(), request);
  if (!digest) return tl::unexpected(digest.error());
  for (const auto& [face, ending] : kFiles) {
    const auto document = render::digest_as(face, *digest);
    if (const auto written = util::write_atomically(digest_file(folder, period.until, ending), document); !written)
      return written;
  }
  return {};
}

// Whether a digest, or the feed, is what a file of this name holds.
bool is_digest_file(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const auto has_ending = [&](const File& file) { return name.substr(dot + 1) == file.ending; };
  return name == kFeedFile ||
         (model::Day::parse(name.substr(0, dot)) && std::any_of(kFiles.begin(), kFiles.end(), has_ending));
}

// Writes what is not written yet, in all faces. Returns the last HTML face, if there was any.
Result<std::optional<std::filesystem::path>> write_digests(const CycleParts& parts,
                                                           const closing::ClosedWeeks& closed) {
  const auto periods = unwritten(parts, closed);
  if (!periods) return tl::unexpected(periods.error());
  if (periods->empty()) return std::nullopt;
  const std::filesystem::path folder = digest_folder(parts);
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  if (fault)
    return fail(ErrorKind::Failed,
                fmt::format("{}: cannot make the folder for digests: {}", folder.string(), fault.message()));
  util::remove_leftovers(folder, is_digest_file);
  if (const auto written = write_feed(parts, folder); !written) return tl::unexpected(written.error());
  for (const auto& period : *periods)
    if (const auto written = write_digest(parts, folder, period); !written) return tl::unexpected(written.error());
  return digest_file(folder, periods->back().until, "html");
}

intake::Sources arxiv_of(const CycleParts& parts) {
  return {.database = parts.database, .transport = parts.transport, .clock = parts.clock, .arxiv = parts.config.arxiv};
}

bool is_cancelled(const Error& error) {
  return error.kind == ErrorKind::Cancelled;
}

// Whether the record has the mailing that the feed owes us.
Result<bool> is_repaired(const CycleParts& parts) {
  const auto seen = intake::seen_until(arxiv_of(parts));
  if (!seen) return tl::unexpected(seen.error());
  return *seen && **seen >= intake::expected_mailing(parts.clock.now(), parts.config.arxiv.calendar);
}

// Closes what is finished: nothing that was mailed up to then is missing.
Result<closing::ClosedWeeks> close_weeks(const CycleParts& parts, std::stop_token stop) {
  const auto seen = intake::seen_until(arxiv_of(parts));
  if (!seen) return tl::unexpected(seen.error());
  if (!*seen) return closing::ClosedWeeks{};  // no watched paper yet
  const model::Day today = util::new_york(unix_now(parts.clock)).day;
  const closing::AnalyzeParams params{.until = *seen, .today = today, .complete = *seen};
  auto closed = closing::close_finished_weeks(parts.database, parts.config, params, parts.progress, std::move(stop));
  if (closed) closed->memory.reset();  // what comes next needs room of its own
  if (!closed && closed.error().kind == ErrorKind::NotFound) return closing::ClosedWeeks{};
  return closed;
}

Result<Delivered> deliver_news(const CycleParts& parts, std::stop_token stop) {
  if (parts.sender == nullptr) return Delivered{};
  return deliver_digest(
      {.database = parts.database, .sender = *parts.sender, .clock = parts.clock, .config = parts.config},
      std::move(stop));
}

Result<CycleReport> fetch_and_close(const CycleParts& parts, std::stop_token stop) {
  auto fetched = fetch_sources(parts, stop);
  if (!fetched) return tl::unexpected(fetched.error());
  const auto closed = close_weeks(parts, stop);
  if (!closed) return tl::unexpected(closed.error());
  auto digest = write_digests(parts, *closed);  // a folder that cannot be written keeps nobody from being told
  auto delivered = deliver_news(parts, std::move(stop));
  if (!delivered) return tl::unexpected(delivered.error());
  return CycleReport{
      .fetch = std::move(*fetched), .closed = *closed, .digest = std::move(digest), .delivered = *delivered};
}

std::string outcome_of(const Result<CycleReport>& report) {
  if (!report) return report.error().message;
  const auto outcome = report->outcome();
  return outcome ? "ok" : outcome.error().message;
}

const char* words_for(intake::Mail mail) {
  switch (mail) {
    case intake::Mail::Arrived:
      return "";
    case intake::Mail::Unchanged:
      return " (nothing new since the last poll)";
    case intake::Mail::None:
      return " (no mailing: weekend or holiday)";
    case intake::Mail::Late:
      return " (the mailing that is due is late)";
    case intake::Mail::Repaired:
      return " (the feed was late; arXiv's own record had the mailing)";
  }
  return "";
}

}  // namespace

std::int64_t FetchReport::new_papers() const {
  return (poll ? poll->added : 0) + (truth && *truth ? (*truth)->added : 0);
}

Result<void> FetchReport::outcome() const {
  if (!poll) return tl::unexpected(poll.error());
  if (truth && !*truth) return tl::unexpected(truth->error());
  return {};
}

bool FetchReport::is_well() const {
  return outcome() && poll->mail != intake::Mail::Late && !(truth && (*truth)->walk == intake::Walk::Interrupted);
}

std::string FetchReport::summary() const {
  if (!poll) return "arXiv not read";
  const char* record = truth && !*truth ? "; arXiv's record not read" : "";
  const std::int64_t found = feeds && *feeds ? (*feeds)->candidates : 0;
  const std::string releases = found > 0 ? fmt::format("; new candidates: {}", found) : std::string();
  return fmt::format("{} new papers{}{}{}", new_papers(), words_for(poll->mail), record, releases);
}

Result<void> CycleReport::outcome() const {
  if (const auto fetched = fetch.outcome(); !fetched) return fetched;
  return digest ? Result<void>{} : tl::unexpected(digest.error());
}

std::string CycleReport::summary() const {
  const std::string words = delivered.summary(), deliveries = words.empty() ? words : "; deliveries: " + words;
  return fmt::format("{}; weeks closed: {}; alerts: {}{}{}", fetch.summary(), closed.weeks, closed.new_alerts,
                     digest ? "" : "; digest not written", deliveries);
}

Result<FetchReport> fetch_sources(const CycleParts& parts, std::stop_token stop) {
  const intake::Sources arxiv = arxiv_of(parts);
  FetchReport report{.poll = intake::poll_arxiv(arxiv, stop), .truth = {}, .feeds = {}};
  if (!report.poll && is_cancelled(report.poll.error())) return tl::unexpected(report.poll.error());

  const auto due = intake::truth_is_due(arxiv, parts.truth, intake::installation_delay(parts.config.arxiv.contact));
  if (!due) return tl::unexpected(due.error());
  if (*due) report.truth = intake::harvest_truth(arxiv, stop);
  if (report.truth && !*report.truth && is_cancelled(report.truth->error()))
    return tl::unexpected(report.truth->error());
  if (auto confirmed = intake::confirm_covered(arxiv); !confirmed) return tl::unexpected(confirmed.error());
  const auto repaired = is_repaired(parts);
  if (!repaired) return tl::unexpected(repaired.error());
  if (report.poll && report.poll->mail == intake::Mail::Late && *repaired) report.poll->mail = intake::Mail::Repaired;

  report.feeds = intake::poll_release_feeds(
      {.database = parts.database, .transport = parts.transport, .clock = parts.clock, .config = parts.config}, stop);
  if (!*report.feeds && is_cancelled(report.feeds->error())) return tl::unexpected(report.feeds->error());
  return report;
}

Result<CycleReport> run_cycle(const CycleParts& parts, std::stop_token stop) {
  const auto cycle = store::begin_cycle(parts.database, unix_now(parts.clock));
  if (!cycle) return tl::unexpected(cycle.error());
  auto report = fetch_and_close(parts, std::move(stop));
  const auto finished = store::finish_cycle(parts.database, {.cycle_id = *cycle,
                                                             .finished_at = unix_now(parts.clock),
                                                             .outcome = outcome_of(report),
                                                             .new_papers = report ? report->fetch.new_papers() : 0,
                                                             .new_alerts = report ? report->closed.new_alerts : 0});
  if (report && !finished) return tl::unexpected(finished.error());
  return report;
}

}  // namespace bandwagon::service

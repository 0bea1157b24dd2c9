#include "daemon/app/cycle.hpp"

#include <fmt/format.h>

#include <array>

#include "daemon/app/digest.hpp"
#include "daemon/render/digest.hpp"
#include "daemon/store/sources.hpp"
#include "daemon/util/atomic_file.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::app {
namespace {

struct File {
  render::Face face;
  const char* ending;
};
// The HTML face last: where it stands, the whole digest stands.
constexpr std::array kFiles{File{render::Face::Text, "txt"}, File{render::Face::Markdown, "md"},
                            File{render::Face::Json, "json"}, File{render::Face::Html, "html"}};

std::int64_t unix_now(const util::Clock& clock) {
  return std::chrono::floor<std::chrono::seconds>(clock.now().time_since_epoch()).count();
}

std::filesystem::path digest_folder(const CycleParts& parts) {
  if (!parts.config.digest_directory.empty()) return parts.config.digest_directory;
  return parts.database.path().parent_path() / "digests";
}

// Writes the digest of the last closed week, in all its faces, unless nothing was closed and it is already there.
Result<std::optional<std::filesystem::path>> write_digest(const CycleParts& parts, const ClosedWeeks& closed) {
  const auto digest =
      load_digest(parts.database.path(), {.since = std::nullopt,
                                          .until = std::nullopt,
                                          .days = parts.config.digest.days,
                                          .max_waves = static_cast<std::size_t>(parts.config.digest.max_waves),
                                          .categories = parts.config.arxiv.categories});
  if (!digest && digest.error().kind == ErrorKind::NotFound) return std::nullopt;  // no week was ever closed
  if (!digest) return tl::unexpected(digest.error());
  const std::filesystem::path folder = digest_folder(parts);
  const auto file = [&](const char* ending) { return folder / fmt::format("{}.{}", digest->until.iso(), ending); };
  std::error_code fault;
  if (closed.weeks == 0 && std::filesystem::exists(file("html"), fault)) return std::nullopt;
  std::filesystem::create_directories(folder, fault);
  if (fault)
    return fail(ErrorKind::Failed,
                fmt::format("{}: cannot make the folder for digests: {}", folder.string(), fault.message()));
  for (const auto& [face, ending] : kFiles) {
    if (const auto written = util::write_atomically(file(ending), render::digest_as(face, *digest)); !written) {
      return tl::unexpected(written.error());
    }
  }
  return file("html");
}

// Closes what is finished. After a good poll that is everything up to last evening: nothing that is due is missing from
// the feed.
Result<ClosedWeeks> close_weeks(const CycleParts& parts, const Result<PollReport>& poll, std::stop_token stop) {
  AnalyzeParams params;
  if (poll && poll->mail != Mail::Late) params.complete = util::new_york(unix_now(parts.clock)).day - 1;
  const auto closed = close_finished_weeks(parts.database, parts.config, params, {}, std::move(stop));
  if (!closed && closed.error().kind == ErrorKind::NotFound) return ClosedWeeks{};  // no watched paper yet
  return closed;
}

Result<CycleReport> poll_and_close(const CycleParts& parts, std::stop_token stop) {
  auto poll = poll_arxiv(
      {.database = parts.database, .transport = parts.transport, .clock = parts.clock, .arxiv = parts.config.arxiv},
      stop);
  if (!poll && poll.error().kind == ErrorKind::Cancelled) return tl::unexpected(poll.error());
  auto feeds = poll_release_feeds(
      {.database = parts.database, .transport = parts.transport, .clock = parts.clock, .config = parts.config}, stop);
  if (!feeds && feeds.error().kind == ErrorKind::Cancelled) return tl::unexpected(feeds.error());
  const auto closed = close_weeks(parts, poll, std::move(stop));
  if (!closed) return tl::unexpected(closed.error());
  auto digest = write_digest(parts, *closed);
  if (!digest) return tl::unexpected(digest.error());
  return CycleReport{
      .poll = std::move(poll), .feeds = std::move(feeds), .closed = *closed, .digest = std::move(*digest)};
}

std::string outcome_of(const Result<CycleReport>& report) {
  if (!report) return report.error().message;
  return report->poll ? "ok" : report->poll.error().message;
}

const char* words_for(Mail mail) {
  switch (mail) {
    case Mail::Arrived:
      return "";
    case Mail::Unchanged:
      return " (nothing new since the last poll)";
    case Mail::None:
      return " (no mailing: weekend or holiday)";
    case Mail::Late:
      return " (the mailing that is due is late)";
  }
  return "";
}

}  // namespace

std::string CycleReport::summary() const {
  const std::string papers =
      poll ? fmt::format("{} new papers{}", poll->added, words_for(poll->mail)) : std::string("arXiv not read");
  const std::string releases = feeds && feeds->candidates > 0 ? fmt::format("; candidates: {}", feeds->candidates) : "";
  return fmt::format("{}; weeks closed: {}; alerts: {}{}", papers, closed.weeks, closed.new_alerts, releases);
}

Result<CycleReport> run_cycle(const CycleParts& parts, std::stop_token stop) {
  const auto cycle = store::begin_cycle(parts.database, unix_now(parts.clock));
  if (!cycle) return tl::unexpected(cycle.error());
  auto report = poll_and_close(parts, std::move(stop));
  const auto finished =
      store::finish_cycle(parts.database, {.cycle_id = *cycle,
                                           .finished_at = unix_now(parts.clock),
                                           .outcome = outcome_of(report),
                                           .new_papers = report && report->poll ? report->poll->added : 0,
                                           .new_alerts = report ? report->closed.new_alerts : 0});
  if (report && !finished) return tl::unexpected(finished.error());
  return report;
}

}  // namespace bandwagon::app

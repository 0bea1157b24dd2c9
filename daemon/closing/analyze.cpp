#include "daemon/closing/analyze.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/close/params.hpp"
#include "config/catalogue.hpp"
#include "daemon/closing/closing.hpp"
#include "daemon/intake/arxiv_paper.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/releases.hpp"

namespace bandwagon::closing {
namespace {

constexpr int kLibraryCache = 4096;  // KiB; prior work is looked up here and there, and its answers are remembered

Result<OpenWeeks> what_is_open(const store::Connection& connection, const config::Config& config,
                               const AnalyzeParams& params) {
  const auto earliest = store::earliest_announcement(connection, config.arxiv.categories);
  if (!earliest) return tl::unexpected(earliest.error());
  const auto tomorrow = params.today ? std::optional(*params.today + 1) : std::nullopt;
  const auto latest = store::latest_announcement(connection, config.arxiv.categories, tomorrow);
  if (!latest) return tl::unexpected(latest.error());
  if (!*earliest || !*latest)
    return fail(ErrorKind::NotFound,
                fmt::format("no paper of the watched lists ({}) is stored: import some, or set [arxiv] categories",
                            fmt::join(config.arxiv.categories, ", ")));
  auto last = store::last_closed_week(connection);
  if (!last) return tl::unexpected(last.error());

  OpenWeeks open{.last = *std::move(last),
                 .earliest = (*earliest)->monday(),
                 .first = (*earliest)->monday(),
                 .end = (*latest)->monday(),
                 .mailed = **latest - 1};
  if (open.last) open.first = open.last->week + model::kDaysPerWeek;
  if (params.complete) {
    open.end = std::max(open.end, (*params.complete + 1).monday());
    open.mailed = std::max(open.mailed, *params.complete);
  }
  for (const auto& last_day : {params.until, params.today}) {
    if (!last_day) continue;
    open.end = std::min(open.end, (*last_day + 1).monday());
    open.mailed = std::min(open.mailed, *last_day);
  }
  return open;
}

Result<void> same_method(const store::Connection& connection, const OpenWeeks& open) {
  if (!open.last || open.last->method == close::kMethod) return {};
  return fail(ErrorKind::Failed,
              fmt::format("{}: its weeks were closed by method {}, this bandwagon closes them by {}: close them all "
                          "again with bandwagon analyze --anew",
                          connection.path().string(), open.last->method, close::kMethod));
}

}  // namespace

Result<void> read_configured_catalogue(store::Connection& connection, const config::Config& config) {
  const auto catalogue = config::configured_catalogue(config);
  if (!catalogue) return tl::unexpected(catalogue.error());
  const auto replaced = store::replace_catalogue(connection, *catalogue);
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
  if (auto ordered = intake::settle_announcements(connection); !ordered) return tl::unexpected(ordered.error());
  const auto open = what_is_open(connection, config, params);
  if (!open) return tl::unexpected(open.error());
  if (open->none()) return ClosedWeeks{};
  if (auto same = same_method(connection, *open); !same) return tl::unexpected(same.error());
  auto known = release::KnownReleases::load(connection, config);
  if (!known) return tl::unexpected(known.error());

  auto library = store::open_reader(connection.path(), kLibraryCache);
  if (!library) return tl::unexpected(library.error());
  const auto closing =
      std::make_shared<Closing>(connection, *std::move(library), config, *open, *std::move(known), listener);
  if (auto resumed = closing->resume(stop); !resumed) return tl::unexpected(resumed.error());
  if (auto closed = closing->close_weeks(stop); !closed) return tl::unexpected(closed.error());
  auto closed = closing->keep(stop);
  if (closed) closed->memory = closing;
  return closed;
}

}  // namespace bandwagon::closing

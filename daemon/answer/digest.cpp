#include "daemon/answer/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "analyzers/digest/compose.hpp"
#include "analyzers/model/names.hpp"
#include "daemon/answer/cells.hpp"
#include "daemon/answer/surroundings.hpp"
#include "daemon/store/digest_questions.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/questions.hpp"
#include "daemon/store/read_only.hpp"

namespace bandwagon::answer {
namespace {

using store::ReadOnly;

// Columns as in store::alerts_with_evidence.
digest::RaisedAlert alert_from(const Row& row) {
  digest::RaisedAlert alert{.id = whole(row[0]),
                            .burst = whole(row[1]),
                            .release = std::nullopt,
                            .reason = model::value_named<model::AlertReason>(std::get<std::string>(row[3]))
                                          .value_or(model::AlertReason::New),  // the table's CHECK knows all four
                            .raised = day_of(row[4]),
                            .headline = std::get<std::string>(row[5]),
                            .evidence = {}};
  if (const auto* release = std::get_if<std::string>(&row[2])) alert.release = *release;
  auto evidence = digest::parse_evidence(std::get<std::string>(row[6]));
  if (evidence)
    alert.evidence = std::move(*evidence);
  else
    alert.evidence.caveats.push_back("The evidence kept with this alert cannot be read: " + evidence.error() + ".");
  return alert;
}

struct Closed {
  std::optional<model::Day> week, on, first;
  std::optional<model::Day> told;  // the last day on which an alert was raised
};

Result<Closed> last_close(ReadOnly& database) {
  const auto found = database.all(store::last_close());
  if (!found) return tl::unexpected(found.error());
  if (found->rows.empty()) return Closed{};
  Closed closed{.week = day_of(found->rows[0][0]),
                .on = day_of(found->rows[0][1]),
                .first = day_of(found->rows[0][2]),
                .told = std::nullopt};
  const auto alert = database.all(store::newest_alert());
  if (!alert) return tl::unexpected(alert.error());
  if (!alert->rows.empty()) closed.told = day_of(alert->rows[0][0]);
  return closed;
}

Result<digest::Footing> footing_of(ReadOnly& database, const Closed& closed, const DigestRequest& request) {
  digest::Footing footing{.newest_announcement = std::nullopt,
                          .last_closed_week = closed.week,
                          .last_close = closed.on,
                          .failing_sources = {},
                          .first_closed_week = closed.first};
  const auto newest = database.all(store::newest_announcement(nlohmann::json(request.categories).dump()));
  if (!newest) return tl::unexpected(newest.error());
  if (!newest->rows.empty()) footing.newest_announcement = day_of(newest->rows[0][0]);
  const auto failing = database.all(store::failing_sources());
  if (!failing) return tl::unexpected(failing.error());
  for (const Row& row : failing->rows) footing.failing_sources.push_back(std::get<std::string>(row[0]));
  const auto sources = database.all(store::source_count());
  if (!sources) return tl::unexpected(sources.error());
  footing.sources = whole(sources->rows.at(0).at(0));
  const auto channels = database.all(store::failing_channels());
  if (!channels) return tl::unexpected(channels.error());
  for (const Row& row : channels->rows) {
    const auto& name = std::get<std::string>(row[0]);
    const bool is_there = !request.channels || std::find(request.channels->begin(), request.channels->end(), name) !=
                                                   request.channels->end();
    if (is_there) footing.failing_channels.push_back(name);
  }
  return footing;
}

Result<digest::Period> period_of(const DigestRequest& request, const Closed& closed) {
  if (!request.until && !closed.on)
    return fail(ErrorKind::NotFound, "no week is closed yet, so there is nothing to tell; run `bandwagon analyze`");
  const model::Day until = request.until ? *request.until : std::max(*closed.on, closed.told.value_or(*closed.on));
  const model::Day since = request.since ? *request.since : until - (request.days - 1);
  if (since > until)
    return fail(ErrorKind::Usage,
                fmt::format("the digest's first day {} lies after its last {}; set --since and --until", since.iso(),
                            until.iso()));
  return digest::Period{since, until};
}

Result<render::Page> explanation_page(ReadOnly& database, std::int64_t alert, Table record) {
  record.columns.at(4) = "raised_on";
  record.rows[0][4] = day_of(record.rows[0][4]).iso();
  auto held = database.all(store::attributions_of_alert(alert));
  if (!held) return tl::unexpected(held.error());
  return render::Page{std::move(record), {{"attributions_today", "Held today", std::move(*held)}}};
}

// What the watches saw in the period; an older database has no such table.
Result<std::vector<digest::Watched>> watched_in(ReadOnly& database, digest::Period period) {
  std::vector<digest::Watched> watched;
  const auto there = database.all(store::table_named("watch_alerts"));
  if (!there) return tl::unexpected(there.error());
  if (there->rows.empty()) return watched;
  const auto rows = database.all(store::watched_in(period.since, period.until));
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : rows->rows) {
    digest::Watched seen{.watch = std::get<std::string>(row[0]),
                         .burst = whole(row[1]),
                         .raised = day_of(row[2]),
                         .headline = std::get<std::string>(row[3]),
                         .papers = {}};
    const auto papers = nlohmann::json::parse(std::get<std::string>(row[4]), nullptr, false);
    for (const auto& paper : papers)
      if (paper.is_string()) seen.papers.push_back(paper.get<std::string>());
    watched.push_back(std::move(seen));
  }
  return watched;
}

std::string no_such_alert(ReadOnly& database, std::int64_t alert) {
  const auto range = database.all(store::alert_range());
  if (!range || std::holds_alternative<std::monostate>(range->rows.at(0).at(0)))
    return fmt::format("no alert {} (there are no alerts yet)", alert);
  return fmt::format("no alert {} (alerts go from {} to {})", alert, whole(range->rows[0][0]),
                     whole(range->rows[0][1]));
}

}  // namespace

DigestRequest request_of(const config::Config& config) {
  std::vector<std::string> channels;
  for (const auto& channel : config.channels) channels.push_back(channel.name);
  return {.since = std::nullopt,
          .until = std::nullopt,
          .days = config.digest.days,
          .max_waves = static_cast<std::size_t>(config.digest.max_waves),
          .categories = config.arxiv.categories,
          .channels = std::move(channels)};
}

Result<std::vector<digest::Period>> digest_periods(const store::Connection& database, model::Day from, int days) {
  const auto told = store::telling_days(database);
  if (!told) return tl::unexpected(told.error());
  std::vector<digest::Period> periods;
  std::optional<model::Day> before;
  for (const model::Day day : *told) {
    const model::Day earliest = day - (days - 1);
    if (day >= from) periods.push_back({before ? std::max(*before + 1, earliest) : earliest, day});
    before = day;
  }
  return periods;
}

Result<digest::Digest> load_digest(const std::filesystem::path& file, const DigestRequest& request) {
  auto database = ReadOnly::open(file);
  if (!database) return tl::unexpected(database.error());
  const auto closed = last_close(*database);
  if (!closed) return tl::unexpected(closed.error());
  const auto period = period_of(request, *closed);
  if (!period) return tl::unexpected(period.error());
  auto footing = footing_of(*database, *closed, request);
  if (!footing) return tl::unexpected(footing.error());
  const auto rows = database->all(store::alerts_with_evidence(period->since, period->until));
  if (!rows) return tl::unexpected(rows.error());
  const auto told = database->all(store::alerts_told_before(period->since, period->until));
  if (!told) return tl::unexpected(told.error());
  std::vector<digest::RaisedAlert> alerts;
  for (const auto* found : {&*told, &*rows})
    for (const Row& row : found->rows) alerts.push_back(alert_from(row));
  auto watched = watched_in(*database, *period);
  if (!watched) return tl::unexpected(watched.error());
  auto digest = digest::compose(std::move(alerts), *period, std::move(*footing), {.max_waves = request.max_waves});
  digest.watched = std::move(*watched);
  if (const auto done = add_surroundings(*database, digest); !done) return tl::unexpected(done.error());
  return digest;
}

Result<void> print_explanation(const std::filesystem::path& file, std::int64_t alert, const Output& output) {
  auto database = ReadOnly::open(file);
  if (!database) return tl::unexpected(database.error());
  auto found = database->all(store::alert_with_evidence(alert));
  if (!found) return tl::unexpected(found.error());
  if (found->rows.empty()) return fail(ErrorKind::NotFound, no_such_alert(*database, alert));
  if (output.format == render::Format::Table) {
    digest::RaisedAlert raised = alert_from(found->rows[0]);
    const auto reason = raised.reason;
    output.stream << render::explanation_text({.latest = std::move(raised), .reasons = {reason}});
    return {};
  }
  const auto page = explanation_page(*database, alert, std::move(*found));
  if (!page) return tl::unexpected(page.error());
  render::write_page(*page, output.format, output.stream, output.screen);
  return {};
}

}  // namespace bandwagon::answer

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>

#include "daemon/cli/progress_bar.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/closing/analyze.hpp"
#include "daemon/util/clock.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::cli {
namespace {

constexpr const char* kAnalyzeHelp =
    "Close every finished week that is not closed yet, in order, as the service does: topics, bursts, attribution, "
    "roles, alerts. "
    "Stopped or killed, it goes on where it was when run again.\n\nExample: bandwagon analyze --until 2025-02-16";

struct AnalyzeWanted {
  std::string until;
  bool anew = false;
};

Result<void> analyze(Session& session, const AnalyzeWanted& wanted) {
  const auto& until = wanted.until;
  const auto config = session.config();
  if (!config) return tl::unexpected(config.error());
  closing::AnalyzeParams params;
  params.today = util::new_york(util::unix_now(util::SystemClock())).day;
  if (!until.empty()) {
    params.until = model::Day::parse(until);
    if (!params.until) return fail(ErrorKind::Usage, fmt::format("--until {}: give a day as YYYY-MM-DD", until));
  }
  const auto path = session.existing_database();
  if (!path) return tl::unexpected(path.error());
  auto connection = store::open_writer(*path);
  if (!connection) return tl::unexpected(connection.error());

  if (wanted.anew) {
    const auto forgotten = closing::forget_closed_weeks(*connection, **config);
    if (!forgotten) return tl::unexpected(forgotten.error());
    fmt::print(stderr, "{} closed weeks forgotten\n", *forgotten);
  }

  ProgressBar bar;
  auto closed = closing::close_finished_weeks(*connection, **config, params,
                                              {.closed = [&](model::Day week, std::int64_t done, std::int64_t total) {
                                                bar.show_weeks(week.iso(), done, total);
                                              }});
  bar.clear();
  if (!closed) return tl::unexpected(closed.error());
  // given back with the process, at once
  [[maybe_unused]] static const auto* const memory = new auto(std::move(closed->memory));
  if (closed->weeks == 0)
    std::cout << "nothing to close: every finished week is closed\n";
  else
    std::cout << fmt::format("{} weeks closed ({} to {}), {} new alerts\n", closed->weeks, closed->first->iso(),
                             closed->last->iso(), closed->new_alerts);
  return {};
}

}  // namespace

void add_analyze(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("analyze", kAnalyzeHelp);
  const auto wanted = std::make_shared<AnalyzeWanted>();  // owned by the command's callback
  command->add_option("--until", wanted->until, "close no week that ends after this day")->type_name("DAY");
  command->add_flag(
      "--anew", wanted->anew,
      "first forget all that closed weeks decided: topics, bursts, alerts and the releases that only papers "
      "gave away. Papers, verdicts and deliveries stay. After an upgrade to another method");
  command->callback([&session, wanted] { session.finish(analyze(session, *wanted)); });
}

}  // namespace bandwagon::cli

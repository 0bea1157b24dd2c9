#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>

#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/render/escape.hpp"
#include "daemon/service/foreground.hpp"

namespace bandwagon::cli {
namespace {

constexpr std::size_t kShownFaults = 20;  // reported in full; the rest is counted

void tell(const std::vector<std::string>& faults) {
  for (std::size_t at = 0; at < faults.size() && at < kShownFaults; ++at)
    fmt::print(stderr, "left out {}\n", render::plain(faults[at]));
  if (faults.size() > kShownFaults) fmt::print(stderr, "left out {} more\n", faults.size() - kShownFaults);
}

// The database for writing, with the configuration that says what to fetch into it.
struct Opened {
  const config::Config* config;
  store::Connection database;
};

Result<Opened> open(Session& session) {
  const auto config = session.config();
  if (!config) return tl::unexpected(config.error());
  if (const auto may = intake::may_poll((*config)->arxiv); !may) return tl::unexpected(may.error());
  const auto path = session.database();
  if (!path) return tl::unexpected(path.error());
  auto database = store::open_writer(*path);
  if (!database) return tl::unexpected(database.error());
  return Opened{.config = *config, .database = *std::move(database)};
}

Result<void> poll(Session& session) {
  auto opened = open(session);
  if (!opened) return tl::unexpected(opened.error());
  const auto report = service::poll_now(opened->database, *opened->config);
  if (!report) return tl::unexpected(report.error());
  if (report->poll) tell(report->poll->faults);
  if (report->truth && *report->truth) tell((*report->truth)->faults);
  std::cout << report->summary() << '\n';
  return report->outcome();
}

struct FetchWanted {
  std::optional<model::Day> from, until;
  std::vector<std::string> papers;
};

Result<void> fetch(Session& session, const FetchWanted& wanted) {
  if (wanted.from || wanted.until) return fail(ErrorKind::Usage, "harvest takes identifiers or days, not both");
  std::vector<model::PaperId> ids;
  for (const auto& name : wanted.papers) {
    auto id = model::PaperId::parse(name);
    if (!id)
      return fail(ErrorKind::Usage,
                  fmt::format("\"{}\" is no arXiv identifier such as 2312.14135", render::plain(name)));
    ids.push_back(*std::move(id));
  }
  auto opened = open(session);
  if (!opened) return tl::unexpected(opened.error());
  const auto report = service::fetch_now(opened->database, *opened->config, ids);
  if (!report) return tl::unexpected(report.error());
  tell(report->faults);
  std::cout << fmt::format("{} new, {} updated, {} known\n", report->added, report->updated, report->known);
  if (report->unknown.empty()) return {};
  std::string names;
  for (const auto& id : report->unknown) names += (names.empty() ? "" : ", ") + id.str();
  return fail(ErrorKind::NotFound, fmt::format("arXiv knows nothing of {}", names));
}

Result<void> harvest(Session& session, const FetchWanted& days) {
  if (!days.papers.empty()) return fetch(session, days);
  if (!days.from) return fail(ErrorKind::Usage, "harvest needs --from DAY, or identifiers of papers");

  if (days.until && *days.until < *days.from)
    return fail(ErrorKind::Usage, fmt::format("--until {} lies before --from {}", days.until->iso(), days.from->iso()));
  auto opened = open(session);
  if (!opened) return tl::unexpected(opened.error());
  const auto report = service::harvest_past(
      opened->database, *opened->config, *days.from, days.until, [](const intake::HarvestReport& so_far) {
        fmt::print(stderr, "{} pages: {} new, {} updated\n", so_far.pages, so_far.added, so_far.updated);
      });
  if (!report)
    return fail(report.error().kind,
                fmt::format("{}\nwhat was read is kept; the same command goes on from there", report.error().message));
  tell(report->faults);
  std::cout << fmt::format(
      "{} new, {} updated, {} known, {} left out (announced before {} or not in your lists), {} deleted\n",
      report->added, report->updated, report->known, report->left_out, days.from->iso(), report->deleted);
  return {};
}

}  // namespace

void add_poll(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("poll",
                                     "Ask all sources once, as the service does, and store what they tell. Nothing is "
                                     "analysed: see analyze.\n\nExample: bandwagon poll");
  command->callback([&session] { session.finish(poll(session)); });
}

void add_harvest(CLI::App& app, Session& session) {
  auto* command =
      app.add_subcommand("harvest",
                         "Read from arXiv's own record (OAI-PMH) what it created or changed on these days, "
                         "for the watched lists. Stopped or killed, the same command goes on where it was. With "
                         "identifiers: read these papers, whatever lists they are on.\n\nExample: "
                         "bandwagon harvest --from 2025-01-01");
  const auto wanted = std::make_shared<FetchWanted>();  // owned by the command's callback
  command->add_option("papers", wanted->papers, "identifiers, such as 2312.14135")->type_name("ID");
  add_day(*command, "--from", wanted->from, "the first day (UTC); papers announced before are only updated");
  add_day(*command, "--until", wanted->until, "the last day (UTC, default: today)");
  command->callback([&session, wanted] { session.finish(harvest(session, *wanted)); });
}

}  // namespace bandwagon::cli

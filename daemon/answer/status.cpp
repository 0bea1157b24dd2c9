#include <fmt/chrono.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "daemon/answer/reading.hpp"
#include "daemon/intake/open_weeks.hpp"
#include "daemon/intake/schedule.hpp"
#include "daemon/store/read_only.hpp"
#include "daemon/store/upkeep.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::answer {
namespace {

using store::ReadOnly;

std::optional<model::Day> day_in(const Table& table, std::size_t column) {
  if (table.rows.empty()) return std::nullopt;
  const auto* value = std::get_if<std::int64_t>(&table.rows[0][column]);
  if (value == nullptr) return std::nullopt;
  return model::Day{static_cast<std::int32_t>(*value)};
}

Cell cell(const std::optional<model::Day>& day) {
  return day ? Cell(day->iso()) : Cell();
}

std::string utc(util::Moment when) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(when)));
}

Cell moment(const Cell& unix_seconds) {
  const auto* value = std::get_if<std::int64_t>(&unix_seconds);
  return value == nullptr ? Cell() : Cell(utc(util::Moment{std::chrono::seconds{*value}}));
}

struct Facts {
  Table counts, close, newest, failing, cycle, sources;
  intake::FinishedWeeks weeks;
};

Result<Facts> load(ReadOnly& database, const config::Arxiv& arxiv) {
  auto counts = database.all(store::counts());
  if (!counts) return tl::unexpected(counts.error());
  auto close = database.all(store::last_close());
  if (!close) return tl::unexpected(close.error());
  auto newest = database.all(store::newest_announcement(nlohmann::json(arxiv.categories).dump()));
  if (!newest) return tl::unexpected(newest.error());
  auto failing = database.all(store::failing_sources());
  if (!failing) return tl::unexpected(failing.error());
  auto cycle = database.all(store::last_cycle());
  if (!cycle) return tl::unexpected(cycle.error());
  auto sources = database.all(store::all_sources());
  if (!sources) return tl::unexpected(sources.error());
  auto weeks = intake::finished_weeks(database, arxiv);
  if (!weeks) return tl::unexpected(weeks.error());
  return Facts{std::move(*counts), std::move(*close),   std::move(*newest), std::move(*failing),
               std::move(*cycle),  std::move(*sources), std::move(*weeks)};
}

// What is not in order, as a sentence; empty when all is well. `today`: New York's.
std::string trouble(const Facts& facts, model::Day today) {
  const auto newest = day_in(facts.newest, 0), closed = day_in(facts.close, 0);
  if (!newest) return "no papers of the watched categories yet: run `bandwagon import FILE`";
  if (!closed && newest->monday() < today.monday())
    return "no week is closed yet: the service does it with its next poll, or run `bandwagon analyze`";
  if (facts.weeks.open > 0) return facts.weeks.what + "; " + facts.weeks.remedy;
  if (!facts.failing.rows.empty())
    return fmt::format("{} sources fail: see `bandwagon query \"SELECT * FROM sources\"`", facts.failing.rows.size());
  return {};
}

}  // namespace

Result<Health> print_status(const std::filesystem::path& file, const config::Arxiv& arxiv, util::Moment now,
                            const Output& output) {
  auto database = ReadOnly::open(file);
  if (!database) return tl::unexpected(database.error());
  const auto facts = load(*database, arxiv);
  if (!facts) return tl::unexpected(facts.error());
  const std::string problem = trouble(*facts, util::new_york(now.time_since_epoch() / std::chrono::seconds{1}).day);

  render::Page page;
  const auto add = [&](const std::string& name, Cell value) {
    page.record.columns.push_back(name);
    if (page.record.rows.empty()) page.record.rows.emplace_back();
    page.record.rows[0].push_back(std::move(value));
  };
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  add("health", problem.empty() ? Cell("good") : Cell(problem));
  add("database", file.string());
  add("database_bytes", error ? Cell() : Cell(static_cast<std::int64_t>(bytes)));
  add("schema_version", database->schema_version());
  for (const Row& row : facts->counts.rows) {
    std::string name = std::get<std::string>(row[0]);
    for (char& c : name) c = c == ' ' ? '_' : c;
    add(name, row[1]);
  }
  add("newest_announcement", cell(day_in(facts->newest, 0)));
  add("last_closed_week", cell(day_in(facts->close, 0)));
  add("last_closed_on", cell(day_in(facts->close, 1)));
  if (!facts->cycle.rows.empty()) {
    add("last_cycle_started", moment(facts->cycle.rows[0][0]));
    add("last_cycle_finished", moment(facts->cycle.rows[0][1]));
    add("last_cycle_outcome", facts->cycle.rows[0][2]);
  }
  if (!arxiv.contact.empty())  // without it nothing is polled
    add("next_regular_poll", utc(intake::next_poll(now, {.delay = intake::installation_delay(arxiv.contact)})));
  page.sections.push_back({"sources", "Sources", facts->sources});
  render::write_page(page, output.format, output.stream, output.screen);
  return problem.empty() ? Health::Good : Health::Bad;
}

}  // namespace bandwagon::answer

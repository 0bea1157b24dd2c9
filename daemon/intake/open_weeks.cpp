#include "daemon/intake/open_weeks.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "daemon/intake/truth.hpp"
#include "daemon/store/questions.hpp"

namespace bandwagon::intake {
namespace {

Result<std::optional<model::Day>> first_day_in(store::ReadOnly& database, const store::Query& query) {
  const auto table = database.all(query);
  if (!table) return tl::unexpected(table.error());
  const auto* value = table->rows.empty() ? nullptr : std::get_if<std::int64_t>(&table->rows[0][0]);
  return value == nullptr ? std::nullopt : std::optional(model::Day{static_cast<std::int32_t>(*value)});
}

// What keeps the week from being closed; empty: nothing is known to.
std::string obstacle(const std::filesystem::path& file, const config::Arxiv& arxiv, model::Day week) {
  const auto connection = store::open_reader(file);
  if (!connection) return {};  // a schema of another program; whoever asks says so
  return missing_until(*connection, arxiv, week + (model::kDaysPerWeek - 1)).value_or(std::string());
}

}  // namespace

Result<FinishedWeeks> finished_weeks(store::ReadOnly& database, const config::Arxiv& arxiv) {
  const auto newest = first_day_in(database, store::newest_announcement(nlohmann::json(arxiv.categories).dump()));
  if (!newest) return tl::unexpected(newest.error());
  const auto closed = first_day_in(database, store::last_close());
  if (!closed) return tl::unexpected(closed.error());
  if (!*newest || !*closed) return FinishedWeeks{};
  FinishedWeeks weeks{.open = ((*newest)->monday() - **closed) / model::kDaysPerWeek - 1, .what = {}, .remedy = {}};
  if (weeks.open <= 0) return FinishedWeeks{};
  const std::string why = obstacle(database.file(), arxiv, **closed + model::kDaysPerWeek);
  weeks.what = fmt::format("{} not closed",
                           weeks.open == 1 ? "1 finished week is" : fmt::format("{} finished weeks are", weeks.open));
  if (!why.empty()) weeks.what += ": " + why;
  weeks.remedy = why.empty() ? "run `bandwagon analyze`"
                             : "the service closes them once nothing is missing: see the view sources; `bandwagon "
                               "analyze` closes them as they are";
  return weeks;
}

}  // namespace bandwagon::intake

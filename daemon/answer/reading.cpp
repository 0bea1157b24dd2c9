#include "daemon/answer/reading.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "daemon/render/escape.hpp"
#include "daemon/store/read_only.hpp"

namespace bandwagon::answer {
namespace {

using store::Query;
using store::ReadOnly;

Result<void> print_rows(ReadOnly& database, const Query& query, const Output& output,
                        std::chrono::milliseconds time_limit = store::kDefaultTimeLimit) {
  const auto writer = render::row_writer(output.format, output.stream, output.screen);
  const auto done = database.each(query,
                                  {.columns = [&](const auto& names) { writer->columns(names); },
                                   .row = [&](const Row& row) { return writer->row(row), output.stream.good(); }},
                                  time_limit);
  if (done) writer->finish();
  return done;
}

Result<void> print_rows(const std::filesystem::path& file, const Query& query, const Output& output,
                        std::chrono::milliseconds time_limit = store::kDefaultTimeLimit) {
  auto database = ReadOnly::open(file);
  if (!database) return tl::unexpected(database.error());
  return print_rows(*database, query, output, time_limit);
}

Query query_of(List list, const Span& span) {
  switch (list) {
    case List::Topics:
      return store::list_topics(span);
    case List::Bursts:
      return store::list_bursts(span);
    case List::Alerts:
      return store::list_alerts(span);
    case List::Pairs:
      return store::list_pairs(span);
    case List::Releases:
      break;
  }
  return store::list_releases(span);
}

}  // namespace

Result<void> print_list(const std::filesystem::path& database, List list, const Span& span, const Output& output) {
  return print_rows(database, query_of(list, span), output);
}

Result<void> print_watches(const std::filesystem::path& database, const std::vector<std::string>& names,
                           const Span& span, const Output& output) {
  auto opened = ReadOnly::open(database);
  if (!opened) return tl::unexpected(opened.error());
  const auto there = opened->all(store::table_named("watch_alerts"));
  if (!there) return tl::unexpected(there.error());
  if (there->rows.empty())
    return fail(ErrorKind::NotFound,
                fmt::format("{} was made before there were watches; `bandwagon analyze` brings it up to date",
                            database.string()));
  return print_rows(*opened, store::list_watches(nlohmann::json(names).dump(), span), output);
}

Result<void> print_herding(const std::filesystem::path& file, const std::optional<std::string>& field,
                           const std::optional<model::Day>& since, const Output& output) {
  auto database = ReadOnly::open(file);
  if (!database) return tl::unexpected(database.error());
  const auto said = database->all(store::herding_figures(field, std::nullopt));
  if (!said) return tl::unexpected(said.error());
  if (field && said->rows.empty())
    return fail(ErrorKind::NotFound,
                fmt::format("no month of the field {} has been looked back on; `bandwagon herding --field each` shows "
                            "all there are",
                            render::plain(*field)));
  return print_rows(*database,
                    output.format == render::Format::Table ? store::herding_months(field, since)
                                                           : store::herding_figures(field, since),
                    output);
}

Result<void> print_search(const std::filesystem::path& database, std::string_view words, const Span& span,
                          const Output& output) {
  if (store::quoted_words(words).empty()) return fail(ErrorKind::Usage, "give at least one word to search for");
  return print_rows(database, store::search_papers(words, span), output);
}

Result<void> print_query(const std::filesystem::path& database, const std::string& sql,
                         std::chrono::milliseconds time_limit, const Output& output) {
  return print_rows(database, Query{sql}, output, time_limit);
}

Result<void> print_schema(const std::filesystem::path& file, const std::optional<std::string>& view,
                          const Output& output) {
  auto database = ReadOnly::open(file);
  if (!database) return tl::unexpected(database.error());
  if (view) {
    const auto found = database->all(store::schema_of(view));
    if (!found) return tl::unexpected(found.error());
    if (found->rows.empty())
      return fail(ErrorKind::NotFound, fmt::format("no view {}; `bandwagon schema` lists all", *view));
  }
  return print_rows(*database, store::schema_of(view), output);
}

std::vector<std::pair<std::string, std::string>> library_versions() {
  return {{"SQLite", store::sqlite_version()},
          {"nlohmann-json", fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR,
                                        NLOHMANN_JSON_VERSION_PATCH)},
          {"fmt", fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)}};
}

}  // namespace bandwagon::answer

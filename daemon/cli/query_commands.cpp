#include <iostream>
#include <memory>

#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"

namespace bandwagon::cli {

namespace {

constexpr std::size_t kMostSql = 1 << 20;  // bytes

Result<std::string> sql_from_input() {
  std::string sql(kMostSql + 1, '\0');
  std::cin.read(sql.data(), static_cast<std::streamsize>(sql.size()));
  sql.resize(static_cast<std::size_t>(std::cin.gcount()));
  if (sql.size() > kMostSql) return fail(ErrorKind::Usage, "standard input: more than 1 MB is no query");
  if (sql.find('\0') != std::string::npos) return fail(ErrorKind::Usage, "standard input: a NUL byte in the SQL");
  return sql;
}

}  // namespace

void add_query(CLI::App& app, Session& session) {
  struct Options {
    std::string sql;
    double timeout_seconds = 60;
    render::Format format = render::Format::Table;
  };
  auto options = std::make_shared<Options>();  // owned by the command's callback
  CLI::App* query = app.add_subcommand("query", "read-only SQL on the public views (see schema)");
  query->add_option("SQL", options->sql, "one SELECT; - reads it from standard input")->required();
  query->add_option("--timeout", options->timeout_seconds, "stop after so many seconds (default 60)")
      ->check(CLI::Range(0.001, 86400.0))
      ->check(not_nan())
      ->type_name("SECONDS");
  add_format(*query, options->format);
  add_example(*query, "bandwagon query \"SELECT label, ratio FROM bursts ORDER BY ratio DESC LIMIT 10\"");
  query->callback([&session, options] {
    if (options->sql == "-") {
      auto sql = sql_from_input();
      if (!sql) return session.finish(tl::unexpected(sql.error()));
      options->sql = *std::move(sql);
    }
    const std::chrono::milliseconds limit(static_cast<std::int64_t>(options->timeout_seconds * 1000));
    session.finish(session.database().and_then([&](const std::filesystem::path& database) {
      return answer::print_query(database, options->sql, limit, standard_output(options->format));
    }));
  });

  struct SchemaOptions {
    std::optional<std::string> view;
    render::Format format = render::Format::Table;
  };
  auto of = std::make_shared<SchemaOptions>();  // owned by the command's callback
  CLI::App* schema = app.add_subcommand("schema", "the public views, with a sentence for each column");
  schema->add_option("VIEW", of->view, "one view; default: all");
  add_format(*schema, of->format);
  add_example(*schema, "bandwagon schema bursts");
  schema->callback([&session, of] {
    session.finish(session.database().and_then([&](const std::filesystem::path& database) {
      return answer::print_schema(database, of->view, standard_output(of->format));
    }));
  });
}

void add_search(CLI::App& app, Session& session) {
  struct Options {
    std::vector<std::string> words;
    answer::Span span{.since = std::nullopt, .until = std::nullopt, .limit = 20};
    render::Format format = render::Format::Table;
  };
  auto options = std::make_shared<Options>();  // owned by the command's callback
  CLI::App* command =
      app.add_subcommand("search", "papers whose title and abstract hold all the words, best match first");
  command->add_option("WORDS", options->words, "the words; no operators, punctuation is taken as it stands")
      ->required();
  add_span(*command, options->span, "announced");
  add_format(*command, options->format);
  add_example(*command, "bandwagon search chain of thought --since 2025-01-01 --limit 50");
  command->callback([&session, options] {
    if (const auto sound = check_span(options->span); !sound) return session.finish(sound);
    std::string words;
    for (const auto& word : options->words) words += word + " ";
    session.finish(session.database().and_then([&](const std::filesystem::path& database) {
      return answer::print_search(database, words, options->span, standard_output(options->format));
    }));
  });
}

void add_status(CLI::App& app, Session& session) {
  auto format = std::make_shared<render::Format>(render::Format::Table);  // owned by the command's callback
  CLI::App* command = app.add_subcommand("status", "counts, dates and health; exit code 0: healthy, 1: not");
  add_format(*command, *format);
  add_example(*command, "bandwagon status --format json");
  command->callback([&session, format] {
    const auto health = [&]() -> Result<answer::Health> {
      const auto configuration = session.config();
      if (!configuration) return tl::unexpected(configuration.error());
      const auto database = session.database();
      if (!database) return tl::unexpected(database.error());
      return answer::print_status(*database, (*configuration)->arxiv, util::SystemClock().now(),
                                  standard_output(*format));
    }();
    if (!health) return session.finish(tl::unexpected(health.error()));
    session.finish_with(*health == answer::Health::Good ? 0 : 1);
  });
}

}  // namespace bandwagon::cli

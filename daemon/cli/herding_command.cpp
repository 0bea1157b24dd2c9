#include <memory>

#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"

namespace bandwagon::cli {
namespace {

struct HerdingOptions {
  std::string field = "all";
  std::optional<model::Day> since;
  render::Format format = render::Format::Table;
};

// "2025-01", or any day of the month.
std::optional<model::Day> first_of_month(const std::string& text) {
  const auto day = model::Day::parse(text.size() == 7 ? text + "-01" : text);
  return day ? model::Day::parse(day->iso().substr(0, 8) + "01") : day;
}

}  // namespace

void add_herding(CLI::App& app, Session& session) {
  auto options = std::make_shared<HerdingOptions>();  // owned by the command's callbacks
  CLI::App* command = app.add_subcommand("herding", "how much a field moves together, month by month");
  command->add_option("--field", options->field, "primary category, or all (default); \"each\": every field")
      ->type_name("FIELD");
  command
      ->add_option_function<std::string>(
          "--since",
          [options = options.get()](const std::string& text) {
            options->since = first_of_month(text);
            if (!options->since)
              throw CLI::ValidationError("--since", "\"" + text + "\" is no month; write it like 2025-01");
          },
          "this month or later")
      ->type_name("MONTH");
  add_format(*command, options->format);
  add_example(*command, "bandwagon herding --field cs.CL --since 2024-07");
  command->callback([&session, options] {
    session.finish(session.database().and_then([&](const std::filesystem::path& database) {
      const auto field = options->field == "each" ? std::nullopt : std::optional(options->field);
      return answer::print_herding(database, field, options->since, standard_output(options->format));
    }));
  });
}

}  // namespace bandwagon::cli

#include <memory>

#include "daemon/answer/digest.hpp"
#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"

namespace bandwagon::cli {
namespace {

template <class Id>
struct ThingCommand {
  const char* name;
  const char* help;
  const char* id_name;
  const char* id_help;
  const char* example;
  Result<void> (*print)(const std::filesystem::path&, Id, const answer::Output&);
};

template <class Id>
void add_thing(CLI::App& app, Session& session, const ThingCommand<Id>& about) {
  struct Options {
    std::decay_t<Id> id{};
    render::Format format = render::Format::Table;
  };
  auto options = std::make_shared<Options>();  // owned by the command's callback
  CLI::App* command = app.add_subcommand(about.name, about.help);
  CLI::Option* id = command->add_option(about.id_name, options->id, about.id_help)->required();
  if constexpr (std::is_same_v<Id, std::int64_t>) id->transform(whole_number());
  add_format(*command, options->format);
  add_example(*command, about.example);
  command->callback([&session, options, print = about.print] {
    session.finish(session.database().and_then([&](const std::filesystem::path& database) {
      return print(database, options->id, standard_output(options->format));
    }));
  });
}

}  // namespace

void add_things(CLI::App& app, Session& session) {
  add_thing<std::int64_t>(app, session,
                          {"topic", "one topic, whole", "ID", "its number", "bandwagon topic 17", answer::print_topic});
  add_thing<std::int64_t>(app, session,
                          {"burst", "one burst, whole", "ID", "its number", "bandwagon burst 3", answer::print_burst});
  add_thing<const std::string&>(app, session,
                                {"paper", "one paper, whole", "ARXIV_ID", "its arXiv identifier, e.g. 2501.12948",
                                 "bandwagon paper 2501.12948 --format json", answer::print_paper});
  add_thing<std::int64_t>(app, session,
                          {"explain", "all the evidence for an alert, and what would make it wrong", "ALERT_ID",
                           "its number", "bandwagon explain 12", answer::print_explanation});
}

}  // namespace bandwagon::cli

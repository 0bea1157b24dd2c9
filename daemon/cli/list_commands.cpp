#include <memory>

#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"

namespace bandwagon::cli {
namespace {

struct ListOptions {
  answer::Span span;
  render::Format format = render::Format::Table;
};

struct ListCommand {
  const char* name = "";
  const char* help = "";
  const char* of = "";  // what --since and --until are about
  const char* example = "";
  answer::List list{};
};

constexpr ListCommand kTopics{"topics", "the lasting groups of papers, largest first", "born",
                              "bandwagon topics --limit 20", answer::List::Topics};
constexpr ListCommand kBursts{"bursts", "stretches of unexpected growth, latest first", "with an onset",
                              "bandwagon bursts --since 2025-01-01 --format csv", answer::List::Bursts};
constexpr ListCommand kAlerts{"alerts", "what was told, latest first", "raised", "bandwagon alerts --since 2025-02-01",
                              answer::List::Alerts};
constexpr ListCommand kPairs{"pairs", "papers of different teams that do much the same within 60 days, latest first",
                             "the later one announced", "bandwagon pairs --since 2025-01-01 --limit 20",
                             answer::List::Pairs};
constexpr ListCommand kReleases{"list", "what labs made public, latest first", "released",
                                "bandwagon releases list --since 2025-01-01", answer::List::Releases};

using SharedListOptions = std::shared_ptr<ListOptions>;  // owned by the callbacks of the commands

SharedListOptions add_list_options(CLI::App& command, const ListCommand& about,
                                   SharedListOptions options = std::make_shared<ListOptions>()) {
  add_span(command, options->span, about.of);
  add_format(command, options->format);
  add_example(command, about.example);
  return options;
}

void print(Session& session, answer::List list, const ListOptions& options) {
  session.finish(
      check_span(options.span).and_then([&] { return session.database(); }).and_then([&](const auto& database) {
        return answer::print_list(database, list, options.span, standard_output(options.format));
      }));
}

void add_list(CLI::App& parent, Session& session, const ListCommand& about,
              const SharedListOptions& options = std::make_shared<ListOptions>()) {
  CLI::App* command = parent.add_subcommand(about.name, about.help);
  add_list_options(*command, about, options);
  command->callback([&session, options, list = about.list] { print(session, list, *options); });
}

void add_show_release(CLI::App& parent, Session& session) {
  struct Options {
    std::string release;
    render::Format format = render::Format::Table;
  };
  auto options = std::make_shared<Options>();  // owned by the command's callback
  CLI::App* command = parent.add_subcommand("show", "one release, whole");
  command->add_option("ID", options->release, "the release, e.g. deepseek-r1")->required();
  add_format(*command, options->format);
  add_example(*command, "bandwagon releases show deepseek-r1");
  command->callback([&session, options] {
    session.finish(session.database().and_then([&](const std::filesystem::path& database) {
      return answer::print_release(database, options->release, standard_output(options->format));
    }));
  });
}

void add_watches(CLI::App& parent, Session& session) {
  CLI::App* command =
      parent.add_subcommand("watches", "the watches of the configuration, and which waves reached them");
  const auto options = add_list_options(*command, {.of = "seen", .example = "bandwagon watches --since 2025-01-01"});
  command->callback([&session, options] {
    if (const auto sound = check_span(options->span); !sound) return session.finish(sound);
    const auto configuration = session.config();
    if (!configuration) return session.finish(tl::unexpected(configuration.error()));
    std::vector<std::string> names;
    for (const auto& watch : (*configuration)->watches) names.push_back(watch.name);
    session.finish(session.database().and_then([&](const std::filesystem::path& database) {
      return answer::print_watches(database, names, options->span, standard_output(options->format));
    }));
  });
}

// What stands before a subcommand that has no use for it is refused, not passed over.
void refuse_list_options(CLI::App& releases) {
  for (CLI::App* command : releases.get_subcommands({})) {
    if (command->get_name() == kReleases.name) continue;
    for (CLI::Option* option : releases.get_options())
      if (option != releases.get_help_ptr()) command->excludes(option);
  }
}

}  // namespace

void add_lists(CLI::App& app, Session& session) {
  for (const ListCommand& about : {kTopics, kBursts, kAlerts, kPairs}) add_list(app, session, about);
  add_watches(app, session);
}

void add_releases(CLI::App& app, Session& session) {
  CLI::App* releases = app.add_subcommand("releases", "what labs made public");
  const auto options = add_list_options(*releases, kReleases);
  releases->require_subcommand(0, 1);
  releases->callback([&session, options, releases] {
    if (releases->get_subcommands().empty()) print(session, answer::List::Releases, *options);
  });
  add_list(*releases, session, kReleases, options);  // the same ones: they may stand before and after its name
  add_show_release(*releases, session);
  add_release_changes(*releases, session);
  refuse_list_options(*releases);
}

}  // namespace bandwagon::cli

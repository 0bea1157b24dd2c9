#include <memory>

#include "daemon/answer/check.hpp"
#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"

namespace bandwagon::cli {
namespace {

struct CheckOptions {
  std::string file = "-";
  render::Format format = render::Format::Table;
};

Result<void> check(Session& session, const CheckOptions& options) {
  const auto configuration = session.config();
  if (!configuration) return tl::unexpected(configuration.error());
  const auto database = session.database();
  if (!database) return tl::unexpected(database.error());
  const auto idea = answer::read_idea(options.file);
  if (!idea) return tl::unexpected(idea.error());
  const auto outlook = answer::outlook_of(*database, *idea, (*configuration)->arxiv.categories);
  if (!outlook) return tl::unexpected(outlook.error());
  answer::print_outlook(*outlook, standard_output(options.format));
  return {};
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
  auto options = std::make_shared<CheckOptions>();  // owned by the command's callback
  CLI::App* command = app.add_subcommand("check", "an idea: how crowded it is, which wave is on, who was first");
  command->add_option("FILE", options->file,
                      "its title on the first line, then the abstract; text or Markdown; - (default): standard input");
  add_format(*command, options->format);
  add_example(*command, "echo 'Tool use for small models with GRPO' | bandwagon check");
  command->callback([&session, options] { session.finish(check(session, *options)); });
}

}  // namespace bandwagon::cli

#include <iostream>
#include <memory>

#include "daemon/answer/digest.hpp"
#include "daemon/answer/message.hpp"
#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/util/atomic_file.hpp"

namespace bandwagon::cli {
namespace {

struct DigestOptions {
  std::optional<model::Day> since, until;
  render::Face face = render::Face::Text;
  std::string output;
};

Result<void> write_digest(Session& session, const DigestOptions& options) {
  const auto configuration = session.config();
  if (!configuration) return tl::unexpected(configuration.error());
  const auto database = session.database();
  if (!database) return tl::unexpected(database.error());
  const config::Config& settings = **configuration;
  auto request = answer::request_of(settings);
  request.since = options.since, request.until = options.until;
  const auto digest = answer::load_digest(*database, request);
  if (!digest) return tl::unexpected(digest.error());
  const std::string document = options.face == render::Face::Atom
                                   ? render::digest_atom(*digest, answer::atom_place(settings.digest))
                                   : render::digest_as(options.face, *digest);
  if (!options.output.empty() && options.output != "-") return util::write_atomically(options.output, document);
  std::cout << document;
  return {};
}

}  // namespace

void add_digest(CLI::App& app, Session& session) {
  auto options = std::make_shared<DigestOptions>();  // owned by the command's callback
  CLI::App* command = app.add_subcommand("digest", "what happened in a week, to be read");
  add_day(*command, "--since", options->since, "first day (default: as many days as [digest] days says, 7)");
  add_day(*command, "--until", options->until, "last day (default: that of the last close or alert)");
  command
      ->add_option_function<std::string>(
          "--format",
          [options = options.get()](const std::string& text) {
            const auto face = render::face_named(text);
            if (!face) throw CLI::ValidationError("--format", "\"" + text + "\" is none of text, md, html, atom, json");
            options->face = *face;
          },
          "text (default), md, html, atom or json")
      ->type_name("F");
  command->add_option("--output", options->output, "write to this file instead, whole or not at all")
      ->check(not_empty())
      ->type_name("FILE");
  add_example(*command, "bandwagon digest --until 2025-02-16 --format html --output digest.html");
  command->callback([&session, options] { session.finish(write_digest(session, *options)); });
}

}  // namespace bandwagon::cli

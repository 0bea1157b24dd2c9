#include <chrono>
#include <iostream>
#include <memory>

#include "daemon/cli/options.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/release/releases.hpp"
#include "daemon/render/escape.hpp"

namespace bandwagon::cli {
namespace {

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void add_add(CLI::App& releases, Session& session) {
  auto typed = std::make_shared<release::TypedRelease>();  // owned by the command's callback
  CLI::App* command = releases.add_subcommand("add", "add a release of your own");
  command->add_option("--id", typed->id, "a new id: letters, digits and -")->required();
  command->add_option("--name", typed->name, "its name, e.g. DeepSeek-R1")->required();
  command->add_option("--lab", typed->lab, "who made it")->required();
  command->add_option("--kind", typed->kind, "model, paper, product or dataset")->required();
  command->add_option("--date", typed->date, "the day it was made public")->required()->type_name("DAY");
  command->add_option("--known-since", typed->known_since, "used by the analysis from this day on (default: its date)")
      ->type_name("DAY");
  command->add_option("--openness", typed->openness, "open-weights, closed, …");
  command->add_option("--arxiv-id", typed->arxiv_ids, "its own papers, the main one first")->type_size(1);
  command->add_option("--alias", typed->aliases, "another name of that day; may be repeated")->type_size(1);
  add_example(
      *command,
      "bandwagon releases add --id deepseek-r1 --name DeepSeek-R1 --lab DeepSeek --kind model --date 2025-01-20");
  command->callback([&session, typed] {
    session.finish(session.existing_database().and_then([&](const std::filesystem::path& database) -> Result<void> {
      const auto added = release::add_release(database, *typed);
      if (!added) return tl::unexpected(added.error());
      std::cout << "added " << added->id << '\n';
      for (const auto& name : release::unfindable_names(*added))
        std::cerr << "bandwagon: papers are not searched for \"" << render::plain(name)
                  << "\", which is made of words of any abstract; a name that is not helps (--alias)\n";
      return {};
    }));
  });
}

void add_import_catalogue(CLI::App& releases, Session& session) {
  auto file = std::make_shared<std::string>();  // owned by the command's callback
  CLI::App* command =
      releases.add_subcommand("import", "add or replace releases from a catalogue: TOML, or a JSON array");
  command->add_option("FILE", *file, "the catalogue")->required();
  add_example(*command, "bandwagon releases import my-releases.toml");
  command->callback([&session, file] {
    session.finish(session.existing_database().and_then([&](const std::filesystem::path& database) -> Result<void> {
      const auto counts = release::import_releases(database, *file);
      if (!counts) return tl::unexpected(counts.error());
      std::cout << counts->added << " added, " << counts->replaced << " replaced\n";
      return {};
    }));
  });
}

struct Verdict {
  const char* name;
  const char* help;
  const char* done;
  model::ReleaseStatus status;
};

void add_verdict(CLI::App& releases, Session& session, const Verdict& verdict) {
  auto id = std::make_shared<std::string>();  // owned by the command's callback
  CLI::App* command = releases.add_subcommand(verdict.name, verdict.help);
  command->add_option("ID", *id, "the release")->required();
  add_example(*command, std::string("bandwagon releases ") + verdict.name + " deepseek-r1");
  command->callback([&session, id, verdict] {
    session.finish(session.existing_database().and_then([&](const std::filesystem::path& database) -> Result<void> {
      const auto decided = release::decide_release(database, *id, verdict.status, now());
      if (decided) std::cout << verdict.done << ' ' << render::plain(*id) << '\n';
      return decided;
    }));
  });
}

void add_merge(CLI::App& releases, Session& session) {
  auto id = std::make_shared<std::string>(), into = std::make_shared<std::string>();  // owned by the callback
  CLI::App* command =
      releases.add_subcommand("merge", "two entries are one release: the first becomes part of the second");
  command->add_option("ID", *id, "the entry to give up")->required();
  command->add_option("INTO", *into, "the release that it is")->required();
  add_example(*command, "bandwagon releases merge deepseek-r1-0528 deepseek-r1");
  command->callback([&session, id, into] {
    session.finish(session.existing_database().and_then([&](const std::filesystem::path& database) -> Result<void> {
      const auto merged = release::merge_release(database, *id, *into, now());
      if (merged) std::cout << "merged " << render::plain(*id) << " into " << render::plain(*into) << '\n';
      return merged;
    }));
  });
}

void add_undo(CLI::App& releases, Session& session) {
  auto id = std::make_shared<std::string>();  // owned by the command's callback
  CLI::App* command = releases.add_subcommand("undo", "take back the last confirm, reject or merge of a release");
  command->add_option("ID", *id, "the release")->required();
  add_example(*command, "bandwagon releases undo deepseek-r1");
  command->callback([&session, id] {
    session.finish(session.existing_database().and_then([&](const std::filesystem::path& database) -> Result<void> {
      const auto undone = release::undo_release(database, *id);
      if (!undone) return tl::unexpected(undone.error());
      std::cout << "took back: " << *undone << ' ' << render::plain(*id) << '\n';
      return {};
    }));
  });
}

}  // namespace

void add_release_changes(CLI::App& releases, Session& session) {
  add_add(releases, session);
  add_import_catalogue(releases, session);
  add_verdict(releases, session,
              {"confirm", "a candidate is a release indeed", "confirmed", model::ReleaseStatus::Confirmed});
  add_verdict(releases, session, {"reject", "it is no release", "rejected", model::ReleaseStatus::Rejected});
  add_merge(releases, session);
  add_undo(releases, session);
}

}  // namespace bandwagon::cli

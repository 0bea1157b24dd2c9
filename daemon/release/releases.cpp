#include "daemon/release/releases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "analyzers/attribute/names.hpp"
#include "config/catalogue.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/store/release_decisions.hpp"
#include "daemon/store/releases.hpp"

namespace bandwagon::release {
namespace {

constexpr std::string_view kTyped = "options";  // instead of the name of a file

// Each line begins with the place of a problem, and what was typed has none.
std::string without_places(std::string message) {
  for (std::size_t line = 0; line < message.size(); line = message.find('\n', line) + 1) {
    if (message.compare(line, kTyped.size(), kTyped) == 0) message.erase(line, message.find(": ", line) + 2 - line);
    if (message.find('\n', line) == std::string::npos) break;
  }
  return message;
}

// What is typed by hand; a catalogue's own kinds are taken as they stand.
constexpr std::array<std::string_view, 4> kKinds{"model", "paper", "product", "dataset"};

Result<model::Release> checked(const TypedRelease& typed) {
  nlohmann::json entry = nlohmann::json::object();
  const auto put = [&](const char* key, const std::string& value) {
    if (!value.empty()) entry[key] = value;
  };
  put("id", typed.id);
  put("name", typed.name);
  put("lab", typed.lab);
  put("kind", typed.kind);
  put("date", typed.date);
  put("openness", typed.openness);
  put("known_since", typed.known_since);
  entry["arxiv_ids"] = typed.arxiv_ids;
  entry["aliases"] = typed.aliases;
  const std::string text =
      nlohmann::json::array({entry}).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  auto releases = config::parse_catalogue(text, kTyped);
  if (!releases) return fail(ErrorKind::Usage, without_places(std::move(releases.error().message)));
  if (std::find(kKinds.begin(), kKinds.end(), typed.kind) == kKinds.end())
    return fail(ErrorKind::Usage,
                fmt::format("--kind is one of model, paper, product, dataset, not \"{}\"", typed.kind));
  releases->front().origin = model::ReleaseOrigin::User;
  return releases->front();
}

Result<bool> is_known(const store::Connection& connection, const std::string& id) {
  const auto found = store::release(connection, id);
  if (found) return true;
  if (found.error().kind == ErrorKind::NotFound) return false;
  return tl::unexpected(found.error());
}

}  // namespace

Result<model::Release> add_release(const std::filesystem::path& database, const TypedRelease& typed) {
  const auto release = checked(typed);
  if (!release) return release;
  auto connection = store::open_writer(database);
  if (!connection) return tl::unexpected(connection.error());
  const auto known = is_known(*connection, release->id);
  if (!known) return tl::unexpected(known.error());
  if (*known)
    return fail(
        ErrorKind::Usage,
        fmt::format(
            "release {} is already there; give another --id, or replace it with `bandwagon releases import FILE`",
            release->id));
  const auto written = store::put_release(*connection, *release);
  if (!written) return tl::unexpected(written.error());
  return release;
}

std::vector<std::string> unfindable_names(const model::Release& release) {
  return attribute::Names(release).unfindable();
}

Result<ImportedReleases> import_releases(const std::filesystem::path& database,
                                         const std::filesystem::path& catalogue) {
  auto releases = config::read_catalogue(catalogue);
  if (!releases) return tl::unexpected(releases.error());
  auto connection = store::open_writer(database);
  if (!connection) return tl::unexpected(connection.error());
  ImportedReleases counts;
  for (model::Release& release : *releases) {
    release.origin = model::ReleaseOrigin::User;
    const auto known = is_known(*connection, release.id);
    if (!known) return tl::unexpected(known.error());
    const auto written = store::put_release(*connection, release);
    if (!written) return tl::unexpected(written.error());
    ++(*known ? counts.replaced : counts.added);
  }
  return counts;
}

Result<void> decide_release(const std::filesystem::path& database, const std::string& id, model::ReleaseStatus status,
                            std::int64_t decided_at) {
  auto connection = store::open_writer(database);
  if (!connection) return tl::unexpected(connection.error());
  return store::decide_release(*connection, id, status, decided_at);
}

Result<void> merge_release(const std::filesystem::path& database, const std::string& id, const std::string& into,
                           std::int64_t decided_at) {
  auto connection = store::open_writer(database);
  if (!connection) return tl::unexpected(connection.error());
  return store::merge_release(*connection, id, into, decided_at);
}

Result<std::string> undo_release(const std::filesystem::path& database, const std::string& id) {
  auto connection = store::open_writer(database);
  if (!connection) return tl::unexpected(connection.error());
  return store::undo_release(*connection, id);
}

}  // namespace bandwagon::release

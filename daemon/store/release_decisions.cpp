#include "daemon/store/release_decisions.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/store/errors.hpp"
#include "daemon/store/names.hpp"
#include "daemon/store/release_rows.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kSignals = "signals";  // in the kept form of what was decided about: what told of it then

// A release as JSON, for taking a decision back, and read again from it.
nlohmann::json kept_form(const model::Release& release) {
  return {{"id", release.id},
          {"name", release.name},
          {"lab", release.lab},
          {"kind", release.kind},
          {"openness", release.openness},
          {"about", release.about},
          {"released", release.released.value},
          {"known_since", release.known_since.value},
          {"arxiv_ids", texts_of(release.arxiv_ids)},
          {"aliases", release.aliases},
          {"origin", name_of(release.origin)},
          {"status", name_of(release.status)}};
}

model::Release from_kept_form(const nlohmann::json& kept) {
  model::Release release;
  release.id = kept.at("id").get<std::string>();
  release.name = kept.at("name").get<std::string>();
  release.lab = kept.at("lab").get<std::string>();
  release.kind = kept.at("kind").get<std::string>();
  release.openness = kept.at("openness").get<std::string>();
  release.about = kept.at("about").get<std::string>();
  release.released = {kept.at("released").get<std::int32_t>()};
  release.known_since = {kept.at("known_since").get<std::int32_t>()};
  for (const auto& id : kept.at("arxiv_ids")) release.arxiv_ids.push_back(parse_stored_id(id.get<std::string>()));
  release.aliases = kept.at("aliases").get<std::vector<std::string>>();
  release.origin = from_name<model::ReleaseOrigin>(kept.at("origin").get<std::string>());
  release.status = from_name<model::ReleaseStatus>(kept.at("status").get<std::string>());
  return release;
}

// What tells of a release, by its key.
std::vector<std::int64_t> signals_of(SQLite::Database& database, const std::string& id) {
  SQLite::Statement query(database, "SELECT signal_id FROM release_signal WHERE release_id = ? ORDER BY 1");
  query.bind(1, id);
  std::vector<std::int64_t> keys;
  while (query.executeStep()) keys.push_back(query.getColumn(0).getInt64());
  return keys;
}

// The decided release comes first among the touched ones.
void remember(SQLite::Database& database, const char* action, const std::vector<model::Release>& touched,
              std::int64_t decided_at) {
  nlohmann::json rows = nlohmann::json::array();
  for (const auto& release : touched) rows.push_back(kept_form(release));
  const std::string& id = touched.front().id;
  rows.front()[kSignals] = signals_of(database, id);
  const std::string text = rows.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  SQLite::Statement keep(database,
                         "INSERT INTO release_undo (release_id, action, touched, decided_at) VALUES (?, ?, ?, ?)");
  run(keep, id, action, text, decided_at);
}

template <class List, class Value>
void add_once(List& list, const Value& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

model::Release united(model::Release into, const model::Release& part) {
  if (part.name != into.name) add_once(into.aliases, part.name);
  for (const auto& alias : part.aliases)
    if (alias != into.name) add_once(into.aliases, alias);
  for (const auto& id : part.arxiv_ids) add_once(into.arxiv_ids, id);
  into.released = std::min(into.released, part.released);
  into.known_since = std::min(into.known_since, part.known_since);
  if (into.origin == model::ReleaseOrigin::Catalogue) into.origin = model::ReleaseOrigin::User;  // a person's word now
  return into;
}

constexpr const char* kDecide = "INSERT INTO release_decision (release_id, status, decided_at) VALUES (?, ?, ?)";
constexpr const char* kSetStatus = "UPDATE release SET status = ? WHERE release_id = ?";
constexpr const char* kMergedInto =
    "SELECT CASE action WHEN 'merge' THEN touched ->> '$[1].id' END FROM release_undo WHERE release_id = ? "
    "ORDER BY undo_id DESC LIMIT 1";
constexpr const char* kLastDecision =
    "SELECT undo_id, action, touched FROM release_undo WHERE release_id = ? ORDER BY undo_id DESC LIMIT 1";
constexpr const char* kLaterMerge =
    "SELECT release_id, touched ->> '$[1].id' FROM release_undo WHERE undo_id > ? AND action = 'merge' AND EXISTS "
    "(SELECT 1 FROM json_each(touched) AS one WHERE one.value ->> 'id' = ?) ORDER BY undo_id DESC LIMIT 1";

// What is rejected takes nothing in: both would be lost.
Result<void> may_take_in(SQLite::Database& database, const model::Release& into) {
  if (into.status != model::ReleaseStatus::Rejected) return {};
  SQLite::Statement last(database, kMergedInto);
  last.bind(1, into.id);
  const bool is_part = last.executeStep() && !last.getColumn(0).isNull();
  if (is_part)
    return fail(ErrorKind::Usage,
                fmt::format("release {} is part of {} since it was merged; merge into that, or take it back first: "
                            "`bandwagon releases undo {}`",
                            into.id, last.getColumn(0).getString(), into.id));
  return fail(ErrorKind::Usage,
              fmt::format("release {} is rejected and takes nothing in; confirm it first: `bandwagon releases confirm "
                          "{}`",
                          into.id, into.id));
}

// A decision as it was remembered: the releases before it, the decided one first.
struct Remembered {
  std::int64_t key = 0;
  std::string action;
  std::vector<model::Release> before;
  std::vector<std::int64_t> signals;  // that went with a merged release
};

std::optional<Remembered> last_decision(SQLite::Database& database, const std::string& id) {
  SQLite::Statement last(database, kLastDecision);
  last.bind(1, id);
  if (!last.executeStep()) return std::nullopt;
  Remembered found{.key = last.getColumn(0).getInt64(), .action = last.getColumn(1).getString()};
  const auto rows = nlohmann::json::parse(last.getColumn(2).getString(), nullptr, false);
  if (!rows.is_array() || rows.size() != (found.action == "merge" ? 2 : 1))
    throw Damaged("a remembered decision is no list of its releases");
  for (const auto& row : rows) found.before.push_back(from_kept_form(row));
  found.signals = rows.front().value(kSignals, found.signals);  // none in what older versions remembered
  return found;
}

// The releases of a decision may be part of a later merge, which must be taken back first.
Result<void> is_last_merge(SQLite::Database& database, const Remembered& decision) {
  SQLite::Statement later(database, kLaterMerge);
  for (const auto& touched : decision.before) {
    Binder(later) << decision.key << touched.id;
    if (later.executeStep())
      return fail(
          ErrorKind::Usage,
          fmt::format("release {} was merged into {} since then; take that back first: `bandwagon releases "
                      "undo {}`",
                      later.getColumn(0).getString(), later.getColumn(1).getString(), later.getColumn(0).getString()));
    later.reset();
  }
  return {};
}

// Gives back what a release took in, unless it has been replaced since then. Its status is no part of a merge.
Result<void> part_again(SQLite::Database& database, const Remembered& merge) {
  const auto& part = merge.before[0];
  auto whole = merge.before[1];
  const auto now = read_releases(database, std::nullopt, whole.id);
  auto merged = united(whole, part);
  if (!now.empty()) merged.status = whole.status = now.front().status;
  if (now.empty() || !same(now.front(), merged))
    return fail(ErrorKind::Usage,
                fmt::format("release {0} is no longer as it was when {1} became part of it, so that parting them would "
                            "undo more than the merge; correct it by `bandwagon releases import FILE`, and `bandwagon "
                            "releases confirm {1}`",
                            whole.id, part.id));
  auto put_statement = release_writer(database);
  SQLite::Statement move(
      database,
      "UPDATE release_signal SET release_id = ? WHERE release_id = ? AND signal_id IN (SELECT value FROM "
      "json_each(?))");
  put(put_statement, whole);
  const std::string keys = json_list(std::span<const std::int64_t>(merge.signals));
  run(move, part.id, whole.id, keys);
  return {};
}

}  // namespace

Result<void> decide_release(Connection& connection, const std::string& id, model::ReleaseStatus status,
                            std::int64_t decided_at) {
  return attempt(connection.path(), "decide about a release", [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto before = read_releases(database, std::nullopt, id);
    if (before.empty()) return no_release(connection, id);
    remember(database, status == model::ReleaseStatus::Confirmed ? "confirm" : "reject", before, decided_at);
    SQLite::Statement set(database, kSetStatus), decide(database, kDecide);
    run(set, name_of(status), id);
    run(decide, id, name_of(status), decided_at);
    transaction.commit();
    return {};
  });
}

Result<void> merge_release(Connection& connection, const std::string& id, const std::string& into,
                           std::int64_t decided_at) {
  return attempt(connection.path(), "merge two releases", [&]() -> Result<void> {
    if (id == into) return fail(ErrorKind::Usage, fmt::format("release {} cannot be merged into itself", id));
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    auto part = read_releases(database, std::nullopt, id), whole = read_releases(database, std::nullopt, into);
    if (part.empty()) return no_release(connection, id);
    if (whole.empty()) return no_release(connection, into);
    if (const auto may = may_take_in(database, whole.front()); !may) return may;
    remember(database, "merge", {part.front(), whole.front()}, decided_at);
    auto put_statement = release_writer(database);
    SQLite::Statement decide(database, kDecide),
        move(database, "UPDATE release_signal SET release_id = ? WHERE release_id = ?");
    put(put_statement, united(whole.front(), part.front()));
    part.front().status = model::ReleaseStatus::Rejected;
    put(put_statement, part.front());
    run(decide, id, name_of(model::ReleaseStatus::Rejected), decided_at);
    run(move, into, id);
    transaction.commit();
    return {};
  });
}

Result<std::string> undo_release(Connection& connection, const std::string& id) {
  return attempt(connection.path(), "take a decision back", [&]() -> Result<std::string> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    if (read_releases(database, std::nullopt, id).empty()) return no_release(connection, id);
    const auto last = last_decision(database, id);
    if (!last)
      return fail(ErrorKind::NotFound,
                  fmt::format("nothing was decided about release {} that could be taken back", id));
    if (const auto may = is_last_merge(database, *last); !may) return tl::unexpected(may.error());
    if (last->action == "merge")
      if (const auto parted = part_again(database, *last); !parted) return tl::unexpected(parted.error());
    SQLite::Statement set(database, kSetStatus),
        forget(database,
               "DELETE FROM release_decision WHERE decision_id = (SELECT max(decision_id) FROM release_decision WHERE "
               "release_id = ?)"),
        remove(database, "DELETE FROM release_undo WHERE undo_id = ?");
    run(set, name_of(last->before.front().status), id);
    run(forget, id);
    run(remove, last->key);
    transaction.commit();
    return last->action;
  });
}

}  // namespace bandwagon::store

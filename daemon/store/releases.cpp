#include "daemon/store/releases.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/store/errors.hpp"
#include "daemon/store/names.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

constexpr const char* kPut =
    "INSERT INTO release (release_id, name, lab, kind, openness, about, released_day, known_day, arxiv_ids, aliases, "
    "origin, status) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (release_id) DO UPDATE SET name = excluded.name, lab = "
    "excluded.lab, "
    "kind = excluded.kind, openness = excluded.openness, about = excluded.about, released_day = excluded.released_day, "
    "known_day = excluded.known_day, arxiv_ids = excluded.arxiv_ids, aliases = excluded.aliases, origin = "
    "excluded.origin, "
    "status = excluded.status";
constexpr const char* kColumns =
    "SELECT release_id, name, lab, kind, openness, about, released_day, known_day, arxiv_ids, aliases, origin, status "
    "FROM release "
    "WHERE (?1 IS NULL OR known_day <= ?1) AND (?2 IS NULL OR release_id = ?2) ORDER BY released_day, release_id";
constexpr const char* kDecided =
    "SELECT status FROM release_decision WHERE release_id = ? ORDER BY decision_id DESC LIMIT 1";
constexpr const char* kIsReferred =
    "SELECT EXISTS (SELECT 1 FROM attribution WHERE release_id = ?1) OR EXISTS (SELECT 1 FROM role WHERE release_id = "
    "?1) "
    "OR EXISTS (SELECT 1 FROM alert WHERE release_id = ?1) OR EXISTS (SELECT 1 FROM watch_alert WHERE release_id = "
    "?1)";

std::vector<std::string> texts_of(const std::vector<model::PaperId>& ids) {
  std::vector<std::string> texts;
  for (const auto& id : ids) texts.push_back(id.str());
  return texts;
}

void put(SQLite::Statement& statement, const model::Release& release) {
  const auto arxiv_ids = json_list(texts_of(release.arxiv_ids)), aliases = json_list(release.aliases);
  run(statement, release.id, release.name, release.lab, release.kind, release.openness, release.about, release.released,
      release.known_since, arxiv_ids, aliases, name_of(release.origin), name_of(release.status));
}

model::Release release_of(const SQLite::Statement& row) {
  model::Release release;
  release.id = row.getColumn(0).getString();
  release.name = row.getColumn(1).getString();
  release.lab = row.getColumn(2).getString();
  release.kind = row.getColumn(3).getString();
  release.openness = row.getColumn(4).getString();
  release.about = row.getColumn(5).getString();
  release.released = to_day(row.getColumn(6));
  release.known_since = to_day(row.getColumn(7));
  for (const auto& id : parse_json_list(to_text(row.getColumn(8)))) release.arxiv_ids.push_back(parse_stored_id(id));
  release.aliases = parse_json_list(to_text(row.getColumn(9)));
  release.origin = from_name<model::ReleaseOrigin>(row.getColumn(10).getString());
  release.status = from_name<model::ReleaseStatus>(row.getColumn(11).getString());
  return release;
}

std::vector<model::Release> read(SQLite::Database& database, std::optional<model::Day> known_on,
                                 const std::optional<std::string>& id) {
  SQLite::Statement query(database, kColumns);
  Binder(query) << known_on << id;
  std::vector<model::Release> found;
  while (query.executeStep()) found.push_back(release_of(query));
  return found;
}

bool same(const model::Release& a, const model::Release& b) {
  return a.id == b.id && a.name == b.name && a.lab == b.lab && a.kind == b.kind && a.openness == b.openness &&
         a.about == b.about && a.released == b.released && a.known_since == b.known_since &&
         a.arxiv_ids == b.arxiv_ids && a.aliases == b.aliases && a.origin == b.origin && a.status == b.status;
}

const model::Release* find(std::span<const model::Release> releases, const std::string& id) {
  for (const auto& release : releases)
    if (release.id == id) return &release;
  return nullptr;
}

// The release with the status that somebody decided, if anybody did.
model::Release as_decided(SQLite::Statement& decided, model::Release release) {
  decided.bindNoCopy(1, release.id);
  if (decided.executeStep()) release.status = from_name<model::ReleaseStatus>(decided.getColumn(0).getString());
  decided.reset();
  return release;
}

void put_entries(SQLite::Database& database, std::span<const model::Release> catalogue,
                 std::span<const model::Release> stored, CatalogueOutcome& outcome) {
  SQLite::Statement put_statement(database, kPut), decided(database, kDecided);
  for (const auto& listed : catalogue) {
    const auto* before = find(stored, listed.id);
    if (before && before->origin != model::ReleaseOrigin::Catalogue) continue;
    auto release = as_decided(decided, listed);
    release.origin = model::ReleaseOrigin::Catalogue;
    if (before && same(*before, release)) continue;
    put(put_statement, release);
    ++(before ? outcome.changed : outcome.added);
  }
}

void remove_left(SQLite::Database& database, std::span<const model::Release> catalogue,
                 std::span<const model::Release> stored, CatalogueOutcome& outcome) {
  SQLite::Statement is_referred(database, kIsReferred), remove(database, "DELETE FROM release WHERE release_id = ?");
  for (const auto& before : stored) {
    if (before.origin != model::ReleaseOrigin::Catalogue || find(catalogue, before.id)) continue;
    is_referred.bindNoCopy(1, before.id);
    const bool keep = is_referred.executeStep() && is_referred.getColumn(0).getInt() != 0;
    is_referred.reset();
    if (keep)
      outcome.kept.push_back(before.id);
    else
      outcome.removed += run(remove, before.id);
  }
}

constexpr const char* kSignals = "signals";  // in the kept form of what was decided about: what told of it then

tl::unexpected<Error> no_release(const Connection& connection, const std::string& id) {
  return fail(ErrorKind::NotFound, fmt::format("{}: there is no release '{}'; `bandwagon releases` lists all",
                                               connection.path().string(), id));
}

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
  const auto now = read(database, std::nullopt, whole.id);
  auto merged = united(whole, part);
  if (!now.empty()) merged.status = whole.status = now.front().status;
  if (now.empty() || !same(now.front(), merged))
    return fail(ErrorKind::Usage,
                fmt::format("release {0} is no longer as it was when {1} became part of it, so that parting them would "
                            "undo more than the merge; correct it by `bandwagon releases import FILE`, and `bandwagon "
                            "releases confirm {1}`",
                            whole.id, part.id));
  SQLite::Statement put_statement(database, kPut),
      move(database,
           "UPDATE release_signal SET release_id = ? WHERE release_id = ? AND signal_id IN (SELECT value FROM "
           "json_each(?))");
  put(put_statement, whole);
  const std::string keys = json_list(std::span<const std::int64_t>(merge.signals));
  run(move, part.id, whole.id, keys);
  return {};
}

}  // namespace

Result<CatalogueOutcome> replace_catalogue(Connection& connection, std::span<const model::Release> catalogue) {
  return attempt(connection.path(), "store the catalogue", [&]() -> Result<CatalogueOutcome> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto stored = read(database, std::nullopt, std::nullopt);
    CatalogueOutcome outcome;
    put_entries(database, catalogue, stored, outcome);
    remove_left(database, catalogue, stored, outcome);
    transaction.commit();
    return outcome;
  });
}

Result<void> put_release(Connection& connection, const model::Release& release) {
  return attempt(connection.path(), "store a release", [&]() -> Result<void> {
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement statement(connection.database(), kPut), decided(connection.database(), kDecided);
    put(statement, as_decided(decided, release));
    transaction.commit();
    return {};
  });
}

Result<std::vector<model::Release>> releases(const Connection& connection, std::optional<model::Day> known_on) {
  return attempt(connection.path(), "read releases", [&]() -> Result<std::vector<model::Release>> {
    return read(connection.database(), known_on, std::nullopt);
  });
}

Result<model::Release> release(const Connection& connection, const std::string& id) {
  return attempt(connection.path(), "read a release", [&]() -> Result<model::Release> {
    auto found = read(connection.database(), std::nullopt, id);
    if (found.empty()) return no_release(connection, id);
    return std::move(found.front());
  });
}

Result<void> decide_release(Connection& connection, const std::string& id, model::ReleaseStatus status,
                            std::int64_t decided_at) {
  return attempt(connection.path(), "decide about a release", [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto before = read(database, std::nullopt, id);
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
    auto part = read(database, std::nullopt, id), whole = read(database, std::nullopt, into);
    if (part.empty()) return no_release(connection, id);
    if (whole.empty()) return no_release(connection, into);
    if (const auto may = may_take_in(database, whole.front()); !may) return may;
    remember(database, "merge", {part.front(), whole.front()}, decided_at);
    SQLite::Statement put_statement(database, kPut), decide(database, kDecide),
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
    if (read(database, std::nullopt, id).empty()) return no_release(connection, id);
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

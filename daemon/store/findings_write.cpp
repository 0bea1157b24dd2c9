#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "daemon/store/errors.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/names.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

using model::WeekFindings;
using SQLite::Database;
using SQLite::Statement;

void write_week(Database& database, const WeekFindings& findings) {
  Statement week(database, "INSERT INTO closed_week (week_day, closed_day, state_hash, method) VALUES (?, ?, ?, ?)");
  run(week, findings.week, findings.closed, findings.state_hash, findings.method);
  Statement category(
      database, "INSERT INTO category_week (week_day, category, announced, stored, coverage) VALUES (?, ?, ?, ?, ?)");
  for (const auto& row : findings.categories)
    run(category, row.week, row.category, row.announced, row.stored, row.coverage);
}

void write_topics(Database& database, const WeekFindings& findings) {
  Statement topic(database,
                  "INSERT INTO topic (topic_id, kind, label, first_label, born_day, state, paper_count, parent_id) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (topic_id) DO UPDATE SET kind = excluded.kind, label = "
                  "excluded.label, "
                  "first_label = excluded.first_label, born_day = excluded.born_day, state = excluded.state, "
                  "paper_count = excluded.paper_count, parent_id = excluded.parent_id");
  for (const auto& row : findings.topics)
    run(topic, row.id, name_of(row.kind), row.label, row.first_label, row.born, row.state, row.paper_count, row.parent);
  Statement paper(database,
                  "INSERT INTO topic_paper (topic_id, paper_id, similarity) VALUES (?, ?, ?) "
                  "ON CONFLICT (topic_id, paper_id) DO UPDATE SET similarity = excluded.similarity");
  Statement only(database,
                 "DELETE FROM topic_paper WHERE paper_id = ?2 AND topic_id <> ?1 "
                 "AND 'cluster' = (SELECT kind FROM topic WHERE topic_id = ?1) "
                 "AND 'cluster' = (SELECT kind FROM topic WHERE topic_id = topic_paper.topic_id)");
  for (const auto* rows : {&findings.topic_papers, &findings.background_topics})
    for (const auto& row : *rows) {
      run(only, row.topic, row.paper);
      run(paper, row.topic, row.paper, row.similarity);
    }
  Statement week(
      database,
      "INSERT INTO topic_week (topic_id, week_day, observed, expected) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (topic_id, week_day) DO UPDATE SET observed = excluded.observed, expected = excluded.expected");
  for (const auto& row : findings.topic_weeks) run(week, row.topic, row.week, row.observed, row.expected);
  Statement lineage(database, "INSERT INTO lineage_event (week_day, event, from_topic, to_topic) VALUES (?, ?, ?, ?)");
  Statement inherit(database,
                    "UPDATE topic_paper SET topic_id = ?2 WHERE topic_id = ?1 "
                    "AND 2 = (SELECT count(*) FROM topic WHERE topic_id IN (?1, ?2) AND kind = 'cluster')");
  for (const auto& row : findings.lineage) {
    run(lineage, row.week, name_of(row.event), row.from, row.to);
    if (row.event == model::LineageEvent::Merged) run(inherit, row.from, row.to);
  }
}

// Of the papers announced in the window what is no longer said is taken away, and what is said again stays where it
// stands: of a wave of thousands a week changes tens.
void write_burst_papers(Database& database, const WeekFindings& findings) {
  std::set<std::pair<model::BurstId, model::PaperKey>> unwritten;
  for (const auto& row : findings.burst_papers) unwritten.emplace(row.burst, row.paper);
  Statement stored(database,
                   "SELECT paper_id FROM burst_paper CROSS JOIN paper INDEXED BY paper_announcement USING (paper_id) "
                   "WHERE burst_id = ? AND announced_day >= ?");
  Statement forget(database, "DELETE FROM burst_paper WHERE burst_id = ? AND paper_id = ?");
  for (const auto burst : findings.repopulated) {
    std::vector<model::PaperKey> gone;
    Binder(stored) << burst << findings.window_from;
    while (stored.executeStep())
      if (const model::PaperKey paper = stored.getColumn(0).getInt64(); unwritten.erase({burst, paper}) == 0)
        gone.push_back(paper);
    stored.reset();
    for (const auto paper : gone) run(forget, burst, paper);
  }
  Statement paper(database, "INSERT INTO burst_paper (burst_id, paper_id) VALUES (?, ?) ON CONFLICT DO NOTHING");
  for (const auto& [burst, key] : unwritten) run(paper, burst, key);
}

void write_bursts(Database& database, const WeekFindings& findings) {
  Statement burst(
      database,
      "INSERT INTO burst (burst_id, topic_id, label, kind, onset_day, onset_low, onset_high, confirmed_day, ended_day, "
      "state, observed, expected, ratio, ratio_low, ratio_high, q_value) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (burst_id) DO UPDATE SET "
      "topic_id = excluded.topic_id, label = excluded.label, kind = excluded.kind, onset_day = excluded.onset_day, "
      "onset_low = excluded.onset_low, onset_high = excluded.onset_high, confirmed_day = excluded.confirmed_day, "
      "ended_day = excluded.ended_day, state = excluded.state, observed = excluded.observed, "
      "expected = excluded.expected, ratio = excluded.ratio, ratio_low = excluded.ratio_low, "
      "ratio_high = excluded.ratio_high, q_value = excluded.q_value");
  for (const auto& row : findings.bursts)
    run(burst, row.id, row.topic, row.label, name_of(row.kind), row.onset, row.onset_low, row.onset_high, row.confirmed,
        row.ended, row.state, row.observed, row.expected, row.ratio, row.ratio_low, row.ratio_high, row.q_value);
  write_burst_papers(database, findings);
}

// Whether the columns from the third on say the same.
bool says(const Statement& stored, const model::Role& role) {
  return stored.getColumn(2).getString() == name_of(role.role) && (stored.getColumn(3).getInt() != 0) == role.named &&
         stored.getColumn(4).getDouble() == role.probability && stored.getColumn(5).getInt() == role.lag_days &&
         stored.getColumn(6).getString() == role.evidence;
}

// The same for roles; those of pioneers stand whatever their day.
void write_roles(Database& database, const WeekFindings& findings) {
  using Said = std::tuple<model::BurstId, std::string, model::PaperKey>;
  std::map<Said, const model::Role*> unwritten;
  for (const auto& row : findings.roles) unwritten[{row.burst, row.release, row.paper}] = &row;
  Statement stored(database,
                   "SELECT release_id, paper_id, role, named, probability, lag_days, evidence "
                   "FROM role CROSS JOIN paper INDEXED BY paper_announcement USING (paper_id) "
                   "WHERE burst_id = ? AND (role = 'pioneer' OR announced_day >= ?)");
  Statement forget(database, "DELETE FROM role WHERE burst_id = ? AND release_id = ? AND paper_id = ?");
  for (const auto burst : findings.reattributed) {
    std::vector<Said> gone;
    Binder(stored) << burst << findings.window_from;
    while (stored.executeStep()) {
      Said role(burst, stored.getColumn(0).getString(), stored.getColumn(1).getInt64());
      const auto again = unwritten.find(role);
      if (again == unwritten.end())
        gone.push_back(std::move(role));
      else if (says(stored, *again->second))
        unwritten.erase(again);
    }
    stored.reset();
    for (const auto& [of, release, paper] : gone) run(forget, of, release, paper);
  }
  Statement role(database,
                 "INSERT INTO role (burst_id, release_id, paper_id, role, named, probability, lag_days, evidence) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (burst_id, release_id, paper_id) DO UPDATE SET "
                 "role = excluded.role, named = excluded.named, probability = excluded.probability, "
                 "lag_days = excluded.lag_days, evidence = excluded.evidence");
  for (const auto& [key, row] : unwritten)
    run(role, row->burst, row->release, row->paper, name_of(row->role), static_cast<int>(row->named), row->probability,
        row->lag_days, row->evidence);
}

// A release that a burst follows no longer has no roles in it, not those either that were given before the window.
void forget_roles_of_the_unfollowed(Database& database, const WeekFindings& findings) {
  std::set<std::pair<model::BurstId, std::string>> followed;
  for (const auto& row : findings.attributions)
    if (row.verdict != model::Verdict::Rejected) followed.emplace(row.burst, row.release);
  Statement before(database, "SELECT release_id FROM attribution WHERE burst_id = ? AND verdict <> 'rejected'");
  Statement forget(database, "DELETE FROM role WHERE burst_id = ? AND release_id = ?");
  for (const auto burst : findings.reattributed) {
    std::vector<std::string> unfollowed;
    Binder(before) << burst;
    while (before.executeStep())
      if (std::string release = before.getColumn(0).getString(); !followed.contains({burst, release}))
        unfollowed.push_back(std::move(release));
    before.reset();
    for (const auto& release : unfollowed) run(forget, burst, release);
  }
}

void write_attributions(Database& database, const WeekFindings& findings) {
  forget_roles_of_the_unfollowed(database, findings);
  Statement forget_attributions(database, "DELETE FROM attribution WHERE burst_id = ?");
  for (const auto burst : findings.reattributed) run(forget_attributions, burst);
  Statement attribution(
      database,
      "INSERT INTO attribution (burst_id, release_id, decided_day, posterior, placebo_p, verdict, excess, excess_low, "
      "excess_high, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const auto& row : findings.attributions)
    run(attribution, row.burst, row.release, row.decided, row.posterior, row.placebo_p, name_of(row.verdict),
        row.excess, row.excess_low, row.excess_high, row.evidence);
  write_roles(database, findings);
}

void write_alerts(Database& database, const WeekFindings& findings) {
  Statement alert(database,
                  "INSERT INTO alert (alert_id, burst_id, release_id, reason, raised_day, headline, evidence) VALUES "
                  "(?, ?, ?, ?, ?, ?, ?)");
  for (const auto& row : findings.alerts)
    run(alert, row.id, row.burst, row.release, name_of(row.reason), row.raised, row.headline, row.evidence);
}

void write_concurrent_pairs(Database& database, const WeekFindings& findings) {
  Statement pair(database,
                 "INSERT INTO concurrent_pair (a_paper_id, b_paper_id, cosine, days_apart) VALUES (?, ?, ?, ?)");
  for (const auto& row : findings.concurrent_pairs) run(pair, row.a, row.b, row.cosine, row.days_apart);
}

void write_herding(Database& database, const WeekFindings& findings) {
  Statement figure(database,
                   "INSERT INTO herding_month (field, month_day, metric, value, low, high) VALUES (?, ?, ?, ?, ?, ?)");
  for (const auto& row : findings.herding) run(figure, row.field, row.month, row.metric, row.value, row.low, row.high);
  Statement abandoned(database,
                      "INSERT INTO abandoned_topic (month_day, topic_id, burst_id, observed, expected, q_value, "
                      "movers, publishing) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (const auto& row : findings.abandoned)
    run(abandoned, row.month, row.topic, row.burst, row.observed, row.expected, row.q_value, row.movers,
        row.publishing);
}

void write_state(Database& database, const WeekFindings& findings) {
  Statement keep(database,
                 "INSERT INTO analysis_state (room, key, body) VALUES (?, ?, ?) ON CONFLICT (room, key) DO UPDATE SET "
                 "body = excluded.body");
  Statement forget(database, "DELETE FROM analysis_state WHERE room = ? AND key = ?");
  for (const auto& record : findings.state) {
    if (record.body.empty()) {
      run(forget, record.room, record.key);
      continue;
    }
    keep.bindNoCopy(1, record.room);
    keep.bind(2, record.key);
    keep.bindNoCopy(3, record.body.data(), static_cast<int>(record.body.size()));
    keep.exec();
    keep.reset();
  }
}

void write_watch_alerts(Database& database, const std::vector<model::WatchAlert>& alerts) {
  Statement alert(database,
                  "INSERT INTO watch_alert (watch, burst_id, release_id, raised_day, matched, first_paper_id, "
                  "before_release, ahead_of, headline, papers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const auto& row : alerts) {
    std::optional<int> before;
    if (row.before_release) before = *row.before_release ? 1 : 0;
    run(alert, row.watch, row.burst, row.release, row.raised, row.matched, row.first, before, row.ahead_of,
        row.headline, json_list(row.papers));
  }
}

void write_decided(Database& database, const WeekFindings& findings) {
  database.exec("PRAGMA defer_foreign_keys = ON");  // topics of one week may be each other's parents, in any order
  write_topics(database, findings);
  write_bursts(database, findings);
  write_attributions(database, findings);
  write_alerts(database, findings);
  write_state(database, findings);
}

// Inside the transaction: another program may have closed the week while this one was deciding it.
Result<void> may_close(const Connection& connection, model::Day week) {
  if (week.monday() != week)
    return fail(ErrorKind::Failed,
                fmt::format("week {} cannot be closed: weeks are named by their Monday", week.iso()));
  const auto last = last_closed_week(connection);
  if (!last) return tl::unexpected(last.error());
  if (*last && (*last)->week >= week)
    return fail(ErrorKind::Failed,
                fmt::format("{}: week {} cannot be closed: week {} is closed already, and a closed week is never "
                            "opened again; is another bandwagon analysing this database?",
                            connection.path().string(), week.iso(), (*last)->week.iso()));
  return {};
}

}  // namespace

Result<void> commit_week(Connection& connection, const WeekFindings& findings) {
  return commit_week(connection, findings, [](const Connection&) { return std::vector<model::WatchAlert>(); });
}

Result<void> commit_week(Connection& connection, const WeekFindings& findings, const Seen& seen) {
  return attempt(connection.path(), fmt::format("close the week of {}", findings.week.iso()), [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    if (const auto allowed = may_close(connection, findings.week); !allowed) return allowed;
    write_week(database, findings);
    write_decided(database, findings);
    write_concurrent_pairs(database, findings);
    write_herding(database, findings);
    const auto watched = seen(connection);
    if (!watched) return tl::unexpected(watched.error());
    write_watch_alerts(database, *watched);
    transaction.commit();
    return {};
  });
}

Result<void> keep_frequencies(Connection& connection, model::Day week, std::int64_t papers, const std::string& terms) {
  return attempt(connection.path(), "keep word frequencies", [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec("DELETE FROM window_frequency");
    Statement keep(database, "INSERT INTO window_frequency (week_day, papers, terms) VALUES (?, ?, ?)");
    keep.bind(1, week.value);
    keep.bind(2, papers);
    keep.bindNoCopy(3, terms.data(), static_cast<int>(terms.size()));
    keep.exec();
    transaction.commit();
    return {};
  });
}

Result<void> commit_look(Connection& connection, const WeekFindings& findings) {
  return attempt(connection.path(), fmt::format("look at the week of {}", findings.week.iso()), [&]() -> Result<void> {
    auto& database = connection.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    if (const auto allowed = may_close(connection, findings.week); !allowed) return allowed;
    write_decided(database, findings);
    transaction.commit();
    return {};
  });
}

}  // namespace bandwagon::store

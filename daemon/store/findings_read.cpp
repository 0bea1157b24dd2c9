#include <SQLiteCpp/Database.h>

#include <concepts>

#include "daemon/store/errors.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/names.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

using SQLite::Statement;

// Every row of a statement, each made into a value by `of`.
template <class Value, class Of>
std::vector<Value> rows(Statement& query, Of of) {
  std::vector<Value> values;
  while (query.executeStep()) values.push_back(of(query));
  return values;
}

// `days`: what its parameters stand for.
template <class Value, class Of, std::same_as<model::Day>... Days>
Result<std::vector<Value>> all(const Connection& connection, std::string_view what, const char* sql, Of of,
                               Days... days) {
  return attempt(connection.path(), what, [&]() -> Result<std::vector<Value>> {
    Statement query(connection.database(), sql);
    [[maybe_unused]] int parameter = 0;
    (query.bind(++parameter, days.value), ...);
    return rows<Value>(query, of);
  });
}

ClosedWeek closed_week_of(const Statement& row) {
  return {.week = to_day(row.getColumn(0)),
          .closed = to_day(row.getColumn(1)),
          .state_hash = row.getColumn(2).getString(),
          .method = row.getColumn(3).getString()};
}

model::Burst burst_of(const Statement& row) {
  const auto kind = from_name<model::BurstKind>(row.getColumn(3).getString());
  return {.id = row.getColumn(0).getInt64(),
          .topic = row.getColumn(1).getInt64(),
          .label = row.getColumn(2).getString(),
          .kind = kind,
          .onset = to_day(row.getColumn(4)),
          .onset_low = to_day(row.getColumn(5)),
          .onset_high = to_day(row.getColumn(6)),
          .confirmed = to_optional_day(row.getColumn(7)),
          .ended = to_optional_day(row.getColumn(8)),
          .state = row.getColumn(9).getString(),
          .observed = row.getColumn(10).getDouble(),
          .expected = row.getColumn(11).getDouble(),
          .ratio = row.getColumn(12).getDouble(),
          .ratio_low = row.getColumn(13).getDouble(),
          .ratio_high = row.getColumn(14).getDouble(),
          .q_value = row.getColumn(15).getDouble()};
}

model::Attribution attribution_of(const Statement& row) {
  const auto verdict = from_name<model::Verdict>(row.getColumn(5).getString());
  return {.burst = row.getColumn(0).getInt64(),
          .release = row.getColumn(1).getString(),
          .decided = to_day(row.getColumn(2)),
          .posterior = row.getColumn(3).getDouble(),
          .placebo_p = to_optional_double(row.getColumn(4)),
          .verdict = verdict,
          .excess = to_optional_double(row.getColumn(6)),
          .excess_low = to_optional_double(row.getColumn(7)),
          .excess_high = to_optional_double(row.getColumn(8)),
          .evidence = row.getColumn(9).getString()};
}

model::Alert alert_of(const Statement& row) {
  const auto reason = from_name<model::AlertReason>(row.getColumn(3).getString());
  return {.id = row.getColumn(0).getInt64(),
          .burst = row.getColumn(1).getInt64(),
          .release = row.getColumn(2).isNull() ? std::nullopt : std::optional(row.getColumn(2).getString()),
          .reason = reason,
          .raised = to_day(row.getColumn(4)),
          .headline = row.getColumn(5).getString(),
          .evidence = row.getColumn(6).getString()};
}

}  // namespace

Result<std::vector<ClosedWeek>> closed_weeks(const Connection& connection) {
  return all<ClosedWeek>(connection, "read the closed weeks",
                         "SELECT week_day, closed_day, state_hash, method FROM closed_week ORDER BY week_day",
                         closed_week_of);
}

Result<std::vector<model::Day>> telling_days(const Connection& connection) {
  return all<model::Day>(connection, "read the days of digests",
                         "SELECT closed_day AS day FROM closed_week UNION SELECT raised_day FROM alert ORDER BY day",
                         [](const Statement& row) { return to_day(row.getColumn(0)); });
}

Result<std::optional<ClosedWeek>> last_closed_week(const Connection& connection) {
  return all<ClosedWeek>(
             connection, "read the last closed week",
             "SELECT week_day, closed_day, state_hash, method FROM closed_week ORDER BY week_day DESC LIMIT 1",
             closed_week_of)
      .map([](std::vector<ClosedWeek> weeks) {
        return weeks.empty() ? std::nullopt : std::optional(std::move(weeks.front()));
      });
}

Result<NextIds> next_ids(const Connection& connection) {
  return attempt(connection.path(), "read the next identifiers", [&]() -> Result<NextIds> {
    Statement query(
        connection.database(),
        "SELECT (SELECT coalesce(max(topic_id), 0) FROM topic), (SELECT coalesce(max(burst_id), 0) FROM burst), "
        "(SELECT coalesce(max(alert_id), 0) FROM alert)");
    query.executeStep();
    return NextIds{.topic = query.getColumn(0).getInt64() + 1,
                   .burst = query.getColumn(1).getInt64() + 1,
                   .alert = query.getColumn(2).getInt64() + 1};
  });
}

Result<std::vector<model::Burst>> load_bursts(const Connection& connection, model::Day from) {
  return all<model::Burst>(
      connection, "read bursts",
      "SELECT burst_id, topic_id, label, kind, onset_day, onset_low, onset_high, confirmed_day, ended_day, state, "
      "observed, expected, ratio, ratio_low, ratio_high, q_value FROM burst WHERE coalesce(ended_day, ?1) >= ?1 "
      "ORDER BY burst_id",
      burst_of, from);
}

Result<std::vector<model::BurstPaper>> load_burst_papers(const Connection& connection, model::Day from) {
  return all<model::BurstPaper>(
      connection, "read bursts",
      "SELECT burst_id, paper_id FROM burst CROSS JOIN burst_paper USING (burst_id) "
      "WHERE coalesce(ended_day, ?1) >= ?1 ORDER BY burst_id, paper_id",
      [](const Statement& row) {
        return model::BurstPaper{.burst = row.getColumn(0).getInt64(), .paper = row.getColumn(1).getInt64()};
      },
      from);
}

Result<std::vector<model::Role>> load_followers(const Connection& connection, model::Day from) {
  return all<model::Role>(
      connection, "read roles",
      "SELECT burst_id, release_id, paper_id, named, probability, lag_days, evidence "
      "FROM burst CROSS JOIN role USING (burst_id) "
      "WHERE coalesce(ended_day, ?1) >= ?1 AND role = 'follower' "
      "ORDER BY burst_id, release_id, paper_id",
      [](const Statement& row) {
        return model::Role{.burst = row.getColumn(0).getInt64(),
                           .release = row.getColumn(1).getString(),
                           .paper = row.getColumn(2).getInt64(),
                           .role = model::RoleKind::Follower,
                           .named = row.getColumn(3).getInt() != 0,
                           .probability = row.getColumn(4).getDouble(),
                           .lag_days = row.getColumn(5).getInt(),
                           .evidence = row.getColumn(6).getString()};
      },
      from);
}

Result<std::vector<model::Attribution>> load_attributions(const Connection& connection, model::Day from) {
  return all<model::Attribution>(
      connection, "read attributions",
      "SELECT burst_id, release_id, decided_day, posterior, placebo_p, verdict, excess, excess_low, excess_high, "
      "evidence FROM burst CROSS JOIN attribution USING (burst_id) WHERE coalesce(ended_day, ?1) >= ?1 "
      "ORDER BY burst_id, release_id",
      attribution_of, from);
}

Result<std::vector<model::Alert>> load_alerts(const Connection& connection) {
  return all<model::Alert>(
      connection, "read alerts",
      "SELECT alert_id, burst_id, release_id, reason, raised_day, headline, evidence FROM alert ORDER BY alert_id",
      alert_of);
}

Result<std::vector<model::StateRecord>> load_state(const Connection& connection, const std::string& room) {
  return attempt(connection.path(), "read the analysis state", [&]() -> Result<std::vector<model::StateRecord>> {
    Statement query(connection.database(), "SELECT room, key, body FROM analysis_state WHERE room = ? ORDER BY key");
    query.bindNoCopy(1, room);
    return rows<model::StateRecord>(query, [](const Statement& row) {
      return model::StateRecord{.room = row.getColumn(0).getString(),
                                .key = row.getColumn(1).getInt64(),
                                .body = row.getColumn(2).getString()};
    });
  });
}

}  // namespace bandwagon::store

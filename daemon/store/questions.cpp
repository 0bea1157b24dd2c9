#include "daemon/store/questions.hpp"

#include <cctype>

namespace bandwagon::store {
namespace {

Cell bound(const std::optional<model::Day>& day) {
  if (!day) return std::monostate{};
  return std::int64_t{day->value};
}

std::vector<Cell> bound(const Span& span) {
  return {bound(span.since), bound(span.until), span.limit.value_or(-1)};  // LIMIT -1: all
}

Query about(std::string_view sql, std::int64_t id) {
  return {std::string(sql), {id}};
}
Query about(std::string_view sql, std::string_view id) {
  return {std::string(sql), {std::string(id)}};
}

}  // namespace

Query list_topics(const Span& span) {
  return {R"(SELECT topics.* FROM topic JOIN topics USING (topic_id)
             WHERE (?1 IS NULL OR born_day >= ?1) AND (?2 IS NULL OR born_day <= ?2)
             ORDER BY topic.paper_count DESC, topic_id LIMIT ?3)",
          bound(span)};
}

Query list_bursts(const Span& span) {
  return {R"(SELECT bursts.* FROM burst JOIN bursts USING (burst_id)
             WHERE (?1 IS NULL OR onset_day >= ?1) AND (?2 IS NULL OR onset_day <= ?2)
             ORDER BY onset_day DESC, burst_id DESC LIMIT ?3)",
          bound(span)};
}

Query list_alerts(const Span& span) {
  return {R"(SELECT alerts.* FROM alert JOIN alerts USING (alert_id)
             WHERE (?1 IS NULL OR raised_day >= ?1) AND (?2 IS NULL OR raised_day <= ?2)
             ORDER BY raised_day DESC, alert_id DESC LIMIT ?3)",
          bound(span)};
}

Query list_releases(const Span& span) {
  return {R"(SELECT releases.* FROM release JOIN releases USING (release_id)
             WHERE (?1 IS NULL OR released_day >= ?1) AND (?2 IS NULL OR released_day <= ?2)
             ORDER BY released_day DESC, release_id LIMIT ?3)",
          bound(span)};
}

Query list_pairs(const Span& span) {
  return {R"(SELECT date(later.announced_day * 86400, 'unixepoch') AS announced_on, days_apart, cosine,
                    earlier.arxiv_id AS a, later.arxiv_id AS b, earlier.title AS a_title, later.title AS b_title
             FROM concurrent_pair JOIN paper AS earlier ON earlier.paper_id = a_paper_id
                                  JOIN paper AS later ON later.paper_id = b_paper_id
             WHERE (?1 IS NULL OR later.announced_day >= ?1) AND (?2 IS NULL OR later.announced_day <= ?2)
             ORDER BY later.announced_day DESC, cosine DESC, a, b LIMIT ?3)",
          bound(span)};
}

Query search_papers(std::string_view words, const Span& span, std::int64_t most_ranked) {
  return {// Ranked before the papers are read, a microsecond each: of common words the latest matches only (?5). A word
          // in the title weighs four in the abstract. OR keeps IN a filter: asked for one rowid at a time, FTS5 takes
          // minutes.
          R"(WITH latest AS MATERIALIZED (
           SELECT rowid AS match_id FROM paper_text
           WHERE paper_text MATCH ?4
             AND (coalesce(?1, ?2) IS NULL
                  OR rowid IN (SELECT paper_id FROM paper WHERE (?1 IS NULL OR announced_day >= ?1)
                                                            AND (?2 IS NULL OR announced_day <= ?2)))
           ORDER BY rowid DESC LIMIT ?5)
         SELECT arxiv_id, date(announced_day * 86400, 'unixepoch') AS announced_on, primary_category, title
         FROM (SELECT rowid AS match_id, bm25(paper_text, 4.0, 1.0) AS place FROM paper_text
               WHERE paper_text MATCH ?4
                 AND rowid >= (SELECT min(match_id) FROM latest)
                 AND (coalesce(?1, ?2) IS NULL OR rowid IN latest)
               ORDER BY place LIMIT ?3)
         JOIN paper ON paper_id = match_id ORDER BY place, arxiv_id)",
          {bound(span.since), bound(span.until), span.limit.value_or(-1), quoted_words(words), most_ranked}};
}

std::string quoted_words(std::string_view words) {
  std::string expression;
  for (std::size_t at = 0; at < words.size();) {
    const auto is_space = [&](std::size_t i) { return std::isspace(static_cast<unsigned char>(words[i])) != 0; };
    while (at < words.size() && is_space(at)) ++at;
    std::string word;
    for (; at < words.size() && !is_space(at); ++at) {
      if (words[at] == '"') word += '"';  // doubled inside quotes
      if (words[at] != '\0') word += words[at];
    }
    if (!word.empty()) expression += (expression.empty() ? "\"" : " \"") + word + "\"";
  }
  return expression;
}

Query schema_of(const std::optional<std::string>& view) {
  return {R"(SELECT view_name, column_name, meaning, unit, example FROM schema_doc
             WHERE ?1 IS NULL OR view_name = ?1)",
          {view ? Cell(*view) : Cell()}};
}

Query topic_record(std::int64_t topic) {
  return about("SELECT * FROM topics WHERE topic_id = ?1", topic);
}
Query topic_weeks(std::int64_t topic) {
  return about(R"(SELECT week, observed, expected FROM topic_weeks WHERE topic_id = ?1 ORDER BY week DESC LIMIT 26)",
               topic);
}
Query topic_bursts(std::int64_t topic) {
  return about(
      "SELECT burst_id, label, kind, onset_on, ended_on, state, ratio, q_value FROM bursts WHERE topic_id = ?1 "
      "ORDER BY burst_id DESC",
      topic);
}
Query topic_lineage(std::int64_t topic) {
  return about("SELECT week, event, from_topic, to_topic FROM lineage WHERE ?1 IN (from_topic, to_topic) ORDER BY week",
               topic);
}
Query topic_newest(std::int64_t topic) {
  return about(R"(SELECT arxiv_id, date(announced_day * 86400, 'unixepoch') AS announced_on, similarity, title
                  FROM topic_paper JOIN paper USING (paper_id) WHERE topic_id = ?1
                  ORDER BY announced_day DESC, arxiv_id DESC LIMIT 15)",
               topic);
}

Query burst_record(std::int64_t burst) {
  return about("SELECT * FROM bursts WHERE burst_id = ?1", burst);
}
Query burst_attributions(std::int64_t burst) {
  return about(
      R"(SELECT release_id, name, lab, released_on, decided_on, verdict, posterior, placebo_p, excess, excess_low,
                         excess_high
                  FROM attributions JOIN releases USING (release_id) WHERE burst_id = ?1 ORDER BY posterior DESC, release_id)",
      burst);
}
Query burst_alerts(std::int64_t burst) {
  return about(
      "SELECT alert_id, reason, raised_on, release_id, headline FROM alerts WHERE burst_id = ?1 "
      "ORDER BY raised_on, alert_id",
      burst);
}
Query burst_weeks(std::int64_t burst) {
  return about(R"(SELECT week, topic_weeks.observed AS observed, topic_weeks.expected AS expected
                  FROM bursts JOIN topic_weeks USING (topic_id)
                  WHERE burst_id = ?1 AND week >= date(onset_low, '-28 days') AND (ended_on IS NULL OR week <= ended_on)
                  ORDER BY week)",
               burst);
}
Query burst_roles(std::int64_t burst) {
  return about(R"(SELECT role, release_id, arxiv_id, named, probability, lag_days, evidence, title FROM (
                    SELECT role, release_id, arxiv_id, named, probability, lag_days, evidence, title,
                           row_number() OVER (PARTITION BY release_id, role
                                              ORDER BY CASE role WHEN 'pioneer' THEN -probability ELSE lag_days END, arxiv_id) AS place
                    FROM role JOIN paper USING (paper_id) WHERE burst_id = ?1)
                  WHERE place <= 10
                  ORDER BY release_id, instr('leader pioneer concurrent follower', role), place)",
               burst);
}
Query burst_newest(std::int64_t burst) {
  return about(R"(SELECT arxiv_id, date(announced_day * 86400, 'unixepoch') AS announced_on, title
                  FROM burst_paper JOIN paper USING (paper_id) WHERE burst_id = ?1
                  ORDER BY announced_day DESC, arxiv_id DESC LIMIT 15)",
               burst);
}

Query paper_record(const model::PaperId& paper) {
  return about("SELECT * FROM papers WHERE arxiv_id = ?1", paper.str());
}
Query paper_topics(const model::PaperId& paper) {
  return about(R"(SELECT topic_id, topics.kind AS kind, label, similarity FROM paper JOIN topic_paper USING (paper_id)
                  JOIN topics USING (topic_id) WHERE arxiv_id = ?1 ORDER BY similarity DESC, topic_id)",
               paper.str());
}
Query paper_bursts(const model::PaperId& paper) {
  return about(
      R"(SELECT burst_id, label, kind, onset_on, ended_on, state, ratio FROM paper JOIN burst_paper USING (paper_id)
                  JOIN bursts USING (burst_id) WHERE arxiv_id = ?1 ORDER BY onset_on, burst_id)",
      paper.str());
}
Query paper_roles(const model::PaperId& paper) {
  return about(
      R"(SELECT burst_id, release_id, role, named, probability, lag_days, evidence FROM paper JOIN role USING (paper_id)
                  WHERE arxiv_id = ?1 ORDER BY burst_id, probability DESC, release_id)",
      paper.str());
}
Query paper_anticipated(const model::PaperId& paper) {
  return about(
      R"(SELECT release_id, releases.name AS release, lab, released_on, -lag_days AS days_before, round(probability, 2) AS nearness,
                burst_id, bursts.label AS burst, bursts.state AS state,
                (SELECT count(*) FROM role AS other WHERE other.burst_id = role.burst_id AND other.release_id = role.release_id
                 AND other.role = 'follower') AS followers
         FROM paper JOIN role USING (paper_id) JOIN releases USING (release_id) JOIN bursts USING (burst_id)
         WHERE arxiv_id = ?1 AND role = 'pioneer' ORDER BY probability DESC, burst_id, release_id)",
      paper.str());
}
Query paper_first_to_write(const model::PaperId& paper) {
  return about(R"(SELECT cited.value ->> 'phrase' AS phrase, cited.value ->> 'phrase_before' AS written_before,
                         cited.value ->> 'phrase_users' AS written_in_burst, burst_id, bursts.label AS burst, bursts.state AS state,
                         min(alert_id) AS alert_id
                  FROM alert JOIN bursts USING (burst_id), json_each(alert.evidence, '$.pioneers') AS cited
                  WHERE alert.release_id IS NULL AND instr(alert.evidence, ?1) > 0 AND cited.value ->> 'arxiv_id' = ?1
                  GROUP BY burst_id, phrase ORDER BY burst_id, phrase)",
               paper.str());
}
Query paper_concurrent(const model::PaperId& paper) {
  return about(R"(SELECT other AS arxiv_id, cosine, days_apart, title FROM (
                    SELECT b AS other, cosine, days_apart FROM concurrent_pairs WHERE a = ?1
                    UNION ALL SELECT a, cosine, days_apart FROM concurrent_pairs WHERE b = ?1)
                  JOIN paper ON arxiv_id = other ORDER BY cosine DESC, other LIMIT 15)",
               paper.str());
}
Query paper_releases(const model::PaperId& paper) {
  return about(R"(SELECT release_id, name, lab, released_on FROM releases
                  WHERE ?1 IN (SELECT value FROM json_each(arxiv_ids)) ORDER BY released_on)",
               paper.str());
}

Query release_record(std::string_view release) {
  return about("SELECT * FROM releases WHERE release_id = ?1", release);
}
Query release_attributions(std::string_view release) {
  return about(
      R"(SELECT burst_id, label, onset_on, bursts.state AS state, decided_on, verdict, posterior, placebo_p, excess,
                         excess_low, excess_high
                  FROM attributions JOIN bursts USING (burst_id) WHERE release_id = ?1 ORDER BY posterior DESC, burst_id)",
      release);
}
Query release_alerts(std::string_view release) {
  return about(
      "SELECT alert_id, burst_id, reason, raised_on, headline FROM alerts WHERE release_id = ?1 "
      "ORDER BY raised_on, alert_id",
      release);
}
Query release_papers(std::string_view release) {
  return about(R"(SELECT arxiv_id, date(announced_day * 86400, 'unixepoch') AS announced_on, title
                  FROM release JOIN paper ON arxiv_id IN (SELECT value FROM json_each(arxiv_ids))
                  WHERE release_id = ?1 ORDER BY announced_day, arxiv_id)",
               release);
}

Query topic_range() {
  return {"SELECT min(topic_id), max(topic_id) FROM topic"};
}
Query burst_range() {
  return {"SELECT min(burst_id), max(burst_id) FROM burst"};
}
Query alert_range() {
  return {"SELECT min(alert_id), max(alert_id) FROM alert"};
}

Query alerts_with_evidence(model::Day since, model::Day until) {
  return {R"(SELECT alert_id, burst_id, release_id, reason, raised_day, headline, evidence FROM alert
             WHERE raised_day BETWEEN ?1 AND ?2 ORDER BY raised_day, alert_id)",
          {std::int64_t{since.value}, std::int64_t{until.value}}};
}
Query alert_with_evidence(std::int64_t alert) {
  return about(
      "SELECT alert_id, burst_id, release_id, reason, raised_day, headline, evidence FROM alert WHERE alert_id = ?1",
      alert);
}
Query attributions_of_alert(std::int64_t alert) {
  return about(R"(SELECT attributions.release_id AS release_id, name, decided_on, verdict, posterior, placebo_p
                  FROM alert JOIN attributions USING (burst_id) JOIN releases ON releases.release_id = attributions.release_id
                  WHERE alert_id = ?1 ORDER BY posterior DESC, attributions.release_id LIMIT 10)",
               alert);
}

Query watched_in(model::Day since, model::Day until) {
  return {R"(SELECT watch, burst_id, raised_day, headline, papers FROM watch_alert
             WHERE raised_day BETWEEN ?1 AND ?2 ORDER BY watch_alert_id)",
          {std::int64_t{since.value}, std::int64_t{until.value}}};
}
Query list_watches(std::string_view names_json, const Span& span) {
  std::vector<Cell> bindings = bound(span);
  bindings.emplace_back(std::string(names_json));
  return {R"(WITH wanted AS (SELECT value AS watch, key AS place FROM json_each(?4)),
                  seen AS (SELECT watch_alerts.* FROM watch_alert JOIN watch_alerts USING (watch_alert_id)
                           WHERE (?1 IS NULL OR raised_day >= ?1) AND (?2 IS NULL OR raised_day <= ?2))
             SELECT watch, configured, raised_on, burst_id, release_id, headline FROM (
               SELECT wanted.watch AS watch, 1 AS configured, raised_on, burst_id, release_id, headline, place, watch_alert_id
               FROM wanted LEFT JOIN seen ON seen.watch = wanted.watch
               UNION ALL SELECT watch, 0, raised_on, burst_id, release_id, headline, NULL, watch_alert_id FROM seen
               WHERE watch NOT IN (SELECT watch FROM wanted))
             ORDER BY place IS NULL, place, watch, raised_on DESC, watch_alert_id DESC LIMIT ?3)",
          std::move(bindings)};
}
Query table_named(std::string_view name) {
  return about("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name = ?1", name);
}

Query counts() {
  return {R"(SELECT 'papers' AS thing, count(*) AS count FROM paper
             UNION ALL SELECT 'releases', count(*) FROM release
             UNION ALL SELECT 'weeks closed', count(*) FROM closed_week
             UNION ALL SELECT 'topics', count(*) FROM topic
             UNION ALL SELECT 'bursts', count(*) FROM burst
             UNION ALL SELECT 'alerts', count(*) FROM alert)"};
}
Query last_close() {
  return {
      "SELECT week_day, closed_day, (SELECT min(week_day) FROM closed_week) FROM closed_week ORDER BY week_day DESC "
      "LIMIT 1"};
}
Query newest_announcement(std::string_view categories_json) {
  return {R"(SELECT announced_day FROM paper
             WHERE EXISTS (SELECT 1 FROM json_each(categories) WHERE value IN (SELECT value FROM json_each(?1)))
             ORDER BY announced_day DESC LIMIT 1)",
          {std::string(categories_json)}};
}
Query failing_sources() {
  // One that is still in the settings is asked every few days at least: the others are no longer asked.
  return {R"(SELECT source_id, state, last_error FROM source WHERE state IN ('failing', 'moved')
               AND last_attempt > (SELECT max(last_attempt) FROM source) - 7 * 86400 ORDER BY source_id)"};
}

}  // namespace bandwagon::store

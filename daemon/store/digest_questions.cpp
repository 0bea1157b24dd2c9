#include "daemon/store/digest_questions.hpp"

namespace bandwagon::store {
namespace {

Query in_period(std::string_view sql, model::Day since, model::Day until) {
  return {std::string(sql), {std::int64_t{since.value}, std::int64_t{until.value}}};
}
Query of_burst(std::string_view sql, std::int64_t burst, model::Day until) {
  return {std::string(sql), {burst, std::int64_t{until.value}}};
}

// As an FTS5 phrase: its words in this order. It cannot be a syntax error.
std::string phrase_of(std::string_view words) {
  std::string phrase = "\"";
  for (const char c : words) {
    if (c == '"') phrase += '"';  // doubled inside quotes
    if (c != '\0') phrase += c;
  }
  return phrase + "\"";
}

}  // namespace

Query newest_alert() {
  return {"SELECT raised_day FROM alert ORDER BY raised_day DESC LIMIT 1"};
}

Query alerts_told_before(model::Day since, model::Day until) {
  return in_period(R"(SELECT alert_id, burst_id, release_id, reason, raised_day, headline, evidence FROM (
                        SELECT *, row_number() OVER (PARTITION BY burst_id ORDER BY raised_day DESC, alert_id DESC) AS place
                        FROM alert WHERE raised_day < ?1
                          AND burst_id IN (SELECT burst_id FROM alert WHERE raised_day BETWEEN ?1 AND ?2))
                      WHERE place = 1 ORDER BY alert_id)",
                   since, until);
}

Query current_waves(model::Day until) {
  return {R"(WITH told AS (
               SELECT *, iif(json_valid(evidence), evidence, NULL) AS as_told,
                      row_number() OVER (PARTITION BY burst_id ORDER BY raised_day DESC, alert_id DESC) AS place
               FROM alert WHERE raised_day <= ?1),
             last AS (SELECT max(week_day) AS week FROM closed_week WHERE closed_day <= ?1),
             parts AS (  -- a wave's papers stand in the topic of its founding term and in those of its other terms
               SELECT topic_id AS whole, topic_id AS part FROM topic UNION ALL
               SELECT to_topic, from_topic FROM lineage_event JOIN closed_week USING (week_day)
               WHERE event = 'merged' AND closed_day <= ?1),
             counted AS (  -- from the papers of these weeks to their topics: history is long
               SELECT whole AS topic_id, count(DISTINCT paper_id) AS papers
               FROM last CROSS JOIN paper INDEXED BY paper_by_announcement
                 ON announced_day BETWEEN last.week - 21 AND last.week + 6
               CROSS JOIN topic_paper USING (paper_id) JOIN parts ON part = topic_paper.topic_id GROUP BY whole),
             running AS (
               SELECT burst_id, coalesce(json_extract(as_told, '$.label'), burst.label) AS label,
                      coalesce(unixepoch(json_extract(as_told, '$.onset')) / 86400, onset_day) AS onset_day,
                      coalesce(CASE
                               WHEN raised_day > last.week AND json_extract(as_told, '$.window_days') = 28 THEN
                                 json_extract(as_told, '$.observed')
                               WHEN topic.kind = 'term' THEN
                                 coalesce(counted.papers, 0)
                               ELSE
                                 (SELECT iif(max(week_day) = last.week, sum(topic_week.observed), NULL) FROM topic_week
                                  WHERE topic_week.topic_id = burst.topic_id
                                    AND week_day BETWEEN last.week - 21 AND last.week)
                               END, json_extract(as_told, '$.observed')) AS papers,
                      release.name AS release
               FROM told JOIN burst USING (burst_id) JOIN topic USING (topic_id) JOIN last
                 LEFT JOIN counted USING (topic_id) LEFT JOIN release USING (release_id)
               WHERE place = 1 AND reason <> 'ended' AND (ended_day IS NULL OR ended_day > ?1))
             SELECT * FROM running WHERE papers > 0 ORDER BY papers DESC, burst_id)",
          {std::int64_t{until.value}}};
}

Query wave_lifetimes(model::Day until) {
  return {R"(SELECT onset_day, CASE WHEN ended_day <= ?1 THEN ended_day END FROM burst
             WHERE kind IN ('topical', 'mention') AND confirmed_day <= ?1 ORDER BY burst_id)",
          {std::int64_t{until.value}}};
}

Query follower_lags(std::int64_t burst, std::string_view release, model::Day until) {
  return {R"(SELECT lag_days / 7 AS week, count(*) FROM role JOIN paper USING (paper_id)
             WHERE burst_id = ?1 AND release_id = ?3 AND role = 'follower' AND lag_days >= 0 AND announced_day <= ?2
             GROUP BY week ORDER BY week)",
          {burst, std::int64_t{until.value}, std::string(release)}};
}

Query wave_twins(std::int64_t burst, model::Day until) {
  return of_burst(
      R"(SELECT a.arxiv_id, a.title, a.announced_day, b.arxiv_id, b.title, b.announced_day, cosine, days_apart
                     FROM burst_paper AS one JOIN concurrent_pair ON a_paper_id = one.paper_id
                     JOIN burst_paper AS other ON other.burst_id = one.burst_id AND other.paper_id = b_paper_id
                     JOIN paper AS a ON a.paper_id = a_paper_id JOIN paper AS b ON b.paper_id = b_paper_id
                     WHERE one.burst_id = ?1 AND b.announced_day <= ?2
                     ORDER BY cosine DESC, a.arxiv_id, b.arxiv_id LIMIT 2)",
      burst, until);
}

Query wave_papers_writing(std::int64_t burst, std::string_view phrase, model::Day until) {
  return {R"(SELECT count(*) FROM paper_text JOIN burst_paper ON paper_id = paper_text.rowid JOIN paper USING (paper_id)
             WHERE paper_text MATCH ?3 AND burst_id = ?1 AND announced_day <= ?2)",
          {burst, std::int64_t{until.value}, phrase_of(phrase)}};
}

Query wave_course(std::int64_t burst, model::Day until) {
  return of_burst(R"(SELECT (SELECT count(*) FROM burst_paper JOIN paper USING (paper_id)
                             WHERE burst_paper.burst_id = ?1 AND announced_day <= ?2),
                            onset_day, CASE WHEN ended_day <= ?2 THEN ended_day END
                     FROM burst WHERE burst_id = ?1)",
                  burst, until);
}

Query topics_born_alone(model::Day since, model::Day until) {
  return in_period(R"(WITH born AS (
                        SELECT to_topic AS topic_id FROM lineage_event JOIN closed_week USING (week_day)
                        WHERE event = 'born' AND closed_day BETWEEN ?1 AND ?2),
                      led AS (
                        SELECT burst_id FROM attribution WHERE verdict <> 'rejected' AND decided_day <= ?2 UNION
                        SELECT burst_id FROM alert  -- what was decided again since was told before
                        WHERE raised_day <= ?2 AND NOT EXISTS (
                          SELECT 1 FROM attribution AS since WHERE since.burst_id = alert.burst_id
                            AND since.release_id = alert.release_id AND verdict = 'rejected' AND decided_day <= ?2)
                          AND release_id IS NOT NULL)
                      SELECT topic_id, first_label,
                             (SELECT count(*) FROM topic_paper JOIN paper USING (paper_id)
                              WHERE topic_paper.topic_id = born.topic_id AND announced_day <= ?2) AS papers
                      FROM born JOIN topic USING (topic_id)
                      WHERE kind = 'cluster' AND NOT EXISTS (
                        SELECT 1 FROM topic_paper JOIN burst_paper USING (paper_id) JOIN led USING (burst_id)
                          JOIN paper USING (paper_id)
                        WHERE topic_paper.topic_id = born.topic_id AND announced_day <= ?2)
                        AND papers > 0 -- one that was merged since has none of its own
                      ORDER BY papers DESC, topic_id)",
                   since, until);
}

Query topics_left(model::Day since, model::Day until) {
  return in_period(R"(WITH said AS (
                        SELECT DISTINCT month_day FROM abandoned_topic
                        JOIN closed_week ON unixepoch(date(month_day * 86400, 'unixepoch', '+1 month')) / 86400 - 1
                                            BETWEEN week_day AND week_day + 6
                        WHERE closed_day BETWEEN ?1 AND ?2)
                      SELECT topic.topic_id, topic.label, burst.label, gone.observed, gone.expected, movers, publishing
                      FROM said JOIN abandoned_topic AS gone USING (month_day)
                      JOIN topic ON topic.topic_id = gone.topic_id JOIN burst ON burst.burst_id = gone.burst_id
                      ORDER BY month_day DESC, gone.q_value, topic.topic_id)",
                   since, until);
}

Query candidate_releases(model::Day since, model::Day until) {
  return in_period(R"(SELECT release_id, name, lab, released_day FROM release
                      WHERE known_day BETWEEN ?1 AND ?2 AND 'candidate' = coalesce(  -- what persons said, then papers
                        (SELECT status FROM release_decision AS said WHERE said.release_id = release.release_id
                           AND decided_at < (?2 + 1) * 86400 ORDER BY decision_id DESC LIMIT 1),
                        iif(status = 'rejected', NULL,
                            (SELECT status FROM release_event AS found WHERE found.release_id = release.release_id
                               AND day <= ?2 ORDER BY day DESC, event_id DESC LIMIT 1)),
                        status)
                      ORDER BY released_day DESC, release_id)",
                   since, until);
}

Query herding_course(std::string_view field, std::string_view metric, model::Day since, model::Day until) {
  return {R"(WITH said AS (
               SELECT month_day, value, low, high, closed_day FROM herding_month
               JOIN closed_week ON unixepoch(date(month_day * 86400, 'unixepoch', '+1 month')) / 86400 - 1
                                   BETWEEN week_day AND week_day + 6
               WHERE field = ?3 AND metric = ?4 AND closed_day <= ?2)
             SELECT month_day, value, low, high FROM said
             WHERE EXISTS (SELECT 1 FROM said WHERE closed_day >= ?1) ORDER BY month_day)",
          {std::int64_t{since.value}, std::int64_t{until.value}, std::string(field), std::string(metric)}};
}

Query source_count() {
  return {"SELECT count(*) FROM source"};
}
Query failing_channels() {
  return {R"(SELECT channel FROM (
               SELECT channel, status, row_number() OVER (PARTITION BY channel ORDER BY delivery_id DESC) AS place
               FROM delivery WHERE status <> 'due' OR attempts > 0) -- what was never tried says nothing yet
             WHERE place = 1 AND status <> 'sent' ORDER BY channel)"};
}

}  // namespace bandwagon::store

#include "daemon/store/idea_questions.hpp"

namespace bandwagon::store {
namespace {

Query with(std::string_view sql, std::string_view list) {
  return {std::string(sql), {std::string(list)}};
}

std::string quoted(const std::string& form) {
  std::string text = "\"";
  for (const char c : form) {
    if (c == '"') text += '"';  // doubled inside quotes
    if (c != '\0') text += c;
  }
  return text + "\"";
}

}  // namespace

std::string any_phrase(const std::vector<std::string>& phrases) {
  std::string expression;
  for (const std::string& phrase : phrases) expression += (expression.empty() ? "" : " OR ") + quoted(phrase);
  return expression;
}

Query papers_writing(const std::vector<std::string>& forms) {
  return with("SELECT rowid FROM paper_text WHERE paper_text MATCH ?1", any_phrase(forms));
}

Query newest_of(std::string_view keys_json, std::int64_t limit) {
  return {R"(SELECT paper_id FROM json_each(?1) JOIN paper ON paper_id = value
             ORDER BY announced_day DESC, arxiv_id DESC LIMIT ?2)",
          {std::string(keys_json), limit}};
}

Query papers_to_compare(std::string_view keys_json, std::string_view categories_json) {
  return {R"(SELECT paper_id, arxiv_id, title, abstract, submitted_at / 86400, announced_day,
                    EXISTS (SELECT 1 FROM json_each(categories) WHERE value IN (SELECT value FROM json_each(?2)))
             FROM json_each(?1) AS wanted CROSS JOIN paper ON paper_id = wanted.value WHERE withdrawn = 0)",
          {std::string(keys_json), std::string(categories_json)}};
}

Query newest_papers(std::string_view categories_json, std::int64_t limit) {
  return {R"(SELECT paper_id, arxiv_id, title, abstract, submitted_at / 86400, announced_day, 1 FROM paper
             WHERE EXISTS (SELECT 1 FROM json_each(categories) WHERE value IN (SELECT value FROM json_each(?1)))
             ORDER BY announced_day DESC, arxiv_id DESC LIMIT ?2)",
          {std::string(categories_json), limit}};
}

Query weekly_volume(std::int64_t weeks) {
  return {R"(SELECT week_day, coalesce(sum(stored), 0) FROM closed_week LEFT JOIN category_week USING (week_day)
             GROUP BY week_day ORDER BY week_day DESC LIMIT ?1)",
          {weeks}};
}

Query topics_of(std::string_view keys_json) {
  return with(R"(SELECT topic_id, kind, label, paper_count, paper_id
                 FROM json_each(?1) CROSS JOIN topic_paper ON paper_id = value JOIN topic USING (topic_id)
                 WHERE state = 'live')",
              keys_json);
}

Query live_terms() {
  return {"SELECT topic_id, label, paper_count FROM topic WHERE kind = 'term' AND state = 'live' ORDER BY topic_id"};
}

Query topic_pace(std::string_view topics_json, std::int64_t weeks) {
  return {R"(SELECT topic_id, sum(observed) / ?2, avg(expected) FROM topic_week
             WHERE topic_id IN (SELECT value FROM json_each(?1))
               AND week_day > (SELECT max(week_day) FROM closed_week) - 7 * ?2 GROUP BY topic_id)",
          {std::string(topics_json), weeks}};
}

Query waves() {
  return {
      R"(SELECT burst_id, burst.label, burst.kind, burst.state, onset_day, ended_day, observed, expected, ratio, ratio_low,
                    ratio_high, confirmed_day IS NOT NULL, topic.kind,
                    (SELECT count(*) FROM burst_paper WHERE burst_paper.burst_id = burst.burst_id)
             FROM burst JOIN topic USING (topic_id) WHERE burst.kind IN ('topical', 'mention') ORDER BY burst_id)"};
}

Query waves_of(std::string_view keys_json) {
  return with(R"(SELECT burst_id, paper_id FROM json_each(?1) CROSS JOIN burst_paper ON paper_id = value
                 JOIN burst USING (burst_id) WHERE kind IN ('topical', 'mention') ORDER BY burst_id, paper_id)",
              keys_json);
}

Query wave_causes(std::string_view bursts_json) {
  return with(R"(SELECT burst_id, release_id, name, lab, released_day, verdict, posterior
                 FROM attribution JOIN release USING (release_id)
                 WHERE burst_id IN (SELECT value FROM json_each(?1)) AND verdict <> 'rejected'
                 ORDER BY burst_id, posterior DESC, release_id)",
              bursts_json);
}

Query wave_pioneers(std::string_view bursts_json) {
  return with(
      R"(SELECT paper_id, arxiv_id, title, abstract, submitted_at / 86400, announced_day, burst_id, name, lag_days
                 FROM role JOIN paper USING (paper_id) JOIN release USING (release_id)
                 WHERE role = 'pioneer' AND burst_id IN (SELECT value FROM json_each(?1))
                 ORDER BY burst_id, probability DESC, arxiv_id)",
      bursts_json);
}

Query stored_papers() {
  return {"SELECT coalesce(max(paper_id), 0) FROM paper"};
}
Query kept_frequencies() {
  return {"SELECT week_day, papers FROM window_frequency ORDER BY week_day DESC LIMIT 1"};
}

}  // namespace bandwagon::store

#include "daemon/store/export_questions.hpp"

namespace bandwagon::store {

std::vector<ExportedView> exported_views() {
  return {
      // The index by announcement gives the order, so that no abstract has to be sorted.
      {"papers",
       true,
       {R"(SELECT papers.*, strftime('%Y-%m', announced_day * 86400, 'unixepoch') FROM paper JOIN papers USING (arxiv_id)
           ORDER BY announced_day, paper.arxiv_id)"}},
      {"topic_papers", true, {R"(SELECT topic_papers.*, strftime('%Y-%m', announced_day * 86400, 'unixepoch') AS month
           FROM topic_papers JOIN paper USING (arxiv_id) ORDER BY month, topic_id, arxiv_id)"}},
      {"topic_weeks", true, {"SELECT *, substr(week, 1, 7) AS month FROM topic_weeks ORDER BY month, week, topic_id"}},
      {"releases", false, {"SELECT * FROM releases ORDER BY release_id"}},
      {"release_events", false, {"SELECT * FROM release_events ORDER BY release_id, day, evidence"}},
      {"release_signals", false, {"SELECT * FROM release_signals ORDER BY source_id, key"}},
      {"topics", false, {"SELECT * FROM topics ORDER BY topic_id"}},
      {"lineage", false, {"SELECT * FROM lineage ORDER BY week, event, from_topic, to_topic"}},
      {"bursts", false, {"SELECT * FROM bursts ORDER BY burst_id"}},
      {"burst_papers", false, {"SELECT * FROM burst_papers ORDER BY burst_id, arxiv_id"}},
      {"attributions", false, {"SELECT * FROM attributions ORDER BY burst_id, release_id"}},
      {"roles", false, {"SELECT * FROM roles ORDER BY burst_id, release_id, arxiv_id"}},
      {"alerts", false, {"SELECT * FROM alerts ORDER BY alert_id"}},
      {"forerunners", false, {"SELECT * FROM forerunners ORDER BY burst_id, arxiv_id, phrase"}},
      {"watch_alerts", false, {"SELECT * FROM watch_alerts ORDER BY watch_alert_id"}},
      {"concurrent_pairs", false, {"SELECT * FROM concurrent_pairs ORDER BY a, b"}},
      {"herding", false, {"SELECT * FROM herding ORDER BY field, month, metric"}},
      {"abandoned_topics", false, {"SELECT * FROM abandoned_topics ORDER BY month, topic_id, burst_id"}},
      {"weeks", false, {"SELECT * FROM weeks ORDER BY week, category"}},
      {"sources", false, {"SELECT * FROM sources ORDER BY source_id"}},
      {"cycles", false, {"SELECT * FROM cycles ORDER BY cycle_id"}},
      {"deliveries", false, {"SELECT * FROM deliveries ORDER BY delivery_id"}},
      {"schema_doc", false, {"SELECT * FROM schema_doc ORDER BY view_name, column_name"}},
  };
}

Query documentation() {
  return {"SELECT view_name, column_name, meaning, unit, example FROM schema_doc"};
}

}  // namespace bandwagon::store

#include "daemon/store/site_questions.hpp"

namespace bandwagon::store {

Query site_alerts() {
  return {R"(SELECT alert_id, burst_id, release_id, reason, date(raised_day * 86400, 'unixepoch'), headline FROM alert
             ORDER BY raised_day, alert_id)"};
}

Query site_roles(std::int64_t most) {
  return {R"(SELECT burst_id, role, release_id, arxiv_id, title, named, lag_days, probability FROM (
               SELECT role.burst_id, role, release_id, arxiv_id, title, named, lag_days, probability,
                      row_number() OVER (PARTITION BY role.burst_id, release_id, role
                                         ORDER BY CASE role WHEN 'pioneer' THEN -probability ELSE lag_days END, arxiv_id) AS place
               FROM role JOIN attribution USING (burst_id, release_id) JOIN paper USING (paper_id)
               WHERE verdict <> 'rejected' AND role IN ('pioneer', 'follower')
                 AND role.burst_id IN (SELECT burst_id FROM alert))
             WHERE place <= ?1 ORDER BY burst_id, release_id, role, place)",
          {most}};
}

Query site_releases() {
  return {R"(SELECT release_id, name, lab, kind, date(released_day * 86400, 'unixepoch'), arxiv_ids FROM release
             WHERE release_id IN (SELECT release_id FROM attribution WHERE verdict <> 'rejected'
                                  AND burst_id IN (SELECT burst_id FROM alert))
             ORDER BY released_day DESC, release_id)"};
}

Query site_attributions() {
  return {R"(SELECT release_id, burst_id, burst.label, verdict, posterior, excess, excess_low, excess_high
             FROM attribution JOIN burst USING (burst_id)
             WHERE verdict <> 'rejected' AND burst_id IN (SELECT burst_id FROM alert)
             ORDER BY release_id, posterior DESC, burst_id)"};
}

Query site_release_papers() {
  return {R"(SELECT paper.arxiv_id, title, date(announced_day * 86400, 'unixepoch'), release_id
             FROM release JOIN json_each(arxiv_ids) JOIN paper ON paper.arxiv_id = json_each.value
             ORDER BY announced_day, paper.arxiv_id)"};
}

}  // namespace bandwagon::store

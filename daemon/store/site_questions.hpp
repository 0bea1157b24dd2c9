#pragma once
// What the pages of the site hold, of all waves that were told. Pure: makes queries, runs none.
#include "daemon/store/read_only.hpp"

namespace bandwagon::store {

// alert_id, burst_id, release_id (NULL: none), reason, raised_on, headline; the oldest first
Query site_alerts();
// burst_id, role, release_id, arxiv_id, title, named, lag_days, probability: the surest pioneers and the first
// followers of each wave for each release that is not rejected, at most `most` of each role
Query site_roles(std::int64_t most);
// release_id, name, lab, kind, released_on, arxiv_ids (JSON): those that any told wave is tied to, the latest first
Query site_releases();
// release_id, burst_id, label, verdict, posterior, excess, excess_low, excess_high
Query site_attributions();
// arxiv_id, title, announced_on of each release's own papers, release_id
Query site_release_papers();

}  // namespace bandwagon::store

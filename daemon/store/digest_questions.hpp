#pragma once
// What a digest asks beside its alerts, everything as of a day: what was announced, closed or decided later is not
// seen. Pure: makes queries, runs none.
#include <cstdint>
#include <string_view>

#include "analyzers/model/day.hpp"
#include "daemon/store/read_only.hpp"

namespace bandwagon::store {

// The day of the newest alert; no row: there is none.
Query newest_alert();
// The last alert before `since` of each burst that has one in the period; columns as alerts_with_evidence.
Query alerts_told_before(model::Day since, model::Day until);

// burst_id, label, onset_day, papers of the last four closed weeks (as told, where it was told in the last of them or
// since),
// release name (NULL: none); the largest first
Query current_waves(model::Day until);
// onset_day, ended_day (NULL: not yet) of confirmed waves
Query wave_lifetimes(model::Day until);
// weeks after the release, followers; without weeks that have none
Query follower_lags(std::int64_t burst, std::string_view release, model::Day until);
// arxiv_id, title, announced_day of the one and of the other paper, cosine, days_apart; the most alike first
Query wave_twins(std::int64_t burst, model::Day until);
// papers of the wave that write this phrase
Query wave_papers_writing(std::int64_t burst, std::string_view phrase, model::Day until);
// papers, onset_day, ended_day (NULL: not yet)
Query wave_course(std::int64_t burst, model::Day until);

// topic_id, label, papers: cluster topics born in weeks closed in the period that follow no release; the largest first
Query topics_born_alone(model::Day since, model::Day until);
// topic_id, label, wave's label, observed, expected, movers, publishing: of the month whose figures are new in the
// period
Query topics_left(model::Day since, model::Day until);
// release_id, name, lab, released_day: known in the period and not confirmed by its end
Query candidate_releases(model::Day since, model::Day until);
// month_day, value, low, high of a metric of a field, in all months said by `until`, oldest first; no row where none of
// them was said in the period
Query herding_course(std::string_view field, std::string_view metric, model::Day since, model::Day until);

Query source_count();      // of sources that were ever asked
Query failing_channels();  // channel; those whose last delivery that was tried did not arrive

}  // namespace bandwagon::store

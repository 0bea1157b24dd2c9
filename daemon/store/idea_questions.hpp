#pragma once
// The questions that `bandwagon check` asks the database. Pure: makes queries, runs none. Lists of row ids are bound as
// JSON arrays.
#include <string>
#include <string_view>
#include <vector>

#include "daemon/store/read_only.hpp"

namespace bandwagon::store {

// An FTS5 expression for any of these phrases. Each is quoted: no text can be FTS5 syntax.
std::string any_phrase(const std::vector<std::string>& phrases);

// paper_id of every paper that writes one of the forms
Query papers_writing(const std::vector<std::string>& forms);

// paper_id of the `limit` newest of these papers, by announcement and identifier.
Query newest_of(std::string_view keys_json, std::int64_t limit);

// paper_id, arxiv_id, title, abstract, submitted_day, announced_day, watched (0/1: stands in one of the categories)
Query papers_to_compare(std::string_view keys_json, std::string_view categories_json);
// The same of the newest papers of these categories.
Query newest_papers(std::string_view categories_json, std::int64_t limit);

Query weekly_volume(std::int64_t weeks);  // week_day, papers: the last closed weeks, latest first; -1: all

// topic_id, kind, label, paper_count, paper_id: live topics of these papers
Query topics_of(std::string_view keys_json);
// topic_id, label, paper_count: live term topics
Query live_terms();
// topic_id, observed, expected: papers a week over the last `weeks` closed weeks
Query topic_pace(std::string_view topics_json, std::int64_t weeks);

// burst_id, label, kind, state, onset_day, ended_day, observed, expected, ratio, ratio_low, ratio_high, confirmed
// (0/1), topic_kind: topical and mention waves
Query waves();
// burst_id, paper_id: those of the papers that stand in such a wave
Query waves_of(std::string_view keys_json);
// burst_id, release_id, name, lab, released_day, verdict, posterior: not rejected, most probable first
Query wave_causes(std::string_view bursts_json);
// paper_id, arxiv_id, title, abstract, submitted_day, announced_day, burst_id, release, lag_days
Query wave_pioneers(std::string_view bursts_json);

// papers: about as many as are stored, told without counting them
Query stored_papers();
// row, papers: of the word frequencies that the last close kept, the bytes of represent::pack in `terms` of that row of
// window_frequency; no row: no week was closed since the table is there
Query kept_frequencies();

}  // namespace bandwagon::store

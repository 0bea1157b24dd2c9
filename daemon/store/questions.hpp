#pragma once
// The SQL of the reading commands: each function is one question to the database with its values bound. Rows come in
// the order in which a reader wants them. Days are bound as days since 1970-01-01. Pure: makes queries, runs none.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "analyzers/model/day.hpp"
#include "analyzers/model/paper_id.hpp"
#include "daemon/store/read_only.hpp"

namespace bandwagon::store {

// Which rows of a list are wanted: both days included, absent = open.
struct Span {
  std::optional<model::Day> since, until;
  std::optional<std::int64_t> limit;
};

Query list_topics(const Span& span);    // born in the span; the largest first
Query list_bursts(const Span& span);    // onset in the span; the latest first
Query list_alerts(const Span& span);    // raised in the span; the latest first
Query list_releases(const Span& span);  // released in the span; the latest first
Query list_pairs(const Span& span);     // the later paper announced in the span; the latest, then the nearest first

// The figures of months from `since` on, of one field or of all; the view's rows, or a line per month to be read.
Query herding_figures(const std::optional<std::string>& field, const std::optional<model::Day>& since);
Query herding_months(const std::optional<std::string>& field, const std::optional<model::Day>& since);

// Announced in the span; best match first (bm25). Where more papers than `most_ranked` hold all the words, the best of
// those that were stored last.
inline constexpr std::int64_t kMostRanked = 30'000;
Query search_papers(std::string_view words, const Span& span, std::int64_t most_ranked = kMostRanked);
// Any words as an FTS5 expression that cannot be a syntax error: every word is quoted, all must occur.
std::string quoted_words(std::string_view words);

Query schema_of(const std::optional<std::string>& view);

Query topic_record(std::int64_t topic), topic_weeks(std::int64_t topic), topic_bursts(std::int64_t topic),
    topic_lineage(std::int64_t topic), topic_newest(std::int64_t topic);
Query burst_record(std::int64_t burst), burst_attributions(std::int64_t burst), burst_alerts(std::int64_t burst),
    burst_weeks(std::int64_t burst), burst_roles(std::int64_t burst), burst_newest(std::int64_t burst);
Query paper_record(const model::PaperId&paper), paper_topics(const model::PaperId&paper),
    paper_bursts(const model::PaperId&paper), paper_roles(const model::PaperId&paper),
    paper_concurrent(const model::PaperId&paper), paper_anticipated(const model::PaperId&paper),
    paper_first_to_write(const model::PaperId&paper), paper_releases(const model::PaperId&paper);
Query release_record(std::string_view release), release_attributions(std::string_view release),
    release_alerts(std::string_view release), release_papers(std::string_view release);

Query topic_range(), burst_range(), alert_range();  // one row: smallest id, greatest id; NULL when there is none

// alert_id, burst_id, release_id, reason, raised_day, headline, evidence
Query alerts_with_evidence(model::Day since, model::Day until);
Query alert_with_evidence(std::int64_t alert);
Query attributions_of_alert(std::int64_t alert);  // what is held today of the alert's burst

// watch, burst_id, raised_day, headline, papers (JSON array)
Query watched_in(model::Day since, model::Day until);
// watch, configured (0/1), raised_on, burst_id, release_id, headline: each configured watch with what it saw, the
// latest first, or with nothing; then what watches saw that are no longer configured.
Query list_watches(std::string_view names_json, const Span& span);
Query table_named(std::string_view name);  // or view: a row when it is there; an older database may lack it

Query counts();      // thing, count
Query last_close();  // week_day, closed_day of the last closed week; no row: none
Query newest_announcement(std::string_view categories_json);  // announced_day among papers of these categories
Query failing_sources();                                      // source_id, state, last_error; of those still asked

}  // namespace bandwagon::store

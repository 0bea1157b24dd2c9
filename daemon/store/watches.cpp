#include "daemon/store/watches.hpp"

#include <SQLiteCpp/Database.h>

#include "daemon/store/errors.hpp"
#include "daemon/store/idea_questions.hpp"
#include "daemon/store/names.hpp"
#include "daemon/store/row.hpp"

namespace bandwagon::store {
namespace {

using SQLite::Statement;

#define LIVE "kind IN ('topical', 'mention') AND confirmed_day IS NOT NULL AND state <> 'ended'"

constexpr const char* kLiveWaves =
    "SELECT burst_id, burst.topic_id, burst.label, burst.kind, onset_day, ended_day, state, observed, expected, ratio, "
    "ratio_low, ratio_high, (SELECT kind = 'term' FROM topic WHERE topic.topic_id = burst.topic_id), "
    "(SELECT count(*) FROM burst_paper WHERE burst_paper.burst_id = burst.burst_id) "
    "FROM burst WHERE " LIVE " ORDER BY burst_id";
constexpr const char* kCause =
    "SELECT release_id, decided_day, posterior, verdict, name, lab, released_day FROM attribution JOIN release USING "
    "(release_id) WHERE burst_id = ? AND verdict <> 'rejected' ORDER BY posterior DESC, release_id LIMIT 1";
constexpr const char* kWriting =
    "SELECT paper_id, announced_day FROM paper_text JOIN paper ON paper_id = paper_text.rowid WHERE paper_text MATCH ? "
    "AND announced_day >= ? AND announced_day < ? AND EXISTS (SELECT 1 FROM json_each(categories) WHERE value IN "
    "(SELECT value FROM json_each(?))) ORDER BY paper_id";
constexpr const char* kMembers =
    "SELECT burst_id, paper_id FROM json_each(?) CROSS JOIN burst_paper ON paper_id = value WHERE burst_id IN (SELECT "
    "burst_id FROM burst WHERE " LIVE ") ORDER BY burst_id, paper_id";
constexpr const char* kOwn =
    "WITH live AS (SELECT burst_id FROM burst WHERE " LIVE
    "), held AS (SELECT burst_id, paper_id FROM live JOIN "
    "burst_paper USING (burst_id) UNION SELECT burst_id, paper_id FROM live JOIN role USING (burst_id) WHERE role = "
    "'pioneer') "
    "SELECT burst_id, paper_id FROM held JOIN paper USING (paper_id) WHERE announced_day < ?3 AND (arxiv_id IN (SELECT "
    "value FROM json_each(?2)) OR EXISTS (SELECT 1 FROM json_each(authors) AS author JOIN json_each(?1) AS wanted ON "
    "lower(author.value) = lower(wanted.value))) ORDER BY burst_id, paper_id";
// A topic that was merged has its papers in its heir.
constexpr const char* kOnTopics =
    "WITH RECURSIVE stands (burst_id, topic_id) AS (SELECT burst_id, topic_id FROM burst WHERE " LIVE
    " UNION SELECT burst_id, parent_id FROM stands JOIN topic USING (topic_id) WHERE topic.kind = 'cluster' AND "
    "topic.state = 'merged') "
    "SELECT DISTINCT burst_id FROM json_each(?1) CROSS JOIN paper ON arxiv_id = value JOIN topic_paper USING "
    "(paper_id) JOIN stands USING (topic_id) WHERE announced_day < ?2 ORDER BY burst_id";

#undef LIVE

std::string ids_json(const std::vector<model::PaperId>& papers) {
  std::vector<std::string> ids;
  for (const auto& paper : papers) ids.push_back(paper.str());
  return json_list(ids);
}

std::vector<model::BurstPaper> pairs_of(Statement& query) {
  std::vector<model::BurstPaper> pairs;
  while (query.executeStep()) pairs.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt64()});
  return pairs;
}

LiveWave wave_of(const Statement& row) {
  LiveWave wave;
  wave.burst.id = row.getColumn(0).getInt64();
  wave.burst.topic = row.getColumn(1).getInt64();
  wave.burst.label = row.getColumn(2).getString();
  wave.burst.kind = from_name<model::BurstKind>(row.getColumn(3).getString());
  wave.burst.onset = to_day(row.getColumn(4));
  wave.burst.ended = to_optional_day(row.getColumn(5));
  wave.burst.state = row.getColumn(6).getString();
  wave.burst.observed = row.getColumn(7).getDouble();
  wave.burst.expected = row.getColumn(8).getDouble();
  wave.burst.ratio = row.getColumn(9).getDouble();
  wave.burst.ratio_low = row.getColumn(10).getDouble();
  wave.burst.ratio_high = row.getColumn(11).getDouble();
  wave.is_of_a_term = row.getColumn(12).getInt() != 0;
  wave.papers = row.getColumn(13).getInt64();
  return wave;
}

void add_cause(Statement& query, LiveWave& wave) {
  query.bind(1, wave.burst.id);
  if (query.executeStep()) {
    model::Attribution attribution;
    attribution.burst = wave.burst.id;
    attribution.release = query.getColumn(0).getString();
    attribution.decided = to_day(query.getColumn(1));
    attribution.posterior = query.getColumn(2).getDouble();
    attribution.verdict = from_name<model::Verdict>(query.getColumn(3).getString());
    wave.attribution = std::move(attribution);
    wave.release_name = query.getColumn(4).getString();
    wave.release_lab = query.getColumn(5).getString();
    wave.released = to_day(query.getColumn(6));
  }
  query.reset();
}

}  // namespace

Result<std::vector<LiveWave>> live_waves(const Connection& connection) {
  return attempt(connection.path(), "read the waves", [&]() -> Result<std::vector<LiveWave>> {
    Statement query(connection.database(), kLiveWaves), cause(connection.database(), kCause);
    std::vector<LiveWave> waves;
    while (query.executeStep()) waves.push_back(wave_of(query));
    for (auto& wave : waves) add_cause(cause, wave);
    return waves;
  });
}

Result<std::vector<Dated>> papers_writing(const Connection& connection, const std::vector<std::string>& phrases,
                                          const std::vector<std::string>& categories, model::Day since,
                                          model::Day before) {
  return attempt(connection.path(), "search watched words", [&]() -> Result<std::vector<Dated>> {
    Statement query(connection.database(), kWriting);
    const std::string expression = any_phrase(phrases), lists = json_list(categories);
    Binder(query) << expression << since << before << lists;
    std::vector<Dated> papers;
    while (query.executeStep()) papers.push_back({query.getColumn(0).getInt64(), to_day(query.getColumn(1))});
    return papers;
  });
}

Result<std::vector<model::BurstPaper>> members_among(const Connection& connection,
                                                     const std::vector<model::PaperKey>& papers) {
  return attempt(connection.path(), "read the waves", [&]() -> Result<std::vector<model::BurstPaper>> {
    Statement query(connection.database(), kMembers);
    const std::string keys = json_list(papers);
    Binder(query) << keys;
    return pairs_of(query);
  });
}

Result<std::vector<model::BurstPaper>> own_papers(const Connection& connection, const std::vector<std::string>& authors,
                                                  const std::vector<model::PaperId>& papers, model::Day before) {
  return attempt(connection.path(), "read the waves", [&]() -> Result<std::vector<model::BurstPaper>> {
    Statement query(connection.database(), kOwn);
    const std::string names = json_list(authors), ids = ids_json(papers);
    Binder(query) << names << ids << before;
    return pairs_of(query);
  });
}

Result<std::vector<model::BurstId>> waves_on_topics_of(const Connection& connection,
                                                       const std::vector<model::PaperId>& papers, model::Day before) {
  return attempt(connection.path(), "read the waves", [&]() -> Result<std::vector<model::BurstId>> {
    Statement query(connection.database(), kOnTopics);
    const std::string ids = ids_json(papers);
    Binder(query) << ids << before;
    std::vector<model::BurstId> waves;
    while (query.executeStep()) waves.push_back(query.getColumn(0).getInt64());
    return waves;
  });
}

Result<std::vector<Submission>> submissions(const Connection& connection, const std::vector<model::PaperKey>& papers) {
  return attempt(connection.path(), "read papers", [&]() -> Result<std::vector<Submission>> {
    Statement query(connection.database(),
                    "SELECT paper_id, arxiv_id, submitted_at / 86400 FROM json_each(?) CROSS JOIN paper ON paper_id = "
                    "value ORDER BY submitted_at, arxiv_id");
    const std::string keys = json_list(papers);
    Binder(query) << keys;
    std::vector<Submission> found;
    while (query.executeStep()) {
      auto id = parse_stored_id(query.getColumn(1).getString());
      found.push_back({query.getColumn(0).getInt64(), std::move(id), to_day(query.getColumn(2))});
    }
    return found;
  });
}

Result<std::vector<model::Day>> course_of(const Connection& connection, model::BurstId burst) {
  return attempt(connection.path(), "read the waves", [&]() -> Result<std::vector<model::Day>> {
    Statement query(connection.database(),
                    "SELECT submitted_at / 86400 FROM burst_paper JOIN paper USING (paper_id) WHERE burst_id = ? ORDER "
                    "BY submitted_at");
    query.bind(1, burst);
    std::vector<model::Day> days;
    while (query.executeStep()) days.push_back(to_day(query.getColumn(0)));
    return days;
  });
}

Result<std::int64_t> volume_since(const Connection& connection, model::Day monday) {
  return attempt(connection.path(), "count papers", [&]() -> Result<std::int64_t> {
    Statement query(connection.database(), "SELECT coalesce(sum(stored), 0) FROM category_week WHERE week_day >= ?");
    query.bind(1, monday.value);
    query.executeStep();
    return query.getColumn(0).getInt64();
  });
}

Result<std::vector<std::pair<std::string, model::BurstId>>> told_watches(const Connection& connection) {
  using Told = std::vector<std::pair<std::string, model::BurstId>>;
  return attempt(connection.path(), "read what watches were told", [&]() -> Result<Told> {
    Statement query(connection.database(), "SELECT watch, burst_id FROM watch_alert ORDER BY watch_alert_id");
    Told told;
    while (query.executeStep()) told.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getInt64());
    return told;
  });
}

}  // namespace bandwagon::store

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "daemon/store/connection.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon {
namespace {

using Columns = std::vector<std::string>;

// The public interface. A change here needs a line in CHANGELOG.md.
const std::map<std::string, Columns> kContract{
    {"papers",
     {"arxiv_id", "version", "title", "abstract", "authors", "primary_category", "categories", "submitted_on",
      "announced_on", "withdrawn"}},
    {"releases",
     {"release_id", "name", "lab", "kind", "openness", "released_on", "arxiv_ids", "aliases", "origin", "status",
      "known_since"}},
    {"release_events", {"release_id", "day", "status", "weight", "evidence"}},
    {"release_signals",
     {"source_id", "key", "link", "title", "lab", "published_at", "first_seen", "verdict", "name", "arxiv_ids",
      "release_id"}},
    {"topics", {"topic_id", "kind", "label", "first_label", "born_on", "state", "paper_count", "parent_id"}},
    {"topic_papers", {"topic_id", "arxiv_id", "similarity"}},
    {"topic_weeks", {"topic_id", "week", "observed", "expected"}},
    {"lineage", {"week", "event", "from_topic", "to_topic"}},
    {"bursts",
     {"burst_id", "topic_id", "label", "kind", "onset_on", "onset_low", "onset_high", "confirmed_on", "ended_on",
      "state", "observed", "expected", "ratio", "ratio_low", "ratio_high", "q_value"}},
    {"burst_papers", {"burst_id", "arxiv_id"}},
    {"attributions",
     {"burst_id", "release_id", "decided_on", "posterior", "placebo_p", "verdict", "excess", "excess_low",
      "excess_high"}},
    {"roles", {"burst_id", "release_id", "arxiv_id", "role", "named", "probability", "lag_days", "evidence"}},
    {"alerts", {"alert_id", "burst_id", "release_id", "reason", "raised_on", "headline"}},
    {"forerunners",
     {"burst_id", "arxiv_id", "phrase", "written_before", "written_in_burst", "similarity", "told_on", "alert_id"}},
    {"watch_alerts",
     {"watch_alert_id", "watch", "burst_id", "release_id", "raised_on", "matched", "first_arxiv_id", "before_release",
      "ahead_of", "headline", "arxiv_ids"}},
    {"concurrent_pairs", {"a", "b", "cosine", "days_apart"}},
    {"herding", {"field", "month", "metric", "value", "low", "high"}},
    {"abandoned_topics", {"month", "topic_id", "burst_id", "observed", "expected", "q_value", "movers", "publishing"}},
    {"weeks", {"week", "category", "announced", "stored", "coverage", "closed_on", "state_hash"}},
    {"sources", {"source_id", "kind", "url", "state", "last_success", "last_attempt", "failures", "last_error"}},
    {"cycles", {"cycle_id", "started_at", "finished_at", "outcome", "new_papers", "new_alerts"}},
    {"deliveries",
     {"delivery_id", "channel", "subject_key", "status", "attempts", "delivered_at", "last_error", "due_from"}},
    {"schema_doc", {"view_name", "column_name", "meaning", "unit", "example"}}};

class Views : public ::testing::Test {
 protected:
  Columns column(const std::string& sql, const std::string& value = {}) {
    SQLite::Statement query(connection.database(), sql);
    if (query.getBindParameterCount() == 1) query.bind(1, value);
    Columns values;
    while (query.executeStep()) values.push_back(query.getColumn(0).getString());
    return values;
  }

  test::TemporaryFolder folder;
  store::Connection connection = store::open_writer(folder / "views.db").value();
};

TEST_F(Views, AreThoseOfTheContractAndNoOthers) {
  std::set<std::string> expected;
  for (const auto& [view, columns] : kContract) expected.insert(view);
  const auto views = column("SELECT name FROM sqlite_schema WHERE type = 'view'");
  EXPECT_EQ(std::set(views.begin(), views.end()), expected);
}

TEST_F(Views, HaveExactlyTheColumnsOfTheContractInItsOrder) {
  for (const auto& [view, columns] : kContract)
    EXPECT_EQ(column("SELECT name FROM pragma_table_info(?)", view), columns) << view;
}

TEST_F(Views, AreDocumentedColumnByColumn) {
  for (const auto& [view, columns] : kContract)
    EXPECT_EQ(column("SELECT column_name FROM schema_doc WHERE view_name = ? AND column_name IS NOT NULL", view),
              columns)
        << view;
  EXPECT_THAT(column("SELECT view_name || '.' || column_name FROM schema_doc WHERE column_name IS NOT NULL AND "
                     "(coalesce(meaning, '') = '' OR coalesce(unit, '') = '' OR coalesce(example, '') = '')"),
              testing::IsEmpty());
}

TEST_F(Views, HaveEachOneSentenceAndOneExampleThatRuns) {
  for (const auto& [view, columns] : kContract) {
    EXPECT_THAT(column("SELECT meaning FROM schema_doc WHERE view_name = ? AND column_name IS NULL", view),
                testing::SizeIs(1))
        << view;
    const auto examples = column("SELECT example FROM schema_doc WHERE view_name = ? AND column_name IS NULL", view);
    ASSERT_THAT(examples, testing::SizeIs(1)) << view;
    EXPECT_THAT(examples[0], testing::HasSubstr("FROM " + view)) << view;
    EXPECT_NO_THROW(column(examples[0])) << view;
  }
}

TEST_F(Views, CanAllBeRead) {
  for (const auto& [view, columns] : kContract) EXPECT_NO_THROW(column("SELECT * FROM " + view)) << view;
}

}  // namespace
}  // namespace bandwagon

#include "daemon/store/questions.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_database.hpp"

namespace bandwagon::store {
namespace {

class Questions : public ::testing::Test {
 protected:
  Table ask(const Query& query) {
    auto answer = database_.value().all(query);
    EXPECT_TRUE(answer) << (answer ? "" : answer.error().message);
    return answer ? std::move(*answer) : Table{};
  }
  std::vector<std::string> first_column(const Query& query) {
    std::vector<std::string> texts;
    for (const Row& row : ask(query).rows) texts.push_back(std::get<std::string>(row.at(0)));
    return texts;
  }

  test::SampleDatabase sample_;
  Result<ReadOnly> database_ = ReadOnly::open(sample_.file());
};

TEST_F(Questions, SearchFindsPapersThatHoldAllWordsBestFirst) {
  EXPECT_EQ(first_column(search_papers("test-time scaling", {})), std::vector<std::string>{"2501.19393"});
  EXPECT_TRUE(first_column(search_papers("scaling superconformal", {})).empty());
}

TEST_F(Questions, SearchGivesTheBestWhereItIsLimited) {
  const std::vector<std::string> all{"2402.03300", "2501.12948"};  // the shorter text first
  EXPECT_EQ(first_column(search_papers("reasoning", {})), all);
  EXPECT_EQ(first_column(search_papers("reasoning", {.since = {}, .until = {}, .limit = 1})),
            std::vector<std::string>{all[0]});
}

TEST_F(Questions, SearchRanksThoseStoredLastWhereMoreMatch) {
  EXPECT_EQ(first_column(search_papers("reasoning", {}, 1)), std::vector<std::string>{"2402.03300"});
  const Span late{.since = *model::Day::parse("2025-01-01"), .until = {}, .limit = {}};
  EXPECT_EQ(first_column(search_papers("reasoning", late, 1)), std::vector<std::string>{"2501.12948"});
  EXPECT_EQ(first_column(search_papers("reasoning", {}, 2)).size(), 2U);
}

TEST_F(Questions, SearchTakesAnyWordsWithoutASyntaxError) {
  for (const char* words :
       {"\"", "a \"b", "AND", "OR OR", "NEAR(", "title:x", "*", "-x", "(", "{x}", "^", "'; DROP", "a*b"})
    ask(search_papers(words, {}));
}

TEST_F(Questions, SearchKeepsToItsSpan) {
  const auto day = *model::Day::parse("2025-02-03");
  EXPECT_TRUE(first_column(search_papers("scaling", {.since = day + 1, .until = {}, .limit = {}})).empty());
  EXPECT_TRUE(first_column(search_papers("scaling", {.since = {}, .until = day - 1, .limit = {}})).empty());
  EXPECT_EQ(first_column(search_papers("scaling", {.since = day, .until = day, .limit = 1})).size(), 1U);
}

TEST_F(Questions, QuotedWordsDoubleTheQuotesInside) {
  EXPECT_EQ(quoted_words("  say \"R1\"  now "), "\"say\" \"\"\"R1\"\"\" \"now\"");
  EXPECT_EQ(quoted_words(" \t\n"), "");
}

TEST_F(Questions, ListsKeepToTheirSpanAndLimit) {
  const auto day = *model::Day::parse("2025-02-12");
  EXPECT_EQ(ask(list_alerts({})).rows.size(), 6U);
  EXPECT_EQ(ask(list_alerts({.since = {}, .until = day, .limit = {}})).rows.size(), 4U);
  EXPECT_EQ(ask(list_alerts({.since = day + 1, .until = {}, .limit = 1})).rows.size(), 1U);
  EXPECT_EQ(ask(list_bursts({.since = {}, .until = {}, .limit = 0})).rows.size(), 0U);
  EXPECT_EQ(ask(list_topics({})).columns, ask({"SELECT * FROM topics"}).columns);
  EXPECT_EQ(ask(list_releases({})).columns, ask({"SELECT * FROM releases"}).columns);
}

TEST_F(Questions, EveryPartOfAPageCanBeAsked) {
  const auto paper = *model::PaperId::parse("2501.12948");
  for (const Query& query : {topic_record(1),
                             topic_weeks(1),
                             topic_bursts(1),
                             topic_lineage(1),
                             topic_newest(1),
                             burst_record(1),
                             burst_attributions(1),
                             burst_alerts(1),
                             burst_weeks(1),
                             burst_roles(1),
                             burst_newest(1),
                             paper_record(paper),
                             paper_topics(paper),
                             paper_bursts(paper),
                             paper_roles(paper),
                             paper_concurrent(paper),
                             paper_releases(paper),
                             release_record("deepseek-r1"),
                             release_attributions("deepseek-r1"),
                             release_alerts("deepseek-r1"),
                             release_papers("deepseek-r1"),
                             attributions_of_alert(1),
                             counts(),
                             last_close(),
                             newest_announcement("[\"cs.CL\"]")})
    EXPECT_FALSE(ask(query).rows.empty()) << query.sql;
  EXPECT_TRUE(ask(failing_sources()).rows.empty());
}

TEST_F(Questions, NewestAnnouncementLooksOnlyAtTheWatchedCategories) {
  EXPECT_EQ(std::get<std::int64_t>(ask(newest_announcement("[\"hep-th\"]")).rows.at(0).at(0)), 10193);
  EXPECT_TRUE(ask(newest_announcement("[\"math.AG\"]")).rows.empty());
}

}  // namespace
}  // namespace bandwagon::store

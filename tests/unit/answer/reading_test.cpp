#include "daemon/answer/reading.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "tests/support/sample_database.hpp"

namespace bandwagon::answer {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Reading : public ::testing::Test {
 protected:
  const test::SampleDatabase sample_;
  std::ostringstream out_;
  const Output table_{.stream = out_};
};

TEST_F(Reading, ShowsOneOfEachKindWhole) {
  EXPECT_TRUE(print_topic(sample_.file(), 1, table_));
  EXPECT_TRUE(print_burst(sample_.file(), 1, table_));
  EXPECT_TRUE(print_paper(sample_.file(), "arXiv:2501.12948v1", table_));
  EXPECT_TRUE(print_release(sample_.file(), "deepseek-r1", table_));
  EXPECT_THAT(out_.str(), HasSubstr("Releases that were weighed"));
  EXPECT_THAT(out_.str(), HasSubstr("Releases it belongs to"));
}

TEST_F(Reading, SaysOfAPaperWhatItWroteBeforeAWaveWithoutARelease) {
  EXPECT_TRUE(print_paper(sample_.file(), "2402.03300", table_));
  EXPECT_THAT(out_.str(), HasSubstr("tool agents"));
  out_.str("");
  EXPECT_TRUE(print_paper(sample_.file(), "2501.12948", table_));
  EXPECT_THAT(out_.str(), Not(HasSubstr("tool agents")));
}

TEST_F(Reading, NamesWhatThereIsWhenAnIdIsUnknown) {
  EXPECT_EQ(print_topic(sample_.file(), 9, table_).error().message, "no topic 9 (topics go from 1 to 3)");
  EXPECT_EQ(print_burst(sample_.file(), 0, table_).error().message, "no burst 0 (bursts go from 1 to 4)");
  EXPECT_EQ(print_release(sample_.file(), "x", table_).error().message, "no release x; `bandwagon releases` lists all");
  EXPECT_EQ(print_paper(sample_.file(), "2501.00001", table_).error().kind, ErrorKind::NotFound);
}

TEST_F(Reading, TakesAMalformedIdentifierForAUsageError) {
  for (const char* id : {"", "x", "2501", "2501.1", "https://arxiv.org/abs/2501.12948", "\x1b[2J"})
    EXPECT_EQ(print_paper(sample_.file(), id, table_).error().kind, ErrorKind::Usage) << id;
}

TEST_F(Reading, LetsNoTerminalEscapeThroughInTables) {
  for (const List list : {List::Topics, List::Bursts, List::Alerts, List::Releases})
    ASSERT_TRUE(print_list(sample_.file(), list, {}, table_));
  ASSERT_TRUE(print_query(sample_.file(), "SELECT * FROM papers", store::kDefaultTimeLimit, table_));
  ASSERT_TRUE(print_paper(sample_.file(), "2502.00002", table_));
  EXPECT_THAT(out_.str(), Not(HasSubstr("\x1b")));
  EXPECT_THAT(out_.str(), Not(HasSubstr("\u202e")));
}

TEST_F(Reading, WantsAtLeastOneWordToSearchFor) {
  EXPECT_EQ(print_search(sample_.file(), " ", {}, table_).error().kind, ErrorKind::Usage);
}

TEST_F(Reading, CallsADatabaseHealthyWhenItsWeeksAreClosed) {
  EXPECT_EQ(print_status(sample_.file(), {.categories = {"cs.CL"}}, {}, table_), Health::Good);
  EXPECT_THAT(out_.str(), HasSubstr("last_closed_week     2025-02-03"));
}

TEST_F(Reading, CallsADatabaseWithoutPapersUnhealthy) {
  const test::SampleDatabase empty(test::SampleDatabase::Content::Nothing);
  EXPECT_EQ(print_status(empty.file(), {.categories = {"cs.CL"}}, {}, table_), Health::Bad);
  EXPECT_THAT(out_.str(), HasSubstr("bandwagon import"));
  EXPECT_EQ(print_status(sample_.file(), {.categories = {"math.AG"}}, {}, table_), Health::Bad);
}

}  // namespace
}  // namespace bandwagon::answer

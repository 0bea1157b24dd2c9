#include "daemon/closing/watches.hpp"

#include <gmock/gmock.h>

#include "tests/support/sample_database.hpp"

namespace bandwagon {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

model::PaperId paper(const char* id) {
  return model::PaperId::parse(id).value();
}

class Watches : public ::testing::Test {
 protected:
  std::vector<model::WatchAlert> seen(const watch::Watch& watch, const char* closed = "2025-02-12") {
    return closing::look_out(connection, {watch}, {"cs.CL", "cs.AI"}, model::Day::parse(closed).value()).value();
  }

  test::SampleDatabase sample;
  store::Connection connection = store::open_writer(sample.file()).value();
};

TEST_F(Watches, SeeAWatchedPaperInAWave) {
  const auto alerts = seen({.name = "scaling", .papers = {paper("2501.19393")}});
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_EQ(alerts[0].burst, 1);
  EXPECT_EQ(alerts[0].release, "deepseek-r1");
  EXPECT_EQ(alerts[0].before_release, false);
  EXPECT_THAT(alerts[0].headline, HasSubstr("You were not there first: 2501.19393 (2025-01-31) came 11 days after"));
}

TEST_F(Watches, TellAPioneerThatItWasFirst) {
  const auto alerts = seen({.name = "maths", .authors = {"zhihong shao"}});
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_EQ(alerts[0].before_release, true);
  EXPECT_THAT(alerts[0].papers, testing::ElementsAre("2402.03300"));
  EXPECT_THAT(alerts[0].headline, HasSubstr("You were there first: 2402.03300"));
}

TEST_F(Watches, SeeAWaveThatIsCalledByTheWatchedWord) {
  const auto alerts = seen({.name = "agents", .words = {"agents"}});
  EXPECT_THAT(alerts, SizeIs(0));  // no paper of that wave writes the word
}

TEST_F(Watches, CountAWatchedPaperThatTheWaveDoesNotHold) {
  const auto alerts = seen({.name = "both", .papers = {paper("hep-th/9711200"), paper("2501.19393")}});
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_THAT(alerts[0].papers, testing::ElementsAre("hep-th/9711200", "2501.19393"));
  EXPECT_EQ(alerts[0].before_release, true);
}

TEST_F(Watches, SeeNothingOfAPaperAnnouncedOnTheDayOfTheClose) {
  EXPECT_THAT(seen({.name = "scaling", .papers = {paper("2501.19393")}}, "2025-02-03"), SizeIs(0));
}

TEST_F(Watches, SeeAPaperInTheTopicThatAWavesTopicWasMergedInto) {
  const watch::Watch strings{.name = "strings", .papers = {paper("hep-th/9711200")}};
  test::run_sql(sample.file(),
                "INSERT INTO topic VALUES (4, 'cluster', 'models', 'models', 19700, 'live', 400, NULL); "
                "INSERT INTO topic_paper VALUES (4, 6, 0.9)");
  EXPECT_THAT(seen(strings), SizeIs(0));
  test::run_sql(sample.file(), "UPDATE topic SET state = 'merged', parent_id = 4 WHERE topic_id = 1");
  EXPECT_THAT(seen(strings), SizeIs(1));
}

TEST_F(Watches, TakeHostileWordsForWords) {
  EXPECT_THAT(seen({.name = "x", .words = {"\" OR *", "NEAR(a b)", "title : x", "-"}}), SizeIs(0));
}

TEST_F(Watches, AreSilentAboutOtherPapers) {
  EXPECT_THAT(seen({.name = "strings", .papers = {paper("hep-th/9711200")}}), SizeIs(0));
}

}  // namespace
}  // namespace bandwagon

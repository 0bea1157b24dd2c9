#include "daemon/intake/harvest.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "daemon/files/packed_text.hpp"
#include "tests/support/live_sources.hpp"

namespace bandwagon::intake {
namespace {

using support::answer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kEarlyMorning = "2026-09-24T08:00:00Z";

std::string record(const std::string& id, const std::string& changed, int versions = 1, const std::string& more = {}) {
  std::string dates;
  for (int version = 1; version <= versions; ++version)
    dates += fmt::format("<version version='v{}'><date>Wed, {} Sep 2026 08:00:00 GMT</date></version>", version,
                         version == 1 ? 23 : 22 + version);
  return fmt::format(
      "<record><header><identifier>oai:arXiv.org:{0}</identifier><datestamp>{1}</datestamp></"
      "header><metadata><arXivRaw>"
      "{2}<title>Title of {0}</title><authors>A. "
      "One</authors><categories>cs.LG</categories>{3}<abstract>Text</abstract>"
      "</arXivRaw></metadata></record>",
      id, changed, dates, more);
}

fetch::Response page(const std::string& records, const std::string& token = {}, const char* at = kEarlyMorning) {
  return answer(200, fmt::format("<OAI-PMH><responseDate>{}</responseDate><ListRecords>{}<resumptionToken>{}"
                                 "</resumptionToken></ListRecords></OAI-PMH>",
                                 at, records, token));
}
fetch::Response token_refused() {
  return answer(200, fmt::format("<OAI-PMH><responseDate>{}</responseDate><error code='badResumptionToken'/></OAI-PMH>",
                                 kEarlyMorning));
}

struct Harvest : support::LiveSources {
  HarvestTask task{.id = "nightly/cs",
                   .set = "cs",
                   .from = *model::Day::parse("2026-09-20"),
                   .until = {},
                   .since = *model::Day::parse("2026-09-01")};

  std::vector<std::string> stored() {
    std::vector<std::string> papers;
    const auto all = *store::window(database, {0}, {100000});
    for (const auto& one : all)
      papers.push_back(fmt::format("{}v{} {}", one.paper.id.str(), one.paper.version, one.paper.announced.iso()));
    return papers;
  }
  store::Harvest progress() { return store::harvest(database, task.id)->value(); }
  void expect_read_from_the_beginning() {
    transport.answers = {page(record("2609.00001", "2026-09-24") + record("2609.00002", "2026-09-24"))};
    ASSERT_TRUE(harvest(sources, task, {}));
    EXPECT_THAT(transport.asked.back().url, HasSubstr("from=2026-09-20"));
    EXPECT_TRUE(progress().completed_at);
  }
};

TEST_F(Harvest, ReadsPageAfterPageAndSendsTheTokenAsItCame) {
  transport.answers = {page(record("2609.00001", "2026-09-24"), "verb%3DListRecords%26skip%3D1"),
                       page(record("2609.00002", "2026-09-24"))};
  const auto report = harvest(sources, task, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->pages, 2);
  EXPECT_EQ(report->added, 2);
  ASSERT_THAT(transport.asked, SizeIs(2));
  EXPECT_EQ(transport.asked[0].url,
            "http://arxiv.example/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs&from=2026-09-20");
  EXPECT_EQ(transport.asked[1].url,
            "http://arxiv.example/oai?verb=ListRecords&resumptionToken=verb%3DListRecords%26skip%3D1");
  EXPECT_THAT(clock.waits(), SizeIs(1));  // the gap between the two
  EXPECT_THAT(stored(), ElementsAre("2609.00001v1 2026-09-23", "2609.00002v1 2026-09-23"));
  EXPECT_EQ(progress().token, "");
  EXPECT_EQ(progress().completed_at, 1790236800);
}

TEST_F(Harvest, GoesOnWhereItWasInterrupted) {
  transport.answers = {page(record("2609.00001", "2026-09-24"), "next"), answer(503, "first byte timeout")};
  EXPECT_FALSE(harvest(sources, task, {}));
  EXPECT_EQ(progress().token, "next");
  EXPECT_FALSE(progress().completed_at);
  clock.advance(std::chrono::hours{1});
  transport.answers = {page(record("2609.00002", "2026-09-24"), {}, "2026-09-24T09:00:00Z")};
  ASSERT_TRUE(harvest(sources, task, {}));
  EXPECT_THAT(transport.asked.back().url, HasSubstr("resumptionToken=next"));
  EXPECT_THAT(stored(), SizeIs(2));
  EXPECT_EQ(progress().completed_at, 1790236800);  // of its first page: what came since is read again next time
}

TEST_F(Harvest, BeginsAgainWhenTheTokenHasExpired) {
  transport.answers = {page(record("2609.00001", "2026-09-24"), "old"), token_refused(),
                       page(record("2609.00001", "2026-09-24"), "new"), page(record("2609.00002", "2026-09-24"))};
  const auto report = harvest(sources, task, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(transport.asked.at(2).url, HasSubstr("from=2026-09-20"));
  EXPECT_EQ(report->added, 2);
  EXPECT_EQ(report->known, 1);
}

TEST_F(Harvest, BeginsALongWalkAgainNearWhereItWas) {
  for (int number = 1; number <= 25; ++number)
    transport.answers.push_back(page(record(fmt::format("2609.{:05}", number), fmt::format("2026-09-{:02}", number)),
                                     fmt::format("token-{}", number)));
  transport.answers.push_back(token_refused());
  transport.answers.push_back(page(record("2609.00026", "2026-09-26")));
  ASSERT_TRUE(harvest(sources, task, {}));
  EXPECT_THAT(transport.asked.back().url, HasSubstr("from=2026-09-24"));  // the day before that of its last page
}

TEST_F(Harvest, GivesUpOnTokensThatLeadNowhere) {
  transport.answers = {page(record("2609.00001", "2026-09-24"), "same"), page("", "same")};
  const auto circle = harvest(sources, task, {});
  ASSERT_FALSE(circle);
  EXPECT_THAT(circle.error().message, HasSubstr("the same token again"));
  transport.answers = {token_refused(), page(record("2609.00001", "2026-09-24"), "other"), token_refused()};
  const auto refused = harvest(sources, task, {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("refuses the token again"));
}

TEST_F(Harvest, BeginsALongWalkNearThePageThatCannotBeRead) {
  for (int number = 1; number <= 25; ++number)
    transport.answers.push_back(page(record(fmt::format("2609.{:05}", number), fmt::format("2026-09-{:02}", number)),
                                     fmt::format("token-{}", number)));
  transport.answers.push_back(answer(200, "<OAI-PMH><cut"));
  EXPECT_FALSE(harvest(sources, task, {}));
  transport.answers = {page(record("2609.00026", "2026-09-26"))};
  ASSERT_TRUE(harvest(sources, task, {}));
  EXPECT_THAT(transport.asked.back().url, HasSubstr("from=2026-09-24"));
}

TEST_F(Harvest, LeavesAPageThatCannotBeReadBehind) {
  transport.answers = {page(record("2609.00001", "2026-09-24"), "poisoned"), answer(200, "<OAI-PMH><cut")};
  EXPECT_FALSE(harvest(sources, task, {}));
  EXPECT_EQ(progress().token, "");
  expect_read_from_the_beginning();
}

TEST_F(Harvest, BeginsAgainWhereAnOldTokenIsAnsweredByAnHttpError) {
  transport.answers = {page(record("2609.00001", "2026-09-24"), "stale"), answer(500, "")};
  EXPECT_FALSE(harvest(sources, task, {}));
  clock.advance(std::chrono::hours{2});
  transport.answers = {answer(400, "")};
  EXPECT_FALSE(harvest(sources, task, {}));
  EXPECT_EQ(progress().token, "stale");  // a passing failure as far as one can tell
  clock.advance(std::chrono::hours{26});
  transport.answers = {answer(400, "")};
  EXPECT_FALSE(harvest(sources, task, {}));
  EXPECT_EQ(progress().token, "");
  expect_read_from_the_beginning();
}

TEST_F(Harvest, KeepsAnOldTokenThatWasNotAskedForWhileArxivIsLeftAlone) {
  transport.answers = {page(record("2609.00001", "2026-09-24"), "next", "2026-09-23T20:00:00Z"), answer(403, "")};
  EXPECT_FALSE(harvest(sources, task, {}));
  clock.advance(std::chrono::hours{16});  // the walk is a day old, the silence after a 403 is not over
  EXPECT_FALSE(harvest(sources, task, {}));
  EXPECT_EQ(progress().token, "next");
}

TEST_F(Harvest, ReadsAPageThoughAByteOfItIsNoText) {
  transport.answers = {page(record("2609.00001", "2026-09-24", 1, "<comments>caf\xe9</comments>"))};
  const auto report = harvest(sources, task, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->added, 1);
}

TEST_F(Harvest, LeavesOutAPaperWhoseDateIsYetToCome) {
  std::string wrong = record("2609.00001", "2026-09-24");
  wrong.replace(wrong.find("Wed, 23 Sep 2026"), 16, "Thu, 23 Sep 2027");
  transport.answers = {page(wrong + record("2609.00002", "2026-09-24"))};
  const auto report = harvest(sources, task, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->faults, ElementsAre(HasSubstr("2609.00001: submitted on 2027-09-23, which is yet to come")));
  EXPECT_THAT(stored(), ElementsAre("2609.00002v1 2026-09-23"));
}

TEST_F(Harvest, ReckonsItsEndByOurClockWhereTheServersIsFarAhead) {
  transport.answers = {page(record("2609.00001", "2026-09-24"), {}, "2027-05-10T08:00:00Z")};
  ASSERT_TRUE(harvest(sources, task, {}));
  EXPECT_EQ(progress().completed_at, unix_now(clock));
}

TEST_F(Harvest, CorrectsWhatTheFeedCouldNotTellAndKeepsTheMailing) {
  transport.answers = {answer(200, support::recorded_mailing())};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  const auto guessed = store::by_ids(database, std::vector{*model::PaperId::parse("2609.26811")})->at(0).paper;
  transport.answers = {page(record("2609.26811", "2026-09-25", 2, "<comments>Withdrawn by the authors</comments>"))};
  const auto report = harvest(sources, task, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->updated, 1);
  const auto paper = store::by_ids(database, std::vector{guessed.id})->at(0).paper;
  EXPECT_EQ(paper.submitted_at, 1790150400);  // Wed, 23 Sep 2026 08:00:00 GMT
  EXPECT_NE(guessed.submitted_at, paper.submitted_at);
  EXPECT_EQ(paper.announced, guessed.announced);
  EXPECT_EQ(paper.version, 2);
  EXPECT_TRUE(paper.withdrawn);
}

TEST_F(Harvest, AddsOnlyPapersOfTheWatchedListsButUpdatesAnyThatIsStored) {
  transport.answers = {page(record("2609.00001", "2026-09-24"))};
  arxiv.categories = {"hep-th"};
  EXPECT_EQ(harvest(sources, task, {})->left_out, 1);
  arxiv.categories = {"cs.LG"};
  transport.answers = {page(record("2609.00001", "2026-09-24"))};
  EXPECT_EQ(harvest(sources, task, {})->added, 1);
  arxiv.categories = {"hep-th"};
  transport.answers = {page(record("2609.00001", "2026-09-25", 2))};
  EXPECT_EQ(harvest(sources, task, {})->updated, 1);
}

TEST_F(Harvest, AddsNoPaperFromBeforeItsTimeAndMarksDeletedOnes) {
  task.since = *model::Day::parse("2026-09-24");
  transport.answers = {page(record("2609.00001", "2026-09-24"))};
  EXPECT_EQ(harvest(sources, task, {})->left_out, 1);
  EXPECT_THAT(stored(), IsEmpty());
  task.since = *model::Day::parse("2026-09-01");
  transport.answers = {page(record("2609.00001", "2026-09-24")),
                       page("<record><header status='deleted'><identifier>oai:arXiv.org:2609.00001</identifier>"
                            "<datestamp>2026-09-24</datestamp></header></record>")};
  ASSERT_TRUE(harvest(sources, task, {}));
  EXPECT_EQ(harvest(sources, task, {})->deleted, 1);
  EXPECT_TRUE(store::window(database, {0}, {100000})->at(0).paper.withdrawn);
}

TEST_F(Harvest, ChangesNothingWhenPagesComeTwiceOrInAnotherOrder) {
  const std::string first = record("2609.00001", "2026-09-24", 2), second = record("2609.00002", "2026-09-23");
  transport.answers = {page(first, "a"), page(second, "b"), page(first + second, "c"),
                       page(record("2609.00001", "2026-09-23"))};
  const auto report = harvest(sources, task, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->added, 2);
  EXPECT_EQ(report->updated, 0);
  EXPECT_THAT(stored(), ElementsAre("2609.00001v2 2026-09-23", "2609.00002v1 2026-09-23"));
}

TEST_F(Harvest, CommitsNothingOfAPageThatIsCutOff) {
  const std::string whole = page(record("2609.00001", "2026-09-24"), "next").body;
  transport.answers = {answer(200, whole.substr(0, whole.size() - 30))};
  const auto report = harvest(sources, task, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::Parse);
  EXPECT_THAT(stored(), IsEmpty());
  EXPECT_FALSE(store::harvest(database, task.id)->has_value());
}

TEST_F(Harvest, StopsAfterItsPagesAndSaysThatThereIsMore) {
  task.max_pages = 1;
  transport.answers = {page(record("2609.00001", "2026-09-24"), "next"), page(record("2609.00002", "2026-09-24"))};
  EXPECT_EQ(harvest(sources, task, {})->walk, Walk::Interrupted);
  EXPECT_EQ(harvest(sources, task, {})->walk, Walk::Finished);
}

TEST(HarvestSets, AreTheArchivesOfTheLists) {
  EXPECT_THAT(sets_of({"cs.CL", "cs.AI", "stat.ML", "hep-th", "physics.optics"}),
              ElementsAre("cs", "stat", "physics:hep-th", "physics:physics"));
}

}  // namespace
}  // namespace bandwagon::intake

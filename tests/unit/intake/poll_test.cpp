#include "daemon/intake/poll.hpp"

#include <gmock/gmock.h>

#include "daemon/answer/reading.hpp"
#include "daemon/files/packed_text.hpp"
#include "daemon/store/arrivals.hpp"
#include "daemon/store/read_only.hpp"
#include "daemon/store/sources.hpp"
#include "tests/support/live_sources.hpp"

namespace bandwagon::intake {
namespace {

using namespace std::chrono_literals;
using support::answer;
using support::new_york;
using support::recorded_mailing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Poll = support::LiveSources;

constexpr const char* kFeed = "http://arxiv.example/rss/cs.LG+cs.CL";

std::vector<model::StoredPaper> all_papers(const store::Connection& database) {
  return *store::window(database, *model::Day::parse("2020-01-01"), *model::Day::parse("2030-01-01"));
}

TEST_F(Poll, StoresTheNewPapersOfAMailingOnTheDayOfTheMailing) {
  transport.answers = {answer(200, recorded_mailing(), "0a1b")};
  const auto report = poll_arxiv(sources, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->mail, Mail::Arrived);
  EXPECT_EQ(report->added, 2);
  EXPECT_EQ(report->unknown, 2);  // an old cross-list and a replacement of papers that were never imported
  EXPECT_EQ(transport.asked.at(0).url, "http://arxiv.example/rss/cs.LG+cs.CL");

  const auto papers = all_papers(database);
  ASSERT_THAT(papers, SizeIs(2));
  EXPECT_EQ(papers[0].paper.id.str(), "2609.26811");
  EXPECT_EQ(papers[0].paper.announced.iso(), "2026-09-23");
  EXPECT_EQ(papers[0].paper.primary_category, "cs.LG");
  EXPECT_EQ(util::announcement_day(arxiv.calendar, papers[0].paper.id, papers[0].paper.submitted_at).iso(),
            "2026-09-23");
}

TEST_F(Poll, ChangesNothingWhenItIsRunAgain) {
  transport.answers = {answer(200, recorded_mailing()), answer(200, recorded_mailing())};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  const auto again = poll_arxiv(sources, {});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->added + again->updated, 0);
  EXPECT_THAT(all_papers(database), SizeIs(2));
}

TEST_F(Poll, TakesAReplacementsTextButNeverMovesThePaper) {
  const std::int64_t submitted = 1'601'000'000;
  const model::Day announced = *model::Day::parse("2020-09-29");
  const store::PaperRecord earlier{.paper = {.id = *model::PaperId::parse("2009.13987"),
                                             .version = 2,
                                             .title = "Random",
                                             .abstract = "Old",
                                             .authors = {},
                                             .primary_category = "cs.LG",
                                             .categories = {"cs.LG"},
                                             .submitted_at = submitted,
                                             .submitted = {},
                                             .announced = announced,
                                             .withdrawn = false},
                                   .record_day = {}};
  ASSERT_TRUE(store::store_papers(database, std::span(&earlier, 1)));
  transport.answers = {answer(200, recorded_mailing())};
  const auto report = poll_arxiv(sources, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->updated, 1);
  const auto paper = store::by_ids(database, std::vector{earlier.paper.id})->at(0).paper;
  EXPECT_EQ(paper.version, 3);
  EXPECT_EQ(paper.title, "Random Polytope Descriptors");
  EXPECT_EQ(paper.announced, announced);
  EXPECT_EQ(paper.submitted_at, submitted);
}

TEST_F(Poll, CountsACrossListOfTheSameMailingAsNewAndAnOlderOneNot) {
  std::string mailing = recorded_mailing();
  const auto replace_all = [&](const std::string& from, const std::string& to) {
    for (auto at = mailing.find(from); at != std::string::npos; at = mailing.find(from, at + to.size()))
      mailing.replace(at, from.size(), to);
  };
  replace_all("2205.06398v2", "2609.27000v1");
  transport.answers = {answer(200, mailing)};
  EXPECT_EQ(poll_arxiv(sources, {})->added, 3);
}

TEST_F(Poll, SendsTheValidatorsOfTheAnswerItStored) {
  transport.answers = {answer(200, recorded_mailing(), "0a1b"), answer(304, "")};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  const auto unchanged = poll_arxiv(sources, {});
  ASSERT_TRUE(unchanged) << unchanged.error().message;
  EXPECT_EQ(unchanged->mail, Mail::Unchanged);
  EXPECT_EQ(transport.asked.at(0).etag, "");
  EXPECT_EQ(transport.asked.at(1).etag, "0a1b");
  EXPECT_EQ(store::validators(database, "arxiv-rss", kFeed)->etag, "0a1b");
}

TEST_F(Poll, SeesThatAMailingIsLateAndAsksWithoutValidatorsThen) {
  transport.answers = {answer(200, recorded_mailing(), "0a1b"), answer(304, ""),
                       answer(200, recorded_mailing(), "0a1b")};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  clock.advance(24h);
  EXPECT_EQ(poll_arxiv(sources, {})->mail, Mail::Late);
  EXPECT_EQ(poll_arxiv(sources, {})->mail, Mail::Late);  // the stale copy of the day before
  EXPECT_EQ(transport.asked.at(2).etag, "");
}

TEST_F(Poll, SendsNoValidatorsOfOtherLists) {
  transport.answers = {answer(200, recorded_mailing(), "0a1b"), answer(500, ""), answer(200, recorded_mailing())};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  arxiv.categories = {"cs.LG"};
  EXPECT_FALSE(poll_arxiv(sources, {}));
  ASSERT_TRUE(poll_arxiv(sources, {}));
  EXPECT_EQ(transport.asked.at(1).etag, "");
  EXPECT_EQ(transport.asked.at(2).etag, "");  // nor after a failure at the new address
}

TEST_F(Poll, BelievesNoDayThatIsYetToCome) {
  std::string mailing = recorded_mailing();
  for (auto at = mailing.find("24 Sep 2026"); at != std::string::npos; at = mailing.find("24 Sep 2026", at))
    mailing.replace(at, 11, "24 Sep 2027");
  for (auto at = mailing.find("Thu, 24"); at != std::string::npos; at = mailing.find("Thu, 24", at))
    mailing.replace(at, 3, "Fri");
  transport.answers = {answer(200, mailing, "0a1b")};
  const auto report = poll_arxiv(sources, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->mail, Mail::Late);
  EXPECT_EQ(report->added, 0);
  ASSERT_THAT(report->faults, SizeIs(4));
  EXPECT_THAT(report->faults.front(), HasSubstr("2027-09-23 is yet to come"));
  EXPECT_THAT(all_papers(database), IsEmpty());
  EXPECT_EQ(store::validators(database, "arxiv-rss", kFeed)->etag, "");
}

TEST_F(Poll, TellsAnEmptyFeedOnAWorkdayFromAWeekend) {
  const std::string empty = "<rss version='2.0'><channel><title>cs.LG updates</title></channel></rss>";
  transport.answers = {answer(200, empty), answer(200, empty)};
  EXPECT_EQ(poll_arxiv(sources, {})->mail, Mail::Late);
  clock.advance(48h);  // Saturday
  EXPECT_EQ(poll_arxiv(sources, {})->mail, Mail::None);
}

TEST_F(Poll, IsNotMadeWithoutAContactAddress) {
  arxiv.contact.clear();
  const auto report = poll_arxiv(sources, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::Config);
  EXPECT_THAT(report.error().message, HasSubstr("[arxiv] contact"));
  EXPECT_THAT(transport.asked, IsEmpty());
}

TEST_F(Poll, LeavesArxivAloneAfterARefusalEvenWithANewProcess) {
  transport.answers = {answer(429, "Rate exceeded."), answer(200, recorded_mailing())};
  const auto refused = poll_arxiv(sources, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Network);
  EXPECT_THAT(refused.error().message, HasSubstr("HTTP 429"));
  database = *store::open_writer(folder / "live.db");
  EXPECT_FALSE(poll_arxiv(sources, {}));
  EXPECT_THAT(transport.asked, SizeIs(1));
  clock.advance(7min);
  EXPECT_TRUE(poll_arxiv(sources, {}));
}

TEST_F(Poll, KeepsARefusalBeforeAnythingIsMadeOfIt) {
  transport.answers = {answer(403, "")};
  ASSERT_TRUE(ask_arxiv(sources, {.url = kFeed}, {}));
  EXPECT_EQ(store::gate(database, kArxivHosts)->refusals, 1);
}

TEST_F(Poll, LeavesAHealthyDatabaseThoughItsFirstWeekIsNotOver) {
  transport.answers = {answer(200, recorded_mailing())};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  std::ostringstream page;
  EXPECT_EQ(answer::print_status(folder / "live.db", arxiv, clock.now(), {.stream = page}), answer::Health::Good)
      << page.str();
  const auto next_week = clock.now() + std::chrono::hours{24 * 7};
  EXPECT_EQ(answer::print_status(folder / "live.db", arxiv, next_week, {.stream = page}), answer::Health::Bad);
  EXPECT_THAT(page.str(), HasSubstr("no week is closed yet: the service does it with its next poll"));
}

TEST_F(Poll, RemembersWhatArxivSaidWhileItIsLeftAlone) {
  transport.answers = {answer(503, "first byte timeout")};
  EXPECT_FALSE(poll_arxiv(sources, {}));
  EXPECT_FALSE(poll_arxiv(sources, {}));  // not asked
  auto reader = store::ReadOnly::open(folder / "live.db");
  ASSERT_TRUE(reader) << reader.error().message;
  const auto told = reader->all({.sql = "SELECT failures, last_error FROM sources"});
  ASSERT_TRUE(told) << told.error().message;
  EXPECT_EQ(std::get<std::int64_t>(told->rows.at(0)[0]), 1);
  EXPECT_THAT(std::get<std::string>(told->rows.at(0)[1]), HasSubstr("HTTP 503"));
}

TEST_F(Poll, StoresNothingOfAFeedThatIsCutOff) {
  const std::string whole = recorded_mailing();
  transport.answers = {answer(200, whole.substr(0, whole.size() / 2), "0a1b")};
  const auto report = poll_arxiv(sources, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::Parse);
  EXPECT_THAT(all_papers(database), IsEmpty());
  EXPECT_EQ(store::validators(database, "arxiv-rss", kFeed)->etag, "");
}

TEST_F(Poll, TakesYesterdaysPapersUnderTodaysDateForAStaleCopy) {
  std::string stale = recorded_mailing();
  for (auto at = stale.find("Thu, 24 Sep"); at != std::string::npos; at = stale.find("Thu, 24 Sep"))
    stale.replace(at, 11, "Fri, 25 Sep");
  transport.answers = {answer(200, recorded_mailing()), answer(200, stale, "0a1b")};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  clock.advance(24h);
  EXPECT_EQ(poll_arxiv(sources, {})->mail, Mail::Late);
  EXPECT_EQ(store::validators(database, "arxiv-rss", kFeed)->etag, "");
  EXPECT_THAT(*store::listed_mailings(database), SizeIs(1));
}

TEST_F(Poll, KeepsTheAnswerWithThePapersForAsLongAsTheSettingSays) {
  transport.answers = {answer(200, recorded_mailing()), answer(200, recorded_mailing())};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  const auto kept = store::kept_responses(database);
  ASSERT_TRUE(kept) << kept.error().message;
  ASSERT_THAT(*kept, SizeIs(1));
  EXPECT_EQ(*files::unpack(kept->front()), recorded_mailing());
  clock.advance(31 * 24h);
  ASSERT_TRUE(poll_arxiv(sources, {}));
  EXPECT_THAT(*store::kept_responses(database), SizeIs(1));  // the second one
  arxiv.keep_responses = 0ms;
  transport.answers = {answer(200, recorded_mailing())};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  EXPECT_THAT(*store::kept_responses(database), IsEmpty());  // nor what was kept before
}

TEST_F(Poll, LeavesTheGapBehindAProcessThatWasKilledWhileItAsked) {
  const auto now_ms = clock.now().time_since_epoch().count();
  ASSERT_TRUE(store::keep_gate(database, "arxiv", {.open_from_ms = 0, .refusals = 0, .asked_at_ms = now_ms - 60'000}));
  transport.answers = {answer(200, recorded_mailing())};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  EXPECT_THAT(clock.waits(), ElementsAre(3000ms));
  EXPECT_FALSE(store::gate(database, "arxiv")->asked_at_ms);
}

TEST_F(Poll, CountsTheRedirectsOfArxivAsRequests) {
  fetch::Response moved = answer(301, "");
  moved.location = "http://arxiv.example/elsewhere";
  transport.answers = {moved, answer(200, recorded_mailing())};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  EXPECT_EQ(transport.asked.at(1).url, "http://arxiv.example/elsewhere");
  EXPECT_THAT(clock.waits(), ElementsAre(3000ms));
  transport.answers = {answer(304, "")};
  ASSERT_TRUE(poll_arxiv(sources, {}));
  EXPECT_EQ(transport.asked.at(2).url, "http://arxiv.example/rss/cs.LG+cs.CL");  // forgotten again
}

}  // namespace
}  // namespace bandwagon::intake

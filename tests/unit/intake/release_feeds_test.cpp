#include "daemon/intake/release_feeds.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "daemon/intake/feed_pace.hpp"
#include "daemon/store/release_events.hpp"
#include "daemon/store/releases.hpp"
#include "daemon/store/sources.hpp"
#include "tests/support/live_sources.hpp"

namespace bandwagon::intake {
namespace {

using support::answer;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string item(const std::string& title, const std::string& date) {
  return fmt::format(
      "<item><title>{0}</title><link>https://lab.example/{0}</link><guid>{0}</guid><pubDate>{1}</pubDate></item>",
      title, date);
}
std::string feed(const std::string& items) {
  return "<rss version='2.0'><channel><title>Lab</title>" + items + "</channel></rss>";
}
const std::string kOld = item("Introducing Old 1", "Tue, 01 Sep 2026 10:00:00 GMT");
const std::string kNew = item("Introducing Fresh 2", "Wed, 23 Sep 2026 10:00:00 GMT");
const std::string kStory = item("How Somebody uses Fresh 2", "Wed, 23 Sep 2026 11:00:00 GMT");

std::string feed_of_old() {
  return feed(kOld);
}

struct ReleaseFeeds : support::LiveSources {
  config::Config config = [] {
    config::Config settings;
    settings.releases.labs = "";
    settings.release_feeds = {{.name = "lab", .lab = "The Lab", .url = "http://lab.example/feed.xml"}};
    return settings;
  }();

  Result<FeedsReport> round() {
    return poll_release_feeds({.database = database, .transport = transport, .clock = clock, .config = config}, {});
  }
  FeedsReport round_with(fetch::Response response) {
    clock.wait_until(clock.now() + std::chrono::hours{48}, {});
    transport.answers = {std::move(response)};
    return *round();
  }
  std::vector<model::Release> releases() { return *store::releases(database); }
  std::string state() { return database.path().string(); }
};

TEST_F(ReleaseFeeds, WhatASourceShowsAtTheFirstContactIsItsPast) {
  const auto report = round_with(answer(200, feed(kOld + kNew)));
  EXPECT_EQ(report.entries, 2);
  EXPECT_EQ(report.candidates, 0);
  EXPECT_THAT(releases(), IsEmpty());
}

TEST_F(ReleaseFeeds, ALaterReleaseIsACandidateKnownSinceThatDay) {
  round_with(answer(200, feed(kOld)));
  const auto report = round_with(answer(200, feed(kNew + kStory + kOld)));
  EXPECT_EQ(report.entries, 2);
  ASSERT_THAT(releases(), SizeIs(1));
  const auto release = releases().front();
  EXPECT_EQ(release.id, "fresh-2");
  EXPECT_EQ(release.lab, "The Lab");
  EXPECT_EQ(release.status, model::ReleaseStatus::Candidate);
  EXPECT_EQ(release.origin, model::ReleaseOrigin::Feed);
  EXPECT_EQ(release.released.iso(), "2026-09-23");
  EXPECT_EQ(release.known_since.iso(), "2026-09-28");
}

TEST_F(ReleaseFeeds, AnEntrySeenOnceIsNeverNewAgain) {
  round_with(answer(200, feed(kOld)));
  round_with(answer(200, feed(kNew + kOld)));
  const auto report = round_with(answer(200, feed(kNew)));
  EXPECT_EQ(report.entries, 0);
  EXPECT_THAT(releases(), SizeIs(1));
}

TEST_F(ReleaseFeeds, AnEntryUnderAnotherKeyIsNoEvidenceForItself) {
  const auto undated = [](const char* key) {
    return feed(
        fmt::format("<item><title>Introducing Fresh 2</title><link>https://lab.example/?s={0}</link>"
                    "<guid>{0}</guid></item>",
                    key));
  };
  round_with(answer(200, feed(kOld)));
  EXPECT_EQ(round_with(answer(200, undated("a"))).candidates, 1);
  EXPECT_EQ(round_with(answer(200, undated("b"))).entries, 0);
  EXPECT_EQ(releases().front().status, model::ReleaseStatus::Candidate);
}

TEST_F(ReleaseFeeds, ACatalogueReleaseOfThatNameIsNotFoundTwice) {
  round_with(answer(200, feed(kOld)));
  ASSERT_TRUE(store::put_release(database, {.id = "f2",
                                            .name = "Fresh-2",
                                            .lab = "The Lab",
                                            .kind = "model",
                                            .released = *model::Day::parse("2026-09-23"),
                                            .known_since = *model::Day::parse("2026-09-23")}));
  round_with(answer(200, feed(kNew + kOld)));
  EXPECT_THAT(releases(), SizeIs(1));
}

TEST_F(ReleaseFeeds, WhatPapersCalledByTheLabsNameIsNotFoundTwice) {
  round_with(answer(200, feed(kOld)));
  const auto know = [&](const std::string& id, const std::string& name, const std::string& lab) {
    ASSERT_TRUE(store::put_release(database, {.id = id,
                                              .name = name,
                                              .lab = lab,
                                              .kind = "model",
                                              .released = *model::Day::parse("2026-09-21"),
                                              .known_since = *model::Day::parse("2026-09-21")}));
  };
  know("q7", "The Lab q7", "The Lab");
  know("another-w8", "Another w8", "Another");
  round_with(answer(200, feed(item("Introducing q7", "Wed, 23 Sep 2026 10:00:00 GMT") + kOld)));
  EXPECT_THAT(releases(), SizeIs(2));
  round_with(answer(200, feed(item("Introducing w8", "Fri, 25 Sep 2026 10:00:00 GMT") + kOld)));
  EXPECT_THAT(releases(), SizeIs(3)) << "a lab's own, whatever another calls its";
}

TEST_F(ReleaseFeeds, ValidatorsAreSentBackAndUnchangedIsAnAnswer) {
  round_with(answer(200, feed(kOld), "\"tag\""));
  const auto report = round_with(answer(304, ""));
  EXPECT_EQ(report.answered, 1);
  EXPECT_EQ(transport.asked.back().etag, "\"tag\"");
}

TEST_F(ReleaseFeeds, ValidatorsOfABrokenBodyAreNotKept) {
  round_with(answer(200, "<rss><channel><item>", "\"broken\""));
  round_with(answer(200, feed(kOld)));
  EXPECT_EQ(transport.asked.back().etag, "");
}

TEST_F(ReleaseFeeds, ASourceIsAskedOnlyWhenItIsDue) {
  round_with(answer(200, feed(kOld + kNew)));
  EXPECT_EQ(round()->due, 0);
}

TEST_F(ReleaseFeeds, AFailureIsToldKeepsTheEntriesAndIsTriedAgain) {
  round_with(answer(200, feed(kOld)));
  const auto report = round_with(answer(500, ""));
  EXPECT_EQ(report.answered, 0);
  ASSERT_THAT(report.problems, SizeIs(1));
  EXPECT_THAT(report.problems.front(), HasSubstr("HTTP 500"));
  EXPECT_EQ(round_with(answer(200, feed(kNew + kOld))).candidates, 1);
}

TEST_F(ReleaseFeeds, OneThatFailsDoesNotKeepTheNextFromBeingAsked) {
  config.release_feeds.push_back({.name = "second", .lab = "B", .url = "http://b.example/feed"});
  clock.wait_until(clock.now() + std::chrono::hours{48}, {});
  transport.answers = {answer(500, ""), answer(200, feed(kOld))};
  const auto report = round();
  EXPECT_EQ(report->answered, 1);
  EXPECT_THAT(report->problems, SizeIs(1));
}

TEST_F(ReleaseFeeds, WhenNothingCanBeReachedTheRoundEnds) {
  for (int feed = 0; feed < 9; ++feed)
    config.release_feeds.push_back(
        {.name = fmt::format("f{}", feed), .lab = "B", .url = fmt::format("http://{}.example/", feed)});
  const auto report = round();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->due, 4);
  EXPECT_THAT(report->problems.back(), HasSubstr("no source can be reached"));
}

TEST_F(ReleaseFeeds, AHostThatGivesNoAnswerTwiceIsLeftToTheNextRound) {
  config.release_feeds.clear();
  for (const char* page : {"a", "b", "c", "d"})
    config.release_feeds.push_back({.name = page, .lab = "B", .url = fmt::format("http://slow.example/{}", page)});
  config.release_feeds.push_back({.name = "alive", .lab = "A", .url = "http://alive.example/"});
  transport.answers = {fail(ErrorKind::Network, "timed out"), fail(ErrorKind::Network, "timed out"),
                       answer(200, feed_of_old())};
  const auto report = round();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->due, 3);
  EXPECT_EQ(report->answered, 1);
  clock.wait_until(clock.now() + std::chrono::minutes{1}, {});
  EXPECT_EQ(round()->due, 2);  // those that were not asked have not failed
}

TEST_F(ReleaseFeeds, SomeThatCannotBeReachedDoNotStarveTheRest) {
  config.release_feeds.clear();
  for (int feed = 0; feed < 5; ++feed)
    config.release_feeds.push_back(
        {.name = fmt::format("dead{}", feed), .lab = "B", .url = fmt::format("http://{}.example/", feed)});
  ASSERT_EQ(round()->due, 4);
  config.release_feeds.push_back({.name = "alive", .lab = "A", .url = "http://alive.example/"});
  clock.wait_until(clock.now() + std::chrono::hours{48}, {});
  for (int feed = 0; feed < 2; ++feed) transport.answers.push_back(answer(200, feed_of_old()));
  const auto report = round();
  EXPECT_EQ(report->answered, 2);  // the one that was not asked before, and the new one
  EXPECT_EQ(report->due, 6);       // somebody answered: the trouble is theirs, and each is asked
}

TEST_F(ReleaseFeeds, AnotherAddressIsAFirstContactWithoutValidators) {
  round_with(answer(200, feed(kOld), "\"tag\""));
  config.release_feeds.front().url = "http://lab.example/moved.xml";
  round_with(answer(500, ""));
  EXPECT_EQ(transport.asked.back().etag, "");
  const auto report = round_with(answer(200, feed(kNew + kOld)));
  EXPECT_EQ(transport.asked.back().etag, "");
  EXPECT_EQ(report.entries, 1);
  EXPECT_EQ(report.candidates, 0);
  EXPECT_THAT(releases(), IsEmpty());
  EXPECT_EQ(round_with(answer(200, feed(item("Introducing Later 3", "Wed, 30 Sep 2026 10:00:00 GMT")))).candidates, 1);
}

TEST_F(ReleaseFeeds, AnOldPostThatIsShownAnewIsNoReleaseOfToday) {
  round_with(answer(200, feed("")));
  const auto report = round_with(answer(200, feed(kOld + kNew)));
  EXPECT_EQ(report.entries, 2);
  ASSERT_THAT(releases(), SizeIs(1));
  EXPECT_EQ(releases().front().id, "fresh-2");
}

TEST_F(ReleaseFeeds, TheHubsModelsBecomeOneRelease) {
  const std::string old = R"([{"_id":"1","id":"lab/Old-1","createdAt":"2026-09-01T00:00:00.000Z"}])";
  const std::string fresh =
      R"([{"_id":"2","id":"lab/Fresh-2-7B","createdAt":"2026-09-27T00:00:00.000Z"},
          {"_id":"3","id":"lab/Fresh-2-7B-Instruct","createdAt":"2026-09-27T00:00:00.000Z"},
          {"_id":"4","id":"lab/Fresh-2-70B-FP8","createdAt":"2026-09-27T00:00:00.000Z"},
          {"_id":"1","id":"lab/Old-1","createdAt":"2026-09-01T00:00:00.000Z"}])";
  round_with(answer(200, old));
  round_with(answer(200, fresh));
  ASSERT_THAT(releases(), SizeIs(1));
  EXPECT_EQ(releases().front().name, "Fresh-2");
  EXPECT_EQ(releases().front().origin, model::ReleaseOrigin::Hub);
}

TEST_F(ReleaseFeeds, TheHubsJsonIsNoRefusalSoAllItsOrganisationsAreAsked) {
  config.release_feeds = {{.name = "hub-a", .lab = "A", .url = "http://hub.example/api/models?author=a"},
                          {.name = "hub-b", .lab = "B", .url = "http://hub.example/api/models?author=b"}};
  const std::string models = R"([{"_id":"1","id":"lab/Old-1","createdAt":"2026-09-01T00:00:00.000Z"}])";
  transport.answers = {answer(200, models), answer(200, models)};
  const auto report = round();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->answered, 2);
  EXPECT_THAT(report->problems, IsEmpty());
}

TEST_F(ReleaseFeeds, TheOthersOfAHostThatRefusesWaitWithItAndDoNotFail) {
  for (int feed = 0; feed < 6; ++feed)
    config.release_feeds.push_back(
        {.name = fmt::format("f{}", feed), .lab = "A", .url = fmt::format("http://lab.example/{}", feed)});
  config.release_feeds.push_back({.name = "elsewhere", .lab = "B", .url = "http://b.example/feed"});
  transport.answers = {answer(429, ""), answer(200, feed(kOld))};
  const auto refused = round();
  ASSERT_TRUE(refused) << refused.error().message;
  EXPECT_EQ(refused->due, 2);
  EXPECT_EQ(refused->answered, 1);
  EXPECT_THAT(refused->problems, SizeIs(1));
  clock.advance(std::chrono::minutes{7});
  for (int feed = 0; feed < 6; ++feed) transport.answers.push_back(answer(200, ""));
  EXPECT_EQ(round()->due, 6);  // all but the one that was refused, which comes back later, and the one elsewhere
}

TEST(FeedPace, SilenceOfSixGapsAndSixtyDaysIsQuiet) {
  constexpr std::int64_t kDay = 86400, kNow = 20000 * kDay;
  EXPECT_EQ(health_of(pace_of({kNow - 61 * kDay, kNow - 62 * kDay, kNow - 63 * kDay}), kNow), store::FeedHealth::Quiet);
  EXPECT_EQ(health_of(pace_of({kNow - 59 * kDay, kNow - 60 * kDay}), kNow), store::FeedHealth::Ok);
  EXPECT_EQ(health_of(pace_of({kNow - 100 * kDay, kNow - 130 * kDay, kNow - 160 * kDay}), kNow), store::FeedHealth::Ok);
  EXPECT_EQ(health_of(pace_of({}), kNow), store::FeedHealth::Ok);
}

TEST(FeedPace, FailuresBackOffToADayAndNeverGiveUp) {
  using namespace std::chrono_literals;
  EXPECT_EQ(pause_after_failure(1, std::nullopt), 15min);
  EXPECT_EQ(pause_after_failure(3, std::nullopt), 60min);
  EXPECT_EQ(pause_after_failure(1000, std::nullopt), 24h);
  EXPECT_EQ(pause_after_failure(1, 3h), 3h);
  EXPECT_EQ(pause_after_failure(1, 8760h), 48h);
}

TEST(FeedPace, ABusySourceIsAskedOftenerThanASlowOne) {
  using namespace std::chrono_literals;
  EXPECT_EQ(pause_after_answer({.newest_at = 1, .median_gap = 60}), 2h);
  EXPECT_EQ(pause_after_answer({.newest_at = 1, .median_gap = 864000}), 24h);
  EXPECT_EQ(pause_after_answer({}), 24h);
  EXPECT_EQ(spread(10h, "a"), spread(10h, "a"));
}

}  // namespace
}  // namespace bandwagon::intake

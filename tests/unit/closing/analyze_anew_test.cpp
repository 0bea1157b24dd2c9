// Closing all weeks again: what closed weeks decided is forgotten, nothing else, and decided as the first time.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "daemon/store/feeds.hpp"
#include "daemon/store/release_decisions.hpp"
#include "daemon/store/releases.hpp"
#include "tests/unit/closing/closed_stream.hpp"

namespace bandwagon::closing {
namespace {

using support::SyntheticStream;

using AnalyzeAnew = ClosedStream;

std::vector<std::string> alerts_of(const store::Connection& database) {
  std::vector<std::string> alerts;
  const auto stored = store::load_alerts(database).value();
  for (const auto& alert : stored)
    alerts.push_back(
        fmt::format("{} {} {} {}", alert.id, alert.raised.iso(), alert.release.value_or("-"), alert.headline));
  return alerts;
}

std::vector<std::string> found_in_papers(const store::Connection& database) {
  std::vector<std::string> found;
  const auto stored = store::releases(database).value();
  for (const auto& release : stored)
    if (release.origin == model::ReleaseOrigin::Arxiv) found.push_back(release.id);
  return found;
}

}  // namespace

TEST_F(AnalyzeAnew, DecidesAsTheFirstTime) {
  auto database = filled("a.db");
  close_to(database, SyntheticStream::kWeeks);
  const auto hashes = hashes_of(database), alerts = alerts_of(database);
  ASSERT_FALSE(alerts.empty());
  EXPECT_EQ(forget_closed_weeks(database, config_).value(), SyntheticStream::kWeeks);
  EXPECT_TRUE(hashes_of(database).empty());
  EXPECT_TRUE(alerts_of(database).empty());
  close_to(database, SyntheticStream::kWeeks / 2);  // killed on the way
  close_to(database, SyntheticStream::kWeeks);
  EXPECT_EQ(hashes_of(database), hashes);
  EXPECT_EQ(alerts_of(database), alerts);
}

TEST_F(AnalyzeAnew, ForgetsReleasesThatOnlyPapersGaveAwayUnlessAPersonJudgedThem) {
  auto database = filled("a.db");
  close_to(database, SyntheticStream::kWeeks);
  const auto found = found_in_papers(database);
  ASSERT_FALSE(found.empty());
  ASSERT_TRUE(forget_closed_weeks(database, config_));
  EXPECT_TRUE(found_in_papers(database).empty());

  close_to(database, SyntheticStream::kWeeks);
  EXPECT_EQ(found_in_papers(database), found);
  ASSERT_TRUE(store::decide_release(database, found[0], model::ReleaseStatus::Rejected, 0));
  ASSERT_TRUE(forget_closed_weeks(database, config_));
  EXPECT_EQ(found_in_papers(database), std::vector<std::string>{found[0]});
}

TEST_F(AnalyzeAnew, DecidesAsTheFirstTimeWhereALabPostedWhatPapersHadGivenAway) {
  auto database = filled("a.db");
  close_to(database, SyntheticStream::kWeeks);
  const auto hashes = hashes_of(database), alerts = alerts_of(database);
  const auto found = found_in_papers(database);
  ASSERT_FALSE(found.empty());
  const auto releases = store::releases(database).value();
  const auto release =
      *std::find_if(releases.begin(), releases.end(), [&](const auto& one) { return one.id == found[0]; });
  store::FeedAnswer posted{
      .attempt = {.source_id = "feed:lab", .kind = "rss", .url = "http://lab.example/"}, .signals = {}, .found = {}};
  posted.signals.push_back({.key = "1", .title = release.name, .verdict = "release", .release_id = release.id});
  posted.found.push_back({.release = release,
                          .event = {.release_id = release.id,
                                    .day = stream_.monday(SyntheticStream::kWeeks),
                                    .status = model::ReleaseStatus::Confirmed,
                                    .weight = 100}});
  ASSERT_TRUE(store::store_answer(database, posted));
  ASSERT_TRUE(forget_closed_weeks(database, config_));
  ASSERT_EQ(found_in_papers(database), std::vector<std::string>{release.id});
  close_to(database, SyntheticStream::kWeeks);
  EXPECT_EQ(hashes_of(database), hashes);
  EXPECT_EQ(alerts_of(database), alerts);
}

TEST_F(AnalyzeAnew, ForgetsNothingWhereTheCatalogueCannotBeRead) {
  auto database = filled("a.db");
  close_to(database, SyntheticStream::kWeeks / 2);
  const auto hashes = hashes_of(database);
  auto broken = config_;
  broken.releases.catalogue = (folder_ / "none.toml").string();
  const auto forgotten = forget_closed_weeks(database, broken);
  ASSERT_FALSE(forgotten);
  EXPECT_EQ(forgotten.error().kind, ErrorKind::Config);
  EXPECT_EQ(hashes_of(database), hashes);
}

TEST_F(AnalyzeAnew, IsOfferedWhereAnotherMethodClosed) {
  auto database = filled("a.db");
  const model::WeekFindings old{
      .week = stream_.monday(0), .closed = stream_.monday(1), .method = "close/1", .state_hash = std::string(32, '0')};
  ASSERT_TRUE(store::commit_week(database, old));
  const auto closed =
      close_finished_weeks(database, config_, {.until = stream_.monday(9) - 1, .complete = stream_.monday(9) - 1}, {});
  ASSERT_FALSE(closed);
  EXPECT_THAT(closed.error().message,
              ::testing::AllOf(::testing::HasSubstr("close/1"), ::testing::HasSubstr("--anew")));
}

using AnalyzeToday = ClosedStream;

TEST_F(AnalyzeToday, ClosesNoWeekByPapersThatAreYetToCome) {
  auto database = filled("a.db");
  const model::Day wednesday = stream_.monday(3) + 2;
  ASSERT_TRUE(close_finished_weeks(database, config_, {.until = {}, .today = wednesday, .complete = {}}, {}));
  EXPECT_EQ(hashes_of(database).size(), 3U);
  const model::Day wrong = stream_.monday(SyntheticStream::kWeeks);  // by a server's clock
  ASSERT_TRUE(close_finished_weeks(database, config_, {.until = wrong, .today = wednesday, .complete = wrong}, {}));
  EXPECT_EQ(hashes_of(database).size(), 3U);
}

}  // namespace bandwagon::closing

#include "daemon/release/known_releases.hpp"

#include <gmock/gmock.h>

#include "daemon/store/releases.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::release {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct ReleasesKnownOn : ::testing::Test {
  test::TemporaryFolder folder;
  store::Connection database = store::open_writer(folder / "a.db").value();
  const model::Day monday = *model::Day::parse("2026-09-28");

  model::Release release(model::ReleaseOrigin origin) const {
    return {.id = "one-1",
            .name = "One 1",
            .lab = "The Lab",
            .kind = "model",
            .released = monday - 3,
            .known_since = monday,
            .origin = origin,
            .status = model::ReleaseStatus::Candidate};
  }
  store::ReleaseEvent event(model::Day day, int weight) const {
    return {.release_id = "one-1", .day = day, .status = model::ReleaseStatus::Candidate, .weight = weight};
  }
  std::vector<std::string> on(model::Day day) const {
    config::Config config;
    config.releases.labs = "";
    std::vector<std::string> ids;
    for (const auto& known : KnownReleases::load(database, config)->on(day)) ids.push_back(known.release.id);
    return ids;
  }
};

TEST_F(ReleasesKnownOn, TheDayItselfWhereTheyWereEntered) {
  ASSERT_TRUE(store::put_release(database, release(model::ReleaseOrigin::User)));
  EXPECT_THAT(on(monday - 1), IsEmpty());
  EXPECT_THAT(on(monday), ElementsAre("one-1"));
}

// The analysis of a day may have been made before what that day's evening mailing and postings gave away.
TEST_F(ReleasesKnownOn, TheDayAfterWherePapersOrPostingsGaveThemAway) {
  for (const auto origin : {model::ReleaseOrigin::Arxiv, model::ReleaseOrigin::Feed, model::ReleaseOrigin::Hub}) {
    ASSERT_TRUE(store::put_found(database, release(origin), event(monday, 100)));
    EXPECT_THAT(on(monday), IsEmpty());
    EXPECT_THAT(on(monday + 1), ElementsAre("one-1"));
  }
}

TEST_F(ReleasesKnownOn, TheDayAfterWhatGaveThemWeight) {
  ASSERT_TRUE(store::put_found(database, release(model::ReleaseOrigin::Arxiv), event(monday, 0)));
  ASSERT_TRUE(store::put_found(database, release(model::ReleaseOrigin::Arxiv), event(monday + 2, 100)));
  EXPECT_THAT(on(monday + 2), IsEmpty());
  EXPECT_THAT(on(monday + 3), ElementsAre("one-1"));
}

// What the service found itself is compared with waves for four years; what a person entered, as long as it is there.
TEST_F(ReleasesKnownOn, NoDayFourYearsAfterWhatWasFound) {
  ASSERT_TRUE(store::put_found(database, release(model::ReleaseOrigin::Arxiv), event(monday, 100)));
  const model::Day released = monday - 3;
  EXPECT_THAT(on(released + 1461), ElementsAre("one-1"));
  EXPECT_THAT(on(released + 1462), IsEmpty());
}

TEST_F(ReleasesKnownOn, EveryDayAfterAPersonEnteredThem) {
  ASSERT_TRUE(store::put_release(database, release(model::ReleaseOrigin::User)));
  EXPECT_THAT(on(monday + 9 * 365), ElementsAre("one-1"));
}

}  // namespace
}  // namespace bandwagon::release

#include "daemon/store/releases.hpp"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <stdexcept>

#include "daemon/store/findings.hpp"
#include "daemon/store/release_decisions.hpp"
#include "tests/support/papers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon {
namespace {

using model::Release;
using model::ReleaseOrigin;
using model::ReleaseStatus;
using support::day;
using testing::ElementsAre;
using testing::HasSubstr;

Release release(const char* id, const char* released) {
  return {.id = id,
          .name = std::string("Name of ") + id,
          .lab = "Lab",
          .kind = "model",
          .openness = "open-weights",
          .about = "What it is.",
          .released = day(released),
          .known_since = day(released),
          .arxiv_ids = {model::PaperId::parse("2501.12948").value()},
          .aliases = {"Alias \"one\"", "two"}};
}

class Releases : public ::testing::Test {
 protected:
  store::CatalogueOutcome replace(const std::vector<Release>& catalogue) {
    return store::replace_catalogue(connection, catalogue).value();
  }
  std::vector<std::string> listed(std::optional<model::Day> known_on = std::nullopt) {
    std::vector<std::string> ids;
    const auto found = store::releases(connection, known_on).value();
    for (const auto& each : found) ids.push_back(each.id);
    return ids;
  }

  void put(Release each, ReleaseStatus status = ReleaseStatus::Confirmed) {
    each.origin = ReleaseOrigin::User;
    each.status = status;
    if (const auto written = store::put_release(connection, each); !written)
      throw std::runtime_error(written.error().message);
  }
  void put_abc() {
    for (const char* id : {"a", "b", "c"}) put(release(id, "2024-03-01"));
  }
  // What a command said: nothing where it went well.
  std::string merge(const char* id, const char* into) {
    const auto done = store::merge_release(connection, id, into, ++moment);
    return done ? "" : done.error().message;
  }
  std::string undo(const char* id) {
    const auto done = store::undo_release(connection, id);
    return done ? "" : done.error().message;
  }
  std::string decide(const char* id, ReleaseStatus status) {
    const auto done = store::decide_release(connection, id, status, ++moment);
    return done ? "" : done.error().message;
  }
  Release stored(const char* id) { return store::release(connection, id).value(); }
  bool is_called(const char* id, const char* name) {
    const auto aliases = stored(id).aliases;
    return std::find(aliases.begin(), aliases.end(), name) != aliases.end();
  }

  std::int64_t moment = 1'700'000'000;
  test::TemporaryFolder folder;
  store::Connection connection = store::open_writer(folder / "releases.db").value();
};

TEST_F(Releases, AreReadAsTheyWereWritten) {
  EXPECT_EQ(replace({release("r1", "2025-01-20")}).added, 1);
  const auto read = store::release(connection, "r1").value();
  EXPECT_EQ(read.name, "Name of r1");
  EXPECT_EQ(read.lab, "Lab");
  EXPECT_EQ(read.kind, "model");
  EXPECT_EQ(read.openness, "open-weights");
  EXPECT_EQ(read.about, "What it is.");
  EXPECT_EQ(read.released.iso(), "2025-01-20");
  EXPECT_EQ(read.known_since.iso(), "2025-01-20");
  ASSERT_EQ(read.arxiv_ids.size(), 1u);
  EXPECT_EQ(read.arxiv_ids.front().str(), "2501.12948");
  EXPECT_THAT(read.aliases, ElementsAre("Alias \"one\"", "two"));
  EXPECT_EQ(read.origin, ReleaseOrigin::Catalogue);
  EXPECT_EQ(read.status, ReleaseStatus::Confirmed);
}

TEST_F(Releases, AreListedByDayAndOnlyOnceTheyAreKnown) {
  auto late = release("late-news", "2024-01-01");
  late.known_since = day("2024-06-01");
  replace({release("b", "2024-03-01"), late, release("a", "2024-03-01")});
  EXPECT_THAT(listed(), ElementsAre("late-news", "a", "b"));
  EXPECT_THAT(listed(day("2024-03-01")), ElementsAre("a", "b"));
  EXPECT_THAT(listed(day("2024-06-01")), ElementsAre("late-news", "a", "b"));
}

TEST_F(Releases, AreNotWrittenAgainWhereTheCatalogueIsTheSame) {
  const std::vector catalogue{release("a", "2024-03-01"), release("b", "2024-03-01")};
  replace(catalogue);
  const auto again = replace(catalogue);
  EXPECT_EQ(again.added + again.changed + again.removed, 0);
  auto changed = catalogue;
  changed[1].aliases = {"other"};
  EXPECT_EQ(replace(changed).changed, 1);
}

TEST_F(Releases, LeaveWithTheCatalogueUnlessFindingsReferToThem) {
  replace({release("kept", "2024-03-01"), release("gone", "2024-03-01")});
  model::WeekFindings week{.week = day("2024-03-04"), .closed = day("2024-03-11"), .method = "m", .state_hash = "h"};
  week.topics = {{.id = 1, .label = "t", .first_label = "t", .born = day("2024-03-04")}};
  week.bursts = {{.id = 1,
                  .topic = 1,
                  .label = "b",
                  .onset = day("2024-03-04"),
                  .onset_low = day("2024-03-04"),
                  .onset_high = day("2024-03-04"),
                  .state = "candidate"}};
  week.attributions = {{.burst = 1, .release = "kept", .decided = day("2024-03-11")}};
  ASSERT_TRUE(store::commit_week(connection, week));
  const auto outcome = replace({});
  EXPECT_EQ(outcome.removed, 1);
  EXPECT_THAT(outcome.kept, ElementsAre("kept"));
  EXPECT_THAT(listed(), ElementsAre("kept"));
}

TEST_F(Releases, MadeByAUserAreNeverOverwrittenByTheCatalogue) {
  auto mine = release("a", "2024-03-01");
  mine.name = "My name for it";
  mine.origin = ReleaseOrigin::User;
  ASSERT_TRUE(store::put_release(connection, mine));
  const auto outcome = replace({release("a", "2024-03-01")});
  EXPECT_EQ(outcome.added + outcome.changed, 0);
  EXPECT_EQ(store::release(connection, "a")->name, "My name for it");
  EXPECT_EQ(replace({}).removed, 0);
}

TEST_F(Releases, KeepTheStatusThatSomebodyDecidedWhateverTheCatalogueSays) {
  replace({release("a", "2024-03-01")});
  ASSERT_TRUE(store::decide_release(connection, "a", ReleaseStatus::Rejected, 1'700'000'000));
  replace({release("a", "2024-03-01")});
  EXPECT_EQ(store::release(connection, "a")->status, ReleaseStatus::Rejected);
  replace({});
  replace({release("a", "2024-03-01")});
  EXPECT_EQ(store::release(connection, "a")->status, ReleaseStatus::Rejected) << "even when it left and came back";
  ASSERT_TRUE(store::decide_release(connection, "a", ReleaseStatus::Confirmed, 1'700'000'100));
  EXPECT_EQ(store::release(connection, "a")->status, ReleaseStatus::Confirmed);
  EXPECT_EQ(
      connection.database().execAndGet("SELECT group_concat(status || decided_at) FROM release_decision").getString(),
      "rejected1700000000,confirmed1700000100");
}

TEST_F(Releases, KeepTheStatusThatSomebodyDecidedWhateverAnImportSays) {
  put_abc();
  decide("a", ReleaseStatus::Rejected);
  auto corrected = release("a", "2024-03-02");
  put(corrected);
  EXPECT_EQ(stored("a").status, ReleaseStatus::Rejected);
  EXPECT_EQ(stored("a").released.iso(), "2024-03-02") << "all else is the import's";
  EXPECT_EQ(undo("a"), "");
  EXPECT_EQ(stored("a").status, ReleaseStatus::Confirmed);
  EXPECT_EQ(stored("a").released.iso(), "2024-03-02") << "which the undone verdict never touched";
}

TEST_F(Releases, AreMergedAndPartedAgain) {
  put_abc();
  EXPECT_EQ(merge("a", "b"), "");
  EXPECT_EQ(stored("a").status, ReleaseStatus::Rejected);
  EXPECT_TRUE(is_called("b", "Name of a"));
  EXPECT_EQ(undo("a"), "");
  EXPECT_EQ(stored("a").status, ReleaseStatus::Confirmed);
  EXPECT_FALSE(is_called("b", "Name of a"));
}

TEST_F(Releases, ArePartedOnlyInTheOrderInWhichTheyWereMerged) {
  put_abc();
  merge("a", "c");
  merge("b", "c");
  EXPECT_THAT(undo("a"),
              HasSubstr("b was merged into c since then; take that back first: `bandwagon releases undo b`"));
  EXPECT_TRUE(is_called("c", "Name of a") && is_called("c", "Name of b"));
  EXPECT_EQ(stored("a").status, ReleaseStatus::Rejected);
  EXPECT_EQ(undo("b"), "");
  EXPECT_TRUE(is_called("c", "Name of a") && !is_called("c", "Name of b"));
  EXPECT_EQ(undo("a"), "");
  EXPECT_FALSE(is_called("c", "Name of a"));
}

TEST_F(Releases, ThatTookOthersInAndWentOnAreNotPartedFromThemFirst) {
  put_abc();
  merge("a", "b");
  merge("b", "c");
  EXPECT_THAT(undo("a"), HasSubstr("undo b"));
  EXPECT_EQ(undo("b"), "");
  EXPECT_EQ(undo("a"), "");
  EXPECT_FALSE(is_called("b", "Name of a") || is_called("c", "Name of a"));
}

TEST_F(Releases, KeepWhatWasDecidedAfterTheMergeThatIsTakenBack) {
  put(release("a", "2024-03-01"));
  put(release("b", "2024-03-01"), ReleaseStatus::Candidate);
  merge("a", "b");
  decide("b", ReleaseStatus::Confirmed);
  EXPECT_EQ(undo("a"), "");
  EXPECT_EQ(stored("b").status, ReleaseStatus::Confirmed);
  EXPECT_EQ(undo("b"), "");
  EXPECT_EQ(stored("b").status, ReleaseStatus::Candidate);
}

TEST_F(Releases, DoNotTakeBackAVerdictBelowAMergeThatRestsOnIt) {
  put_abc();
  decide("b", ReleaseStatus::Rejected);
  decide("b", ReleaseStatus::Confirmed);
  merge("a", "b");
  EXPECT_THAT(undo("b"), HasSubstr("undo a"));
  EXPECT_EQ(stored("b").status, ReleaseStatus::Confirmed);
}

TEST_F(Releases, ThatWereReplacedSinceTheMergeAreNotPutBack) {
  put_abc();
  merge("a", "b");
  auto corrected = stored("b");
  corrected.released = day("2024-02-01");
  put(corrected);
  EXPECT_THAT(undo("a"), HasSubstr("b is no longer as it was when a became part of it"));
  EXPECT_EQ(stored("b").released.iso(), "2024-02-01");
  EXPECT_EQ(stored("a").status, ReleaseStatus::Rejected);
  EXPECT_EQ(decide("a", ReleaseStatus::Confirmed), "") << "which the message advises";
}

TEST_F(Releases, TakeTheirSignalsAlongAndBack) {
  put_abc();
  const char* add =
      "INSERT INTO release_signal (source_id, key, link, title, text, lab, first_seen, verdict, name, arxiv_ids, "
      "release_id) VALUES ('s', '%s', '', '', '', '', 0, 'release', '', '[]', '%s')";
  for (const char* id : {"a", "b"}) {
    std::string statement = add;
    for (int i = 0; i < 2; ++i) statement.replace(statement.find("%s"), 2, id);
    connection.database().exec(statement);
  }
  const auto told = [&] {
    return connection.database()
        .execAndGet("SELECT group_concat(key || '>' || release_id) FROM (SELECT * FROM release_signal ORDER BY key)")
        .getString();
  };
  merge("a", "b");
  EXPECT_EQ(told(), "a>b,b>b");
  undo("a");
  EXPECT_EQ(told(), "a>a,b>b");
}

TEST_F(Releases, ThatAreRejectedOrPartOfAnotherTakeNothingIn) {
  put_abc();
  merge("a", "b");
  EXPECT_THAT(merge("b", "a"), HasSubstr("a is part of b since it was merged"));
  EXPECT_EQ(stored("b").status, ReleaseStatus::Confirmed);
  decide("c", ReleaseStatus::Rejected);
  EXPECT_THAT(merge("b", "c"), HasSubstr("c is rejected and takes nothing in"));
  EXPECT_EQ(stored("b").status, ReleaseStatus::Confirmed);
}

TEST_F(Releases, ThatDoNotExistAreNamedInTheError) {
  const std::vector errors{store::release(connection, "nothing").error(),
                           store::decide_release(connection, "nothing", ReleaseStatus::Confirmed, 0).error()};
  for (const auto& error : errors) {
    EXPECT_EQ(error.kind, ErrorKind::NotFound);
    EXPECT_THAT(error.message, testing::HasSubstr("there is no release 'nothing'"));
  }
}

}  // namespace
}  // namespace bandwagon

// The database spares a cycle the text of the past; whatever happens to what it keeps, the weeks are decided alike.
#include "daemon/closing/kept_weeks.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <array>

#include "daemon/store/week_readings.hpp"
#include "tests/unit/closing/closed_stream.hpp"

namespace bandwagon::closing {
namespace {

using support::SyntheticStream;

constexpr std::array kStops{20, 27, 28, 34, SyntheticStream::kWeeks};  // weeks closed when the program ends
constexpr int kLost = 9, kDamaged = 11, kRevised = 15;                 // weeks to which something happens

class KeptWeeks : public ClosedStream {
 protected:
  // Closes all weeks with a restart at each stop, `between` which something is done to the database.
  template <class Between>
  std::vector<std::string> hashes(const char* name, const Between& between) const {
    auto database = filled(name);
    for (const int stop : kStops) {
      close_to(database, stop);
      between(database);
    }
    return hashes_of(database);
  }

  static void forget_all(store::Connection& database) {
    ASSERT_TRUE(store::keep_week_readings(database, {}, {1'000'000}));
    ASSERT_TRUE(store::keep_release_search(database, {}));
  }

  static store::ReleaseSearch search_of(const store::Connection& database) {
    return store::release_search(database).value().value_or(store::ReleaseSearch{});
  }

  void revise(store::Connection& database) const {
    auto paper = stream_.week(kRevised).front().paper;
    ++paper.version;
    paper.abstract += " Now with quorvane.";
    ASSERT_TRUE(store::store_papers(database, std::vector<store::PaperRecord>{{.paper = paper, .record_day = {}}}));
  }
};

TEST_F(KeptWeeks, HoldEveryPaperOfTheWindow) {
  auto database = filled("a.db");
  close_to(database, kStops[0]);
  for (int week = 0; week < kStops[0]; ++week) {
    const auto kept = unpacked(read_stored_week(database, stream_.monday(week)).value());
    EXPECT_EQ(kept.papers.size(), stream_.week(week).size());
    EXPECT_EQ(kept.readings.size(), kept.papers.size()) << week;
  }
}

TEST_F(KeptWeeks, ChangeNoDecision) {
  auto database = filled("once.db");
  close_to(database, SyntheticStream::kWeeks);
  const auto once = hashes_of(database);
  EXPECT_EQ(once.size(), std::size_t{SyntheticStream::kWeeks});
  EXPECT_EQ(hashes("kept.db", [](store::Connection&) {}), once);
  EXPECT_EQ(hashes("forgotten.db", forget_all), once);
  EXPECT_EQ(hashes("damaged.db",
                   [&](store::Connection& database_between) {
                     const std::vector<store::WeekReading> damaged{{stream_.monday(kLost), "terms", ""},
                                                                   {stream_.monday(kDamaged), "terms", "no Zstandard"}};
                     ASSERT_TRUE(store::keep_week_readings(database_between, damaged, {}));
                     auto search = search_of(database_between);
                     search.body = "no Zstandard";
                     ASSERT_TRUE(store::keep_release_search(database_between, search));
                   }),
            once);
}

// A program of its own for each mailing, which reads its window on days that are worth a look only.
TEST_F(KeptWeeks, ServeAProgramThatIsStartedDaily) {
  constexpr int kEnd = SyntheticStream::kWaveStart + 6;
  auto once = filled("once.db");
  close_to(once, kEnd);
  for (const bool kept : {true, false}) {
    auto daily = filled(kept ? "kept.db" : "forgotten.db");
    close_to(daily, SyntheticStream::kReleaseWeek);
    for (model::Day day = stream_.monday(SyntheticStream::kReleaseWeek); day < stream_.monday(kEnd); day = day + 1) {
      if (!kept) forget_all(daily);
      read_to(daily, day);
    }
    EXPECT_EQ(hashes_of(daily), hashes_of(once));
  }
}

TEST_F(KeptWeeks, GiveWayToARevisedText) {
  const auto kept = hashes("kept.db", [&](store::Connection& database) { revise(database); });
  const auto read = hashes("read.db", [&](store::Connection& database) {
    revise(database);
    forget_all(database);
  });
  EXPECT_EQ(kept, read);
}

TEST_F(KeptWeeks, AreMendedWhereMuchIsMissing) {
  auto database = filled("a.db");
  close_to(database, kStops[0]);
  forget_all(database);
  close_to(database, kStops[1]);
  EXPECT_GT(unpacked(read_stored_week(database, stream_.monday(kLost)).value()).readings.size(), 0U);
}

// The last week closed, the whole window and a search that has learned nothing.
TEST_F(KeptWeeks, LetTheSearchForReleasesGoOnWhereItEnded) {
  constexpr int kWindow = 68;
  auto database = filled("a.db");
  const auto learned_until = [&](int last) -> std::optional<model::Day> {
    auto known = release::KnownReleases::load(database, config_).value();
    const auto kept = kept_search(database, stream_.monday(last), kWindow).value();
    if (!take_up_search(kept, known)) return std::nullopt;
    return kept->week;
  };
  const int last = kStops[0] - 1;
  EXPECT_FALSE(learned_until(last)) << "nothing is kept yet";
  close_to(database, kStops[0]);
  EXPECT_EQ(learned_until(last), stream_.monday(last));
  EXPECT_EQ(learned_until(last + 1), stream_.monday(last)) << "kept before the last close";
  EXPECT_FALSE(learned_until(last - 1)) << "of weeks that are not closed";
  const auto add_late = [&](int papers) {
    std::vector<store::PaperRecord> records;
    for (int p = 0; p < papers; ++p) {
      records.push_back({.paper = stream_.week(kRevised).front().paper, .record_day = {}});
      records.back().paper.id = *model::PaperId::parse(fmt::format("2401.{}", 99'999 - p));
    }
    ASSERT_TRUE(store::store_papers(database, records));
  };
  add_late(1);
  EXPECT_EQ(learned_until(last), stream_.monday(last)) << "a single paper came late";
  add_late(static_cast<int>(stream_.all().size()) / 8);
  EXPECT_FALSE(learned_until(last)) << "many papers were added";
  close_to(database, kStops[0] + 1);
  EXPECT_EQ(learned_until(last + 1), stream_.monday(last + 1));
}

TEST_F(KeptWeeks, KeepASearchThatHadToBeginAnew) {
  auto database = filled("a.db");
  close_to(database, kStops[0]);
  const auto kept = search_of(database);
  forget_all(database);
  const auto looked = close_finished_weeks(
      database, config_, {.until = stream_.monday(kStops[0]) + 2, .complete = stream_.monday(kStops[0]) + 2}, {});
  ASSERT_TRUE(looked) << looked.error().message;
  EXPECT_EQ(looked->weeks, 0);
  EXPECT_EQ(search_of(database).body, kept.body);
}

}  // namespace
}  // namespace bandwagon::closing

#include "daemon/answer/digest.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "daemon/store/connection.hpp"
#include "tests/support/files.hpp"
#include "tests/support/sample_database.hpp"

namespace bandwagon::answer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<std::string> kWatched{"cs.CL", "cs.AI"};

DigestRequest request(const char* since, const char* until) {
  DigestRequest made;
  if (since != nullptr) made.since = model::Day::parse(since);
  if (until != nullptr) made.until = model::Day::parse(until);
  made.categories = kWatched;
  return made;
}

void change(const test::SampleDatabase& sample, const std::string& statements) {
  test::run_sql(sample.file(), statements);
}

std::vector<std::string> periods(const test::SampleDatabase& sample, const char* from, int days) {
  const auto database = store::open_writer(sample.file());
  const auto found = digest_periods(*database, *model::Day::parse(from), days);
  EXPECT_TRUE(found);
  std::vector<std::string> words;
  for (const auto& period : *found) words.push_back(period.since.iso() + " to " + period.until.iso());
  return words;
}

TEST(DigestPeriods, EndWithEachCloseAndEachDayOfAnAlertAndDoNotOverlap) {
  const test::SampleDatabase sample;
  change(sample, "UPDATE alert SET raised_day = 20134 WHERE alert_id = 4");
  EXPECT_THAT(periods(sample, "2025-02-05", 7), ElementsAre("2025-01-30 to 2025-02-05", "2025-02-06 to 2025-02-12",
                                                            "2025-02-13 to 2025-02-15", "2025-02-16 to 2025-02-19"));
  EXPECT_THAT(periods(sample, "2025-02-12", 14),
              ElementsAre("2025-02-06 to 2025-02-12", "2025-02-13 to 2025-02-15", "2025-02-16 to 2025-02-19"));
  EXPECT_THAT(periods(sample, "2025-02-19", 2), ElementsAre("2025-02-18 to 2025-02-19"));
}

TEST(LoadDigest, TellsTheDaysUpToTheLastAlertByDefault) {
  const test::SampleDatabase sample;
  const auto digest = load_digest(sample.file(), request(nullptr, nullptr));
  ASSERT_TRUE(digest) << digest.error().message;
  EXPECT_EQ(digest->since.iso(), "2025-02-13");
  EXPECT_EQ(digest->until.iso(), "2025-02-19");
}

TEST(LoadDigest, TellsTheWeekUpToTheLastCloseWhereNothingWasRaisedSince) {
  const test::SampleDatabase sample;
  change(sample, "DELETE FROM alert WHERE raised_day > 20131");
  const auto digest = load_digest(sample.file(), request(nullptr, nullptr));
  ASSERT_TRUE(digest) << digest.error().message;
  EXPECT_EQ(digest->since.iso(), "2025-02-06");
  EXPECT_EQ(digest->until.iso(), "2025-02-12");
  EXPECT_EQ(digest->waves.size(), 3U);
  EXPECT_EQ(digest->ended.size(), 1U);
  EXPECT_EQ(digest->footing.last_closed_week->iso(), "2025-02-03");
}

// The current wave of a burst on a day; its papers, or -1.
double current_papers(const test::SampleDatabase& sample, model::BurstId burst, const char* until) {
  const auto digest = load_digest(sample.file(), request(nullptr, until));
  EXPECT_TRUE(digest);
  for (const auto& wave : digest->landscape.current)
    if (wave.burst == burst) return wave.papers;
  return -1;
}

TEST(CurrentWaves, HaveThePapersOfATopicThatWasMergedFromThatCloseOn) {
  const test::SampleDatabase sample;
  change(sample,
         "UPDATE alert SET raised_day = 20120 WHERE alert_id = 2;"
         "INSERT INTO lineage_event VALUES (2, 20129, 'merged', 3, 2)");
  EXPECT_EQ(current_papers(sample, 2, "2025-02-12"), 2) << "the week of the merger is not closed";
  change(sample, "UPDATE lineage_event SET week_day = 20122 WHERE event_id = 2");
  EXPECT_EQ(current_papers(sample, 2, "2025-02-12"), 3);
}

TEST(CurrentWaves, HaveTheFigureThatTheirAlertOfTheWeekTells) {
  const test::SampleDatabase sample;
  EXPECT_EQ(current_papers(sample, 2, "2025-02-12"), 60);
}

TEST(CurrentWaves, AreAllThereHoweverMany) {
  const test::SampleDatabase sample;
  change(
      sample,
      "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 159) INSERT INTO burst SELECT i, 1, "
      "'w', 'topical', 20108, 20101, 20115, 20131, NULL, 'confirmed', 41, 9.8, 4.2, 3.0, 5.8, 0.003 FROM n;"
      "INSERT INTO alert SELECT burst_id, burst_id, NULL, 'new', 20131, 'h', '{\"observed\":41,\"window_days\":28}' "
      "FROM burst WHERE burst_id >= 100");
  const auto digest = load_digest(sample.file(), request(nullptr, "2025-02-12"));
  ASSERT_TRUE(digest);
  EXPECT_EQ(digest->landscape.current.size(), 63U);
  EXPECT_THAT(render::digest_as(render::Face::Text, *digest), HasSubstr("and 53 more"));
}

TEST(LoadDigest, CountsAWavesAgeFromTheOnsetThatWasTold) {
  const test::SampleDatabase sample;
  const auto age = [&] {
    const auto digest = load_digest(sample.file(), request(nullptr, "2025-02-12"));
    return digest->waves.at(0).remaining.value_or(digest::Remaining{}).weeks_old;
  };
  const double told = age();
  EXPECT_NEAR(told, 23 / 7.0, 0.2);
  change(sample, "UPDATE burst SET onset_day = 20050 WHERE burst_id = 1");
  EXPECT_EQ(age(), told);
}

TEST(LoadDigest, TiesABornTopicByWhatWasToldThoughItWasDecidedAgainSince) {
  const test::SampleDatabase sample;
  change(sample,
         "INSERT INTO lineage_event VALUES (2, 20122, 'born', NULL, 1);"
         "UPDATE attribution SET decided_day = 20140");
  const auto digest = load_digest(sample.file(), request(nullptr, "2025-02-12"));
  ASSERT_TRUE(digest);
  EXPECT_TRUE(digest->landscape.born.empty());
}

TEST(LoadDigest, ListsACandidateThoughItWasConfirmedSince) {
  const test::SampleDatabase sample;
  change(sample,
         "INSERT INTO release_event VALUES (1, 'evil', 20110, 'candidate', 1, '[]'), (2, 'evil', 20140, 'confirmed', "
         "3, '[]');"
         "UPDATE release SET status = 'confirmed' WHERE release_id = 'evil'");
  EXPECT_EQ(load_digest(sample.file(), request(nullptr, "2025-01-26"))->landscape.candidates.size(), 1U);
  EXPECT_EQ(load_digest(sample.file(), request("2025-01-20", "2025-02-22"))->landscape.candidates.size(), 0U);
}

TEST(LoadDigest, KeepsAnAlertWhoseEvidenceCannotBeRead) {
  const test::SampleDatabase sample;
  const auto digest = load_digest(sample.file(), request("2025-02-19", "2025-02-19"));
  ASSERT_TRUE(digest);
  ASSERT_EQ(digest->waves.size(), 2U);
  EXPECT_EQ(digest->waves[1].title(), "Agents have grown");
  EXPECT_THAT(digest->waves[1].latest.evidence.caveats.at(0), HasSubstr("cannot be read"));
}

TEST(LoadDigest, RefusesAPeriodThatEndsBeforeItBegins) {
  const test::SampleDatabase sample;
  const auto digest = load_digest(sample.file(), request("2025-02-19", "2025-02-18"));
  ASSERT_FALSE(digest);
  EXPECT_EQ(digest.error().kind, ErrorKind::Usage);
}

TEST(LoadDigest, TellsToAnalyzeWhenNoWeekIsClosed) {
  const test::SampleDatabase empty(test::SampleDatabase::Content::Nothing);
  const auto digest = load_digest(empty.file(), request(nullptr, nullptr));
  ASSERT_FALSE(digest);
  EXPECT_THAT(digest.error().message, HasSubstr("bandwagon analyze"));
  EXPECT_TRUE(load_digest(empty.file(), request(nullptr, "2025-02-12")));
}

TEST(DigestOfTheSample, LooksTheSameInEveryFaceAsReviewed) {
  const test::SampleDatabase sample;
  const auto digest = load_digest(sample.file(), request(nullptr, "2025-02-12"));
  ASSERT_TRUE(digest);
  for (const char* face : {"text", "md", "html", "json"}) {
    const std::string document = render::digest_as(*render::face_named(face), *digest);
    EXPECT_EQ(document, test::golden(std::string("digest.") + face, document)) << face;
  }
}

TEST(Explanation, LooksAsReviewed) {
  const test::SampleDatabase sample;
  std::ostringstream out;
  ASSERT_TRUE(print_explanation(sample.file(), 1, {.stream = out}));
  EXPECT_EQ(out.str(), test::golden("explanation.text", out.str()));
}

TEST(Explanation, NamesTheAlertsThereAre) {
  const test::SampleDatabase sample;
  const test::SampleDatabase empty(test::SampleDatabase::Content::Nothing);
  std::ostringstream out;
  EXPECT_EQ(print_explanation(sample.file(), 99, {.stream = out}).error().message,
            "no alert 99 (alerts go from 1 to 6)");
  EXPECT_EQ(print_explanation(empty.file(), 1, {.stream = out}).error().message,
            "no alert 1 (there are no alerts yet)");
}

}  // namespace
}  // namespace bandwagon::answer

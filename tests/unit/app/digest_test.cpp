#include "daemon/app/digest.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "tests/support/files.hpp"
#include "tests/support/sample_database.hpp"

namespace bandwagon::app {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string> kWatched{"cs.CL", "cs.AI"};

DigestRequest request(const char* since, const char* until) {
  DigestRequest made;
  if (since != nullptr) made.since = model::Day::parse(since);
  if (until != nullptr) made.until = model::Day::parse(until);
  made.categories = kWatched;
  return made;
}

TEST(LoadDigest, TellsTheWeekUpToTheLastCloseByDefault) {
  const test::SampleDatabase sample;
  const auto digest = load_digest(sample.file(), request(nullptr, nullptr));
  ASSERT_TRUE(digest) << digest.error().message;
  EXPECT_EQ(digest->since.iso(), "2025-02-06");
  EXPECT_EQ(digest->until.iso(), "2025-02-12");
  EXPECT_EQ(digest->waves.size(), 3U);
  EXPECT_EQ(digest->ended.size(), 1U);
  EXPECT_EQ(digest->footing.last_closed_week->iso(), "2025-02-03");
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
}  // namespace bandwagon::app

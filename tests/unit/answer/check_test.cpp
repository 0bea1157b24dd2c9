#include "daemon/answer/check.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "daemon/render/outlook.hpp"
#include "tests/support/sample_database.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon {
namespace {

using testing::HasSubstr;

const std::vector<std::string> kLists{"cs.CL", "cs.AI"};
const idea::Idea kIdea{.title = "Test-time scaling with GRPO", .abstract = "Extra compute for reasoning models."};

TEST(CheckAnIdea, FindsTheNearestPaperAndItsWave) {
  const test::SampleDatabase sample;
  const auto outlook = answer::outlook_of(sample.file(), kIdea, kLists).value();
  ASSERT_FALSE(outlook.nearest.empty());
  EXPECT_EQ(outlook.nearest.front().id.str(), "2501.19393");
  EXPECT_EQ(outlook.closed, model::Day::parse("2025-02-03"));
  EXPECT_THAT(render::outlook_text(outlook), HasSubstr("https://arxiv.org/abs/2501.19393"));
}

TEST(CheckAnIdea, SurvivesWordsThatLookLikeASearchExpression) {
  const test::SampleDatabase sample;
  for (const char* text :
       {"\" OR NEAR(scaling compute) *", "title : reasoning AND NOT (GRPO", "^reasoning \"\"\" scaling", "{a b} : c d"})
    EXPECT_TRUE(
        answer::outlook_of(sample.file(), {.title = text, .abstract = "extra compute \x27; DROP TABLE paper"}, kLists))
        << text;
}

TEST(CheckAnIdea, ShowsHostileTitlesAsPlainText) {
  const test::SampleDatabase sample;
  const auto outlook =
      answer::outlook_of(sample.file(), {.title = "Terminal escapes in red alarm bell", .abstract = {}}, kLists)
          .value();
  ASSERT_FALSE(outlook.nearest.empty());
  EXPECT_THAT(render::outlook_text(outlook), testing::Not(HasSubstr("\x1b")));
}

TEST(CheckAnIdea, NeedsAClosedWeek) {
  const test::SampleDatabase empty(test::SampleDatabase::Content::Nothing);
  const auto outlook = answer::outlook_of(empty.file(), kIdea, kLists);
  ASSERT_FALSE(outlook);
  EXPECT_EQ(outlook.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(outlook.error().message, HasSubstr("bandwagon analyze"));
}

TEST(CheckAnIdea, RefusesAFileThatIsNoIdea) {
  const test::TemporaryFolder folder;
  std::ofstream(folder / "big") << std::string(2 << 20, 'x');
  EXPECT_THAT(answer::read_idea((folder / "big").string()).error().message, HasSubstr("larger than 1 MB"));
  EXPECT_EQ(answer::read_idea((folder / "none").string()).error().kind, ErrorKind::NotFound);
}

TEST(CheckAnIdea, GivesJsonAPartForEachQuestion) {
  const test::SampleDatabase sample;
  const auto outlook = answer::outlook_of(sample.file(), kIdea, kLists).value();
  std::ostringstream out;
  answer::print_outlook(outlook, {.stream = out, .format = render::Format::Json});
  for (const char* key :
       {"\"verdict\"", "\"nearest\"", "\"topics\"", "\"waves\"", "\"pioneers\"", "\"earliest\"", "\"doubts\""})
    EXPECT_THAT(out.str(), HasSubstr(key));
}

}  // namespace
}  // namespace bandwagon

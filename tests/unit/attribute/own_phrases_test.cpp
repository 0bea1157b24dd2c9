#include "analyzers/attribute/own_phrases.hpp"

#include <gmock/gmock.h>

#include "tests/support/corpus.hpp"

namespace bandwagon::attribute {
namespace {

const std::string kAbout = "A text-to-video diffusion transformer on spacetime patches";

// Followers by title, with what they say of `kAbout`.
struct Followers {
  explicit Followers(const std::vector<std::string>& titles) : window({"cs.CL"}, {}) {
    std::vector<model::StoredPaper> papers;
    for (const auto& title : titles) papers.push_back(support::paper(static_cast<int>(papers.size()) + 1, 0, title));
    window.add_week(support::monday(0), std::move(papers));
    for (const auto& reading : window.papers(0)) readings.push_back(&reading);
  }
  std::vector<std::pair<std::string, std::size_t>> phrases(std::string_view text,
                                                           const std::vector<text::TermId>& hidden = {}) const {
    std::vector<std::pair<std::string, std::size_t>> found;
    for (const auto& phrase : own_phrases("", text, hidden, readings, {}))
      found.emplace_back(phrase.written, phrase.users);
    return found;
  }
  corpus::Window window;
  std::vector<const corpus::Reading*> readings;
};

std::vector<std::string> repeated(std::size_t times, const std::string& title) {
  return std::vector<std::string>(times, title);
}

std::vector<int> first(std::size_t prior, std::size_t users = 6, double watched_before = 10000,
                       RoleParams params = {}) {
  std::vector<model::StoredPaper> papers;
  for (std::size_t p = 0; p < prior; ++p)
    papers.push_back(support::paper(static_cast<int>(p) + 1, 0, "A diffusion transformer for images"));
  papers.push_back(support::paper(90, 0, "Diffusion, a transformer"));  // found by the words, no such phrase
  const OwnPhrase phrase{text::term_id("diffusion transformer"), "diffusion transformer", users};
  std::vector<int> numbers;
  for (const auto& paper : first_to_write(phrase, 45, {papers, support::monday(1), watched_before}, params))
    numbers.push_back(static_cast<int>(paper.key));
  return numbers;
}

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

// So many weeks of papers that write the phrase, of which 30 of 45 followers do: `last` in the last week, one in each
// before.
std::size_t first_of_a_subject(int weeks, int last, std::size_t users = 30) {
  std::vector<model::StoredPaper> papers;
  for (int week = 0; week < weeks; ++week)
    for (int p = 0; p < (week == weeks - 1 ? last : 1); ++p)
      papers.push_back(support::paper(100 * week + p + 1, week, "A diffusion transformer"));
  const OwnPhrase phrase{text::term_id("diffusion transformer"), "diffusion transformer", users};
  return first_to_write(phrase, 45, {papers, support::monday(weeks), 10000}, {}).size();
}

std::vector<model::StoredPaper> in_weeks(const std::vector<int>& weeks) {
  std::vector<model::StoredPaper> papers;
  for (const int week : weeks) papers.push_back(support::paper(static_cast<int>(papers.size()) + 1, week, "A title"));
  return papers;
}

}  // namespace

TEST(OwnPhrases, AreThoseThatFollowersTakeUpTheMostUsedFirst) {
  auto titles = repeated(3, "A diffusion transformer");
  titles.resize(8, "On text-to-video models");
  titles.resize(10, "With spacetime patches");
  EXPECT_THAT(Followers(titles).phrases(kAbout),
              ElementsAre(Pair("text-to-video", 5U), Pair("diffusion transformer", 3U)))
      << "two papers are too few";
}

TEST(OwnPhrases, WantAShareOfManyFollowers) {
  auto titles = repeated(3, "A diffusion transformer");
  titles.resize(400, "Parsing of treebanks");
  EXPECT_THAT(Followers(titles).phrases(kAbout), IsEmpty());
  titles.resize(300);
  EXPECT_THAT(Followers(titles).phrases(kAbout), SizeIs(1));
}

TEST(OwnPhrases, AreNoPartOfALongerOneThatNearlyAllItsUsersWrite) {
  auto titles = repeated(8, "Group relative policy");
  EXPECT_THAT(Followers(titles).phrases("By group relative policy"), ElementsAre(Pair("group relative policy", 8U)));
  titles.resize(11, "A relative policy");
  EXPECT_THAT(Followers(titles).phrases("By group relative policy"),
              ElementsAre(Pair("relative policy", 11U), Pair("group relative policy", 8U)));
}

TEST(OwnPhrases, AreNotCutFromAHyphenatedWord) {
  auto titles = repeated(4, "Scaling test-time compute");
  titles.resize(12, "Scaling inference-time compute");
  EXPECT_THAT(Followers(titles).phrases("More test-time compute"), ElementsAre(Pair("test-time compute", 4U)));
}

TEST(OwnPhrases, HoldNoNames) {
  const Followers followers(repeated(4, "OpenAI o1 and hidden gems"));
  EXPECT_THAT(followers.phrases("Against OpenAI o1 and hidden gems"), ElementsAre(Pair("hidden gems", 4U)));
  EXPECT_THAT(followers.phrases("hidden gems", {text::term_id("hidden gem")}), IsEmpty());
}

TEST(FirstToWrite, AreThePapersThatUseThePhraseInTheirOrder) {
  EXPECT_THAT(first(3), ElementsAre(1, 2, 3));
  EXPECT_THAT(first(0), IsEmpty());
}

TEST(FirstToWrite, AreNoneWhereThePhraseWasCommon) {
  EXPECT_THAT(first(12), SizeIs(12));
  EXPECT_THAT(first(13), IsEmpty());
}

TEST(FirstToWrite, AreThoseOfManyWhereMostFollowersWriteWhatHadBeenSpreading) {
  EXPECT_EQ(first_of_a_subject(20, 1), 0U) << "one a week";
  EXPECT_EQ(first_of_a_subject(20, 20), 39U);
  EXPECT_EQ(first_of_a_subject(20, 20, 22), 0U) << "not the subject of half of 45";
  EXPECT_EQ(first_of_a_subject(20, 101, 30), 120U);
  EXPECT_EQ(first_of_a_subject(20, 102, 30), 0U) << "more than four for each of 30";
}

TEST(IsSpreading, IsLaplacesTest) {
  // first in week 0; later ones in weeks 2, 4, 6, 8 of 10: mean 5, z = 0
  EXPECT_TRUE(is_spreading(in_weeks({0, 2, 4, 6, 8}), support::monday(10) + 1, 0));
  EXPECT_FALSE(is_spreading(in_weeks({0, 2, 4, 6, 8}), support::monday(10) + 1, 0.001));
  // in 7, 8, 9, 10 of 10: mean 8.5, z = 3.5 / (10 / sqrt(48)) = 2.4249
  EXPECT_TRUE(is_spreading(in_weeks({0, 7, 8, 9, 10}), support::monday(10) + 1, 2.4248));
  EXPECT_FALSE(is_spreading(in_weeks({0, 7, 8, 9, 10}), support::monday(10) + 1, 2.425));
  EXPECT_FALSE(is_spreading(in_weeks({0, 1, 2, 3}), support::monday(10) + 1, 0)) << "they became rarer";
  EXPECT_FALSE(is_spreading(in_weeks({0}), support::monday(10) + 1, 0)) << "one is no series";
  EXPECT_FALSE(is_spreading(in_weeks({3, 3}), support::monday(3) + 1, 0)) << "no time in which to spread";
}

TEST(FirstToWrite, AreNoneWhereThePhraseIsHardlyRarerThanAmongTheFollowers) {
  EXPECT_THAT(first(3, 6, 225), SizeIs(3)) << "6 of 45 is ten times 3 of 225";
  EXPECT_THAT(first(3, 6, 224), IsEmpty());
}

}  // namespace bandwagon::attribute

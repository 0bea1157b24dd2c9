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
  for (const auto& paper : first_to_write(phrase, papers, 45, watched_before, params))
    numbers.push_back(static_cast<int>(paper.key));
  return numbers;
}

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

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

TEST(FirstToWrite, AreNoneWhereThePhraseIsHardlyRarerThanAmongTheFollowers) {
  EXPECT_THAT(first(3, 6, 225), SizeIs(3)) << "6 of 45 is ten times 3 of 225";
  EXPECT_THAT(first(3, 6, 224), IsEmpty());
}

}  // namespace bandwagon::attribute

#include "analyzers/candidate/discovery.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/unit/candidate/zephyra.hpp"

namespace bandwagon::candidate {
namespace {

using model::Day;
using model::Paper;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct DiscoveryTest : testing::Test {
  Discovery discovery{{{"DeepSeek", {"DeepSeek-AI"}, {}}, {"OpenAI", {"OpenAI"}, {}}}};
  int count = 0;

  Paper paper(int day, std::string title, std::string abstract, std::vector<std::string> authors) {
    const Day on = kFirst + day;
    return {.id = *model::PaperId::parse(fmt::format("2401.{:05}", ++count)),
            .title = std::move(title),
            .abstract = std::move(abstract),
            .authors = std::move(authors),
            .primary_category = "cs.CL",
            .categories = {"cs.CL"},
            .submitted = on,
            .announced = on};
  }

  std::vector<Proposal> see(int day, std::string title, std::string abstract, std::vector<std::string> authors) {
    return discovery.see(paper(day, std::move(title), std::move(abstract), std::move(authors)));
  }

  void begin() { see(0, "An old paper", "about nothing.", {"Nobody"}); }

  // Papers of different authors that use the name, from `day` on; returns what the last one brought.
  std::vector<Proposal> follow(int day, int papers, const std::string& name) {
    std::vector<Proposal> last;
    for (int p = 0; p < papers; ++p)
      last = see(day + p, "A follower", fmt::format("We extend {} with {}.", name, kSubject),
                 {fmt::format("Author {}", count)});
    return last;
  }
};

TEST_F(DiscoveryTest, APaperSignedByAListedLabIsACandidateAtOnce) {
  const auto found =
      see(0, "DeepSeek-R1: Incentivizing Reasoning", "We introduce DeepSeek-R1.", {"DeepSeek-AI", "Daya Guo"});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].name, "DeepSeek-R1");
  EXPECT_EQ(found[0].lab, "DeepSeek");
  EXPECT_EQ(found[0].weight, kUsedWeight);
  EXPECT_EQ(found[0].known_since, kFirst);
}

TEST_F(DiscoveryTest, PapersOfAListThatWasJustAddedTakeNothingUp) {
  const auto proposals_of = [&](std::vector<std::string> lists, int release_day) {
    Discovery reading({}, {}, {"cs.CL", "cs.AI"});
    const auto see_in = [&](const std::vector<std::string>& categories, int day, std::string title,
                            std::string abstract) {
      auto seen = paper(day, std::move(title), std::move(abstract), {fmt::format("Author {}", count)});
      seen.categories = categories;
      return reading.see(seen).size();
    };
    std::size_t proposals = see_in({"cs.CL"}, 0, "An old paper", "about nothing.");
    for (int day = 300; day < release_day; ++day)
      for (int p = 0; p < 2; ++p) proposals += see_in({"cs.AI"}, day, "Of the added list", "about nothing.");
    proposals +=
        see_in({"cs.CL"}, release_day, "Zephyra-7: kernels", fmt::format("We introduce Zephyra-7, {}.", kSubject));
    for (int p = 1; p <= 8; ++p)
      proposals += see_in(lists, release_day + p, "A follower", fmt::format("We extend Zephyra-7 with {}.", kSubject));
    return proposals;
  };
  EXPECT_GT(proposals_of({"cs.AI", "cs.CL"}, 310), 0U);
  EXPECT_EQ(proposals_of({"cs.AI"}, 310), 0U) << "its papers of the time before were not read";
  EXPECT_GT(proposals_of({"cs.AI"}, 500), 0U);
}

TEST_F(DiscoveryTest, APaperSignedByALabIsACandidateOnADayOnWhichOldOnesAreForgotten) {
  for (int day = 0; day < 200; ++day)
    EXPECT_THAT(see(day, "On learning", "about nothing.", {"DeepSeek-AI", "Daya Guo"}), SizeIs(1)) << day;
}

TEST_F(DiscoveryTest, APaperNobodyTakesUpIsNone) {
  begin();
  EXPECT_THAT(see(70, "Mamba: Linear Time", fmt::format("Mamba is fast. Our Mamba uses {}.", kSubject), {"Albert Gu"}),
              IsEmpty());
}

TEST_F(DiscoveryTest, ANameThatOthersTakeUpMakesItsPaperACandidateOnThatDay) {
  begin();
  see(70, "Mamba: Linear Time", fmt::format("Our Mamba uses {}.", kSubject), {"Albert Gu"});
  EXPECT_THAT(follow(80, 4, "Mamba"), IsEmpty());
  const auto found = follow(90, 1, "Mamba");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].name, "Mamba");
  EXPECT_THAT(found[0].reasons, ElementsAre(Reason::TakenUp));
  EXPECT_EQ(found[0].known_since, kFirst + 90);
  EXPECT_EQ(found[0].submitted, kFirst + 70);
  EXPECT_EQ(found[0].status, model::ReleaseStatus::Candidate);
}

TEST_F(DiscoveryTest, MuchUptakeConfirms) {
  begin();
  see(70, "Mamba: Linear Time", fmt::format("Our Mamba uses {}.", kSubject), {"Albert Gu"});
  const auto found = follow(80, 15, "Mamba");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].status, model::ReleaseStatus::Confirmed);
}

TEST_F(DiscoveryTest, TheAuthorsOwnPapersAndOneGroupAreNoUptake) {
  begin();
  see(70, "Mamba: Linear Time", fmt::format("Our Mamba uses {}.", kSubject), {"Albert Gu"});
  for (int p = 0; p < 9; ++p)
    EXPECT_THAT(see(80 + p, "More", fmt::format("We extend Mamba with {}.", kSubject), {"Albert Gu", "Tri Dao"}),
                IsEmpty());
  for (int p = 0; p < 9; ++p)
    EXPECT_THAT(see(90 + p, "More", fmt::format("We extend Mamba with {}.", kSubject), {"One Group"}), IsEmpty());
}

TEST_F(DiscoveryTest, AnotherThingOfTheSameNameIsNoUptake) {
  begin();
  see(70, "Mamba: Linear Time", fmt::format("Our Mamba uses {}.", kSubject), {"Albert Gu"});
  for (int p = 0; p < 9; ++p)
    EXPECT_THAT(see(80 + p, "Snakes", "The venom of the Mamba harms rodents.", {fmt::format("Zoologist {}", p)}),
                IsEmpty());
}

TEST_F(DiscoveryTest, ANameThatWasInUseBeforeIsNobodys) {
  begin();
  follow(10, 14, "ChatGPT");
  see(70, "ChatGPT: The End of Exams", fmt::format("We test ChatGPT on {}.", kSubject), {"A Critic"});
  EXPECT_THAT(follow(80, 9, "ChatGPT"), IsEmpty());
}

TEST_F(DiscoveryTest, TheNextVersionOfSomethingKnownIsACandidate) {
  discovery.know({.id = "llama", .name = "LLaMA", .released = kFirst, .known_since = kFirst}, {});
  const auto found = see(100, "Llama 2: Open Foundation Models", "We release Llama 2, a collection.", {});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].reasons, ElementsAre(Reason::Successor));
  EXPECT_LT(found[0].weight, kUsedWeight);
}

TEST_F(DiscoveryTest, AuthorsAreKnownAsALabsOnlyOnceTheyHaveSigned) {
  const std::vector<std::string> people{"A One", "B Two", "C Three", "D Four"};
  EXPECT_THAT(see(0, "GoodName1: A Model", "We introduce GoodName1.", people), IsEmpty());
  std::vector<std::string> signed_by = people;
  signed_by.insert(signed_by.begin(), "DeepSeek-AI");
  see(1, "DeepSeek-V2: A Model", "We introduce DeepSeek-V2.", signed_by);
  const auto found = see(2, "OtherName2: A Model", "We introduce OtherName2.", people);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].lab, "DeepSeek");
  EXPECT_THAT(found[0].reasons, ElementsAre(Reason::KnownAuthors));
}

TEST_F(DiscoveryTest, ANewNameOfWhichSeveralSayWhoMadeItIsACandidateWithoutAPaper) {
  begin();
  follow(100, 8, "GPT-4V");
  EXPECT_THAT(see(110, "One", "We test OpenAI's GPT-4V on images.", {"A One"}), IsEmpty());
  EXPECT_THAT(see(111, "Two", "We test GPT-4V from OpenAI on charts.", {"B Two"}), IsEmpty());
  EXPECT_THAT(see(112, "Two again", "We test GPT-4V from OpenAI on maps.", {"B Two", "C Three"}), IsEmpty());
  const auto found = see(113, "Three", "GPT-4V, a model developed by OpenAI, sees.", {"D Four"});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_FALSE(found[0].paper);
  EXPECT_EQ(found[0].name, "GPT-4V");
  EXPECT_EQ(found[0].lab, "OpenAI");
  EXPECT_EQ(found[0].submitted, kFirst + 100);
  EXPECT_EQ(found[0].known_since, kFirst + 113);
  EXPECT_EQ(found[0].weight, kUsedWeight);
  EXPECT_THAT(found[0].reasons, ElementsAre(Reason::Attested));
  EXPECT_THAT(found[0].witnesses, SizeIs(3));
}

TEST_F(DiscoveryTest, AnOldProductThatIsMentionedIsNoRelease) {
  begin();
  for (int p = 0; p < 80; ++p)
    EXPECT_THAT(see(5 + 2 * p, "More", "We build on OpenAI's CLIP.", {fmt::format("Author {}", p)}), IsEmpty());
}

TEST_F(DiscoveryTest, ANameOfTwoLabsIsNobodys) {
  begin();
  follow(100, 8, "GPT-4V");
  for (int p = 0; p < 6; ++p)
    EXPECT_THAT(see(110 + p, "More", fmt::format("We test {}'s GPT-4V.", p % 2 == 0 ? "OpenAI" : "DeepSeek"),
                    {fmt::format("Tester {}", p)}),
                IsEmpty());
}

TEST_F(DiscoveryTest, APartOfALongerNameIsNoReleaseOfItsOwn) {
  begin();
  follow(100, 8, "Model Context Protocol");
  std::vector<Proposal> found;
  for (int p = 0; p < 3; ++p)
    for (auto& proposal : see(110 + p, "More", "The Model Context Protocol (MCP), introduced by OpenAI, connects.",
                              {fmt::format("Tester {}", p)}))
      found.push_back(proposal);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].name, "Model Context Protocol");
  EXPECT_THAT(found[0].aliases, ElementsAre("MCP"));
}

TEST_F(DiscoveryTest,
       APaperThatBearsTheNameOfWhatALabMadeIsNotTakenUp) {  // "ChatGPT: The End of Online Exam Integrity?"
  begin();
  see(70, "Early adopters", "ChatGPT developed by OpenAI is one such model.", {"An Observer"});
  follow(72, 2, "ChatGPT");
  see(77, "ChatGPT: The End of Exams", fmt::format("We test ChatGPT on {}.", kSubject), {"A Critic"});
  EXPECT_THAT(follow(80, 9, "ChatGPT"), IsEmpty());
}

}  // namespace
}  // namespace bandwagon::candidate

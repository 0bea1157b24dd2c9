#include "analyzers/candidate/uptake.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/unit/candidate/zephyra.hpp"

namespace bandwagon::candidate {
namespace {

using Step = TakenUp::Step;

// One paper that calls its work Mamba, and papers that use the name.
struct UptakeTest : testing::Test {
  UptakeTest() {
    const auto own = paper(100, "Mamba: Linear-Time Sequence Modeling", {"Albert Gu", "Tri Dao"});
    const auto reading = PaperReader({}).read(own);
    uptake.follow(own, reading, {{&reading.names.given.front(), 2}});
    name = reading.names.given.front().id;
  }
  model::Paper paper(int day, std::string title, std::vector<std::string> authors) {
    return {.id = *model::PaperId::parse(fmt::format("2401.{:05}", ++count)),
            .title = std::move(title),
            .abstract = fmt::format("We use Mamba with {}.", kSubject),
            .authors = std::move(authors),
            .categories = {"cs.CL"},
            .announced = kFirst + day};
  }
  std::vector<TakenUp> use(int day, const std::string& author, std::string title = "A study") {
    const auto user = paper(day, std::move(title), {author});
    return uptake.count(user, PaperReader({}).read(user));
  }
  Uptake uptake{{}, {"cs.CL"}};
  model::PaperId mamba = *model::PaperId::parse("2401.00001");  // the first
  NameId name = 0;
  int count = 0;
};

}  // namespace

TEST_F(UptakeTest, ComesWithTheFifthGroupAndAgainWithTheFifteenth) {
  std::vector<Step> steps;
  for (int p = 0; p < 16; ++p)
    for (const auto& taken : use(110 + p, fmt::format("Author {}", p))) {
      EXPECT_EQ(taken.paper, mamba);
      EXPECT_EQ(taken.followers, p + 1);
      steps.push_back(taken.step);
    }
  std::vector<Step> expected(11, Step::Again);  // of the fifth to the fifteenth; then it is settled
  expected.front() = Step::FirstTime;
  expected.back() = Step::Much;
  EXPECT_EQ(steps, expected);
}

TEST_F(UptakeTest, CountsAGroupOnceAndItsOwnAuthorsNever) {
  for (int p = 0; p < 20; ++p) {
    EXPECT_TRUE(use(110 + p, "Tri Dao").empty());
    EXPECT_TRUE(use(110 + p, "One Other").empty());
  }
}

TEST_F(UptakeTest, WantsMoreFollowersWhereOthersBearTheName) {
  EXPECT_TRUE(use(105, "A Namesake", "Mamba: A Snake Detector").empty());
  std::size_t first = 0;
  for (std::size_t p = 1; p <= 12 && first == 0; ++p)
    if (!use(110 + static_cast<int>(p), fmt::format("Author {}", p)).empty()) first = p;
  EXPECT_EQ(first, 8U) << "five, and three for the namesake";
}

TEST_F(UptakeTest, WantsARiseOverTheTimeBefore) {
  auto older = paper(100, "Transformer: Attention", {"Ashish Vaswani"});
  older.abstract = fmt::format("We use Transformer with {}.", kSubject);
  const auto reading = PaperReader({}).read(older);
  Uptake often{{}, {"cs.CL"}};
  often.follow(older, reading, {{&reading.names.given.front(), 40}});
  for (int p = 0; p < 10; ++p) {
    auto user = paper(130 + 5 * p, "A study", {fmt::format("Author {}", p)});
    user.abstract = fmt::format("We use Transformer with {}.", kSubject);
    EXPECT_TRUE(often.count(user, PaperReader({}).read(user)).empty());
  }
}

TEST_F(UptakeTest, KnowsForAWhileWhoseTheNameIs) {
  EXPECT_TRUE(uptake.is_taken(name, kFirst + 120));
  EXPECT_FALSE(uptake.is_taken(name, kFirst + 161));
  EXPECT_FALSE(uptake.is_taken(name + 1, kFirst + 120));
  EXPECT_TRUE(uptake.follows(mamba));
  uptake.forget(kFirst + 100 + DiscoveryParams{}.uptake_days);
  EXPECT_TRUE(uptake.follows(mamba));
  uptake.forget(kFirst + 101 + DiscoveryParams{}.uptake_days);
  EXPECT_FALSE(uptake.follows(mamba));
  EXPECT_FALSE(uptake.is_taken(name, kFirst + 120));
}

}  // namespace bandwagon::candidate

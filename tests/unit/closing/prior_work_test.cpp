#include "daemon/closing/prior_work.hpp"

#include <gmock/gmock.h>

#include "analyzers/parallel/each.hpp"
#include "tests/support/papers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon {
namespace {

using support::day;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class PriorWork : public ::testing::Test {
 protected:
  void add(const char* id, const char* announced, const char* abstract) {
    auto record = support::paper(id, announced);
    record.paper.abstract = abstract;
    ASSERT_TRUE(store::store_papers(connection_, std::vector{record}));
  }
  std::vector<std::string> found(const std::vector<std::string>& phrases, const char* before = "2030-01-01") {
    std::vector<std::string> ids;
    for (const auto& paper : look_up_(phrases, day(before))) ids.push_back(paper.paper.id.str());
    return ids;
  }

 private:
  test::TemporaryFolder folder_;
  store::Connection connection_ = store::open_writer(folder_ / "papers.db").value();
  close::PriorWork look_up_ = closing::prior_work(connection_);
};

}  // namespace

TEST_F(PriorWork, HoldsTwoPhrasesOrMoreTheMostFirstThenTheOldest) {
  add("2401.00003", "2024-01-05", "visual search with diffusion transformers");
  add("2401.00002", "2024-01-05", "visual search with a diffusion transformer");
  add("2301.00001", "2023-01-05", "visual search and diffusion transformers for video generation");
  add("2201.00001", "2022-01-05", "visual search alone");
  const std::vector<std::string> phrases{"visual search", "diffusion transformers", "video generation"};
  EXPECT_THAT(found(phrases), ElementsAre("2301.00001", "2401.00002", "2401.00003"));
  EXPECT_THAT(found(phrases), ElementsAre("2301.00001", "2401.00002", "2401.00003")) << "the same when asked again";
}

TEST_F(PriorWork, IsFromBeforeADay) {
  add("2401.00002", "2024-01-05", "visual search with a diffusion transformer");
  add("2301.00001", "2023-01-05", "visual search with diffusion transformers");
  const std::vector<std::string> phrases{"visual search", "diffusion transformer"};
  EXPECT_THAT(found(phrases, "2024-01-05"), ElementsAre("2301.00001"));
  EXPECT_THAT(found(phrases, "2023-01-05"), IsEmpty());
}

TEST_F(PriorWork, StandsInOrderWhateverWasAskedBefore) {
  add("2401.00002", "2024-01-05", "visual search with a diffusion transformer");
  add("2301.00001", "2023-01-05", "visual search for video generation");
  add("2201.00001", "2022-01-05", "visual search with reward models");
  EXPECT_THAT(found({"visual search", "diffusion transformer"}), ElementsAre("2401.00002"));
  EXPECT_THAT(found({"visual search"}), ElementsAre("2201.00001", "2301.00001", "2401.00002"));
}

TEST_F(PriorWork, IsTheSameWhenSeveralAskAtOnce) {
  const std::vector<std::string> subjects{"visual search", "diffusion transformer", "reward model", "video generation"};
  for (std::size_t paper = 0; paper < 40; ++paper) {
    const auto id = "2301.000" + std::to_string(paper + 10);
    const auto abstract = subjects[paper % 4] + " with " + subjects[(paper + 1 + paper % 2) % 4];
    add(id.c_str(), "2023-01-05", abstract.c_str());
  }
  std::vector<std::vector<std::string>> alone, together(64);
  const auto asked = [&](std::size_t question) {
    return std::vector{subjects[question % 4], subjects[(question + 1 + question / 4 % 2) % 4]};
  };
  parallel::each(together.size(), 1, [&](std::size_t question) { together[question] = found(asked(question)); });
  for (std::size_t question = 0; question < together.size(); ++question) alone.push_back(found(asked(question)));
  EXPECT_THAT(alone[0], Not(IsEmpty()));
  EXPECT_EQ(together, alone);
}

TEST_F(PriorWork, KnowsSingularAndPluralButNoOtherWordThatBeginsAlike) {
  add("2301.00001", "2023-01-05", "the Pro edition");
  add("2301.00002", "2023-01-05", "a problem of process reward modelling");
  add("2301.00003", "2023-01-05", "a process reward model");
  add("2301.00004", "2023-01-05", "process reward models and their abilities in boxes");
  EXPECT_THAT(found({"Pro"}), ElementsAre("2301.00001"));
  EXPECT_THAT(found({"process reward model"}), ElementsAre("2301.00003", "2301.00004"));
  EXPECT_THAT(found({"process reward models"}), ElementsAre("2301.00003", "2301.00004"));
  EXPECT_THAT(found({"their ability"}), ElementsAre("2301.00004"));
  EXPECT_THAT(found({"in box"}), ElementsAre("2301.00004"));
  EXPECT_THAT(found({"processes"}), ElementsAre("2301.00002", "2301.00003", "2301.00004"));
}

TEST_F(PriorWork, CountsAPhraseOnceHoweverItIsWritten) {
  add("2301.00001", "2023-01-05", "chain of thought alone");
  add("2301.00002", "2023-01-05", "chain-of-thought with reward models");
  EXPECT_THAT(found({"Chain of Thought", "chain-of-thought", "reward model"}), ElementsAre("2301.00002"));
  EXPECT_THAT(found({"Chain of Thought", "chain-of-thoughts", "..."}), ElementsAre("2301.00001", "2301.00002"));
}

TEST_F(PriorWork, TakesPhrasesAsTheyAre) {
  add("2301.00001", "2023-01-05", "a \"quoted\" phrase NEAR another OR none");
  EXPECT_THAT(found({"\"quoted\" phrase", "near another or"}), ElementsAre("2301.00001"));
  EXPECT_THAT(found({}), IsEmpty());
}

}  // namespace bandwagon

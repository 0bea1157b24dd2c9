#include "analyzers/model/paper.hpp"

#include <gmock/gmock.h>

#include "analyzers/model/release.hpp"

namespace bandwagon::model {

TEST(ListsOf, AreTheWatchedListsInTheirOwnOrder) {
  const std::vector<std::string> watched{"cs.CL", "cs.AI", "cs.CV"};
  Paper paper{.id = *PaperId::parse("2401.00001"), .categories = {"cs.CV", "cs.LG", "cs.CL"}};
  EXPECT_THAT(lists_of(paper, watched), testing::ElementsAre(&watched[0], &watched[2]));
  paper.categories = {"cs.LG", "cs.C"};
  EXPECT_THAT(lists_of(paper, watched), testing::IsEmpty());
  EXPECT_THAT(lists_of(paper, {}), testing::IsEmpty());
}

TEST(Release, KnowsItsOwnPapers) {
  const auto first = *PaperId::parse("2501.12948"), second = *PaperId::parse("2402.03300");
  const Release release{.id = "r", .arxiv_ids = {first, second}};
  EXPECT_TRUE(release.is_own_paper(first));
  EXPECT_TRUE(release.is_own_paper(second));
  EXPECT_FALSE(release.is_own_paper(*PaperId::parse("2501.12949")));
  EXPECT_FALSE(Release{}.is_own_paper(first));
}

}  // namespace bandwagon::model

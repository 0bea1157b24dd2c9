#include "analyzers/concurrent/authors.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bandwagon::concurrent {
namespace {

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const bool forth = may_share_author(a, b);
  EXPECT_EQ(forth, may_share_author(b, a));
  return forth;
}

}  // namespace

TEST(SharedAuthor, IsTheSameNameWhateverItsSpelling) {
  EXPECT_TRUE(share({"Ada Lovelace", "John Smith"}, {"john  smith"}));
  EXPECT_TRUE(share({"Kurt G{\\\"o}del"}, {"KURT G\\\"odel"}));
  EXPECT_TRUE(share({"John A. Smith"}, {"John Smith"}));
}

TEST(SharedAuthor, MayHideBehindAnInitial) {
  EXPECT_TRUE(share({"J. Smith"}, {"John Smith"}));
  EXPECT_TRUE(share({"J.R. Smith"}, {"John Smith"}));
  EXPECT_FALSE(share({"K. Smith"}, {"John Smith"}));
}

TEST(SharedAuthor, IsNotOneOfTheSameFamily) {
  EXPECT_FALSE(share({"Wei Wang", "Li Zhang"}, {"Jun Wang", "Ming Zhang"}));
}

TEST(SharedAuthor, OfOneWordIsTheSameOnlyAsAWhole) {
  EXPECT_TRUE(share({"DeepSeek-AI"}, {"DeepSeek-AI", "Wei Wang"}));
  EXPECT_FALSE(share({"Wang"}, {"Wei Wang"}));
  EXPECT_FALSE(share({"OpenAI"}, {"DeepSeek-AI"}));
}

TEST(SharedAuthor, IsNoMarkBetweenNames) {
  EXPECT_FALSE(share({"OpenAI", ":", "Aaron Hurst"}, {"DeepSeek-AI", ":", "Xiao Bi"}));
}

TEST(SharedAuthor, IsNobodyWhereNobodyIsKnown) {
  EXPECT_FALSE(share({}, {"Wei Wang"}));
  EXPECT_FALSE(share({}, {}));
}

}  // namespace bandwagon::concurrent

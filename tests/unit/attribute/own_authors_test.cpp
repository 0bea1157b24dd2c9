#include "analyzers/attribute/own_authors.hpp"

#include <gtest/gtest.h>

#include "tests/support/corpus.hpp"

namespace bandwagon::attribute {
namespace {

model::StoredPaper by(std::vector<std::string> authors) {
  return {.key = 1, .paper = {.id = support::paper_id(1), .authors = std::move(authors)}};
}

bool lead(const OwnAuthors& own, std::vector<std::string> authors) {
  corpus::Reading paper{.source = by(std::move(authors))};
  corpus::read_papers({&paper});
  return own.lead(paper);
}

}  // namespace

TEST(OwnAuthors, LeadWhatTheFirstOrTheLastOfThemIsFirstOrLastAuthorOf) {
  const OwnAuthors own(std::vector{by({"Haotian Liu", "Chunyuan Li", "Yong Jae Lee"})});
  EXPECT_TRUE(lead(own, {"Haotian Liu", "Somebody Else"}));
  EXPECT_TRUE(lead(own, {"Somebody Else", "Yong Jae Lee"}));
  EXPECT_TRUE(lead(own, {"haotian liu"}));
  EXPECT_FALSE(lead(own, {"Chunyuan Li", "Somebody Else"}));
  EXPECT_FALSE(lead(own, {"Somebody Else", "Haotian Liu", "Another"}));
}

TEST(OwnAuthors, AreThoseOfEachOwnPaper) {
  const OwnAuthors own(std::vector{by({"Albert Gu", "Tri Dao"}), by({"OpenAI"})});
  EXPECT_TRUE(lead(own, {"Tri Dao", "Albert Gu"}));
  EXPECT_TRUE(lead(own, {"OpenAI"}));
}

TEST(OwnAuthors, LeadNothingWhereNobodyIsKnown) {
  EXPECT_FALSE(lead(OwnAuthors({}), {"Tri Dao"}));
  EXPECT_FALSE(lead(OwnAuthors(std::vector{by({})}), {}));
  EXPECT_FALSE(lead(OwnAuthors(std::vector{by({"Tri Dao"})}), {}));
}

}  // namespace bandwagon::attribute

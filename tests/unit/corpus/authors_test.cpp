#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "analyzers/corpus/window.hpp"

namespace bandwagon::corpus {
namespace {

std::vector<const Reading*> pointers(const std::vector<Reading>& papers) {
  std::vector<const Reading*> pointers;
  for (const auto& paper : papers) pointers.push_back(&paper);
  return pointers;
}

std::vector<Reading> by(const std::vector<std::vector<std::uint64_t>>& authors) {
  std::vector<Reading> papers;
  for (const auto& own : authors)
    papers.push_back({.source = {.key = 0, .paper = {.id = *model::PaperId::parse("2201.00001")}}, .authors = own});
  return papers;
}

// Joins papers that share an author until nothing changes.
int slow_groups(const std::vector<std::vector<std::uint64_t>>& authors) {
  std::vector<std::size_t> group(authors.size());
  for (std::size_t i = 0; i < group.size(); ++i) group[i] = i;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t j = 0; j < group.size(); ++j) {
        const bool share = std::any_of(authors[i].begin(), authors[i].end(),
                                       [&](auto a) { return std::count(authors[j].begin(), authors[j].end(), a) > 0; });
        if (!share || group[i] == group[j]) continue;
        group[i] = group[j] = std::min(group[i], group[j]);
        changed = true;
      }
  }
  std::sort(group.begin(), group.end());
  return static_cast<int>(std::unique(group.begin(), group.end()) - group.begin());
}

}  // namespace

TEST(AuthorGroups, AgreeWithJoiningUntilNothingChanges) {
  EXPECT_TRUE(rc::check("groups against slow", [] {
    const auto author = rc::gen::inRange<std::uint64_t>(1, 25);
    const auto authors =
        *rc::gen::resize(20, rc::gen::container<std::vector<std::vector<std::uint64_t>>>(
                                 rc::gen::resize(3, rc::gen::container<std::vector<std::uint64_t>>(author))));
    const auto papers = by(authors);
    RC_ASSERT(author_groups(pointers(papers)) == slow_groups(authors));
  }));
}

TEST(AuthorGroups, CountAChainOfCoauthorsAsOne) {
  const auto papers = by({{1, 2}, {3, 4}, {2, 3}, {9}});
  EXPECT_EQ(author_groups(pointers(papers)), 2);
}

TEST(AuthorGroups, CountAPaperWithoutKnownAuthorsAsOne) {
  const auto papers = by({{}, {}, {1}});
  EXPECT_EQ(author_groups(pointers(papers)), 3);
}

TEST(AuthorGroups, AreNoneWithoutPapers) {
  EXPECT_EQ(author_groups({}), 0);
}

TEST(AuthorHash, SurvivesCaseSpacesAndPoints) {
  EXPECT_EQ(author_hash("Alan M. Turing"), author_hash("alan m turing"));
  EXPECT_NE(author_hash("Alan M. Turing"), author_hash("Alan Turing"));
}

TEST(AuthorHash, SurvivesAccentsInTex) {
  EXPECT_EQ(author_hash("Henri Poincar\\'e"), author_hash("Henri Poincar\\'{e}"));
  EXPECT_EQ(author_hash("Henri Poincar\\'e"), author_hash("Henri Poincare"));
}

}  // namespace bandwagon::corpus

#include "daemon/parse/idea.hpp"

#include <gmock/gmock.h>

namespace bandwagon::parse {
namespace {

using testing::HasSubstr;

std::string refusal(std::string_view text) {
  const auto idea = idea_from(text, "idea.md");
  EXPECT_FALSE(idea);
  if (idea) return {};
  EXPECT_EQ(idea.error().kind, ErrorKind::Usage);
  return idea.error().message;
}

TEST(IdeaText, HasItsTitleOnTheFirstLine) {
  const auto idea = idea_from("\n  Tool use for small models \r\n\nWe train them.\nWith rewards.\n", "-").value();
  EXPECT_EQ(idea.title, "Tool use for small models");
  EXPECT_EQ(idea.abstract, "We train them. With rewards.");
}

TEST(IdeaText, LosesTheMarksOfMarkdown) {
  const auto idea = idea_from(
                        "\xef\xbb\xbf---\n# Title: **Tool calls** of `small` transformers\n===\n- Abstract: see [the "
                        "paper](https://x.example/a)\n2. more\n",
                        "-")
                        .value();
  EXPECT_EQ(idea.title, "Tool calls of small transformers");
  EXPECT_EQ(idea.abstract, "see the paper more");
}

TEST(IdeaText, TakesTheNamesOfItsPartsForWhatTheyAre) {
  const auto idea = idea_from("Title: Tool use\nABSTRACT: We train small models.\n", "-").value();
  EXPECT_EQ(idea.title, "Tool use");
  EXPECT_EQ(idea.abstract, "We train small models.");
}

TEST(IdeaText, MayBeOneLongParagraph) {
  std::string long_line;
  for (int i = 0; i < 60; ++i) long_line += "cognate sets of Uralic languages ";
  const auto idea = idea_from(long_line, "-").value();
  EXPECT_TRUE(idea.title.empty());
  EXPECT_GT(idea.abstract.size(), 1000U);
}

TEST(IdeaText, OfNothingIsRefused) {
  EXPECT_THAT(refusal(""), HasSubstr("idea.md holds no words"));
  EXPECT_THAT(refusal(" \n \t\n"), HasSubstr("holds no words"));
  EXPECT_THAT(refusal("# ---\n!!!\n"), HasSubstr("holds no words"));
}

TEST(IdeaText, OfTwoWordsIsTooShort) {
  EXPECT_THAT(refusal("tool cognate"), HasSubstr("too few words to compare (2)"));
}

TEST(IdeaText, OfBytesThatAreNoTextIsRefused) {
  using namespace std::string_view_literals;
  EXPECT_THAT(refusal("%PDF-1.5\n\0\0 reinforcement learning of tools"sv), HasSubstr("is no text"));
  EXPECT_THAT(refusal("reinforcement learning \xff\xfe of tools"), HasSubstr("is no text"));
}

}  // namespace
}  // namespace bandwagon::parse

#include "daemon/parse/authors.hpp"

#include <gmock/gmock.h>

using bandwagon::parse::split_author_line;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(AuthorLine, IsSplitAtCommasAndAtTheWordAnd) {
  EXPECT_THAT(split_author_line("Ileana Streinu and Louis Theran"), ElementsAre("Ileana Streinu", "Louis Theran"));
  EXPECT_THAT(split_author_line("A. One, B. Two,\n  and C. Three"), ElementsAre("A. One", "B. Two", "C. Three"));
}

TEST(AuthorLine, KeepsNamesThatContainTheLettersAnd) {
  EXPECT_THAT(split_author_line("Marc Andrand, Anders Sandberg"), ElementsAre("Marc Andrand", "Anders Sandberg"));
}

TEST(AuthorLine, LosesAffiliationsEvenWithCommasAndBracketsInside) {
  EXPECT_THAT(split_author_line("A. S. Mishchenko (1 and 2) and N. Nagaosa (1 and 3) ((1) CREST, Japan\n  Science, (2) "
                                "Kurchatov, (3) Tokyo)"),
              ElementsAre("A. S. Mishchenko", "N. Nagaosa"));
  EXPECT_THAT(split_author_line("V. M. Biryukov (Serpukhov, IHEP"), ElementsAre("V. M. Biryukov"));
}

TEST(AuthorLine, KeepsTexAccentsAndCommasInsideBraces) {
  EXPECT_THAT(split_author_line(R"(C. Bal\'azs, K. {G\"odel, the elder})"),
              ElementsAre(R"(C. Bal\'azs)", R"(K. {G\"odel, the elder})"));
}

TEST(AuthorLine, KeepsASuffixWithItsName) {
  EXPECT_THAT(split_author_line("M. L. King, Jr., H. Davis III, J. Doe"),
              ElementsAre("M. L. King Jr.", "H. Davis III", "J. Doe"));
}

TEST(AuthorLine, LosesWhatIsNoName) {
  EXPECT_THAT(split_author_line("OpenAI, :, Aaron Hurst, 李雷, ., 3"), ElementsAre("OpenAI", "Aaron Hurst", "李雷"));
}

TEST(AuthorLine, MayBeEmptyOrNothingButSeparators) {
  EXPECT_THAT(split_author_line(""), IsEmpty());
  EXPECT_THAT(split_author_line(" , and , (nobody)"), IsEmpty());
}

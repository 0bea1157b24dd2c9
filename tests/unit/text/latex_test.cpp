#include "analyzers/text/latex.hpp"

#include <gtest/gtest.h>

namespace bandwagon::text {

TEST(PlainText, KeepsTheLettersOfMathematics) {
  EXPECT_EQ(plain_text("$\\tau$-bench"), "tau-bench");
  EXPECT_EQ(plain_text("$k$NN"), "kNN");
}

TEST(PlainText, KeepsWhatACommandSetsInType) {
  EXPECT_EQ(plain_text("OpenAI \\textbf{o1}"), "OpenAI o1");
  EXPECT_EQ(plain_text("{\\em DeepSeek}"), " DeepSeek");
}

TEST(PlainText, ReducesAccentsToTheBaseLetter) {
  EXPECT_EQ(plain_text("Poincar\\'e"), "Poincare");
  EXPECT_EQ(plain_text("Poincar\\'{e}"), "Poincare");
  EXPECT_EQ(plain_text("Schr\\\"odinger"), "Schrodinger");
}

TEST(PlainText, ReducesAccentsNamedByALetterToTheBaseLetter) {
  EXPECT_EQ(plain_text("Fran\\c{c}ois"), "Francois");
  EXPECT_EQ(plain_text("Ko\\v{s}ice"), "Kosice");
  EXPECT_EQ(plain_text("Erd\\H{o}s"), "Erdos");
}

TEST(PlainText, WritesTypographicSignsInAscii) {
  EXPECT_EQ(plain_text("GPT\u20114o"), "GPT-4o");
  EXPECT_EQ(plain_text("\u201cthinking\u201d"), "\"thinking\"");
  EXPECT_EQ(plain_text("Llama\u00a03"), "Llama 3");
}

TEST(PlainText, LeavesOtherUtf8AsItIs) {
  EXPECT_EQ(plain_text("na\u00efve \u4e2d"), "na\u00efve \u4e2d");
}

TEST(PlainText, DropsAddresses) {
  EXPECT_EQ(plain_text("see https://example.org/a-b now"), "see  now");
  EXPECT_EQ(plain_text("\\url{http://example.org}"), "");
  EXPECT_EQ(plain_text("\\href{https://example.org/x}{the page}"), "the page");
}

TEST(PlainText, KeepsTheSentenceThatAnAddressEnds) {
  EXPECT_EQ(plain_text("at https://example.org/x. Transformers"), "at . Transformers");
  EXPECT_EQ(plain_text("(https://example.org/x), weights"), "(), weights");
}

TEST(PlainText, ReadsUnbalancedTexAsFarAsItMakesSense) {
  EXPECT_EQ(plain_text("\\textbf{o1"), "o1");
  EXPECT_EQ(plain_text("o1}} $x"), "o1 x");
  EXPECT_EQ(plain_text("ends with \\"), "ends with \\");
  EXPECT_EQ(plain_text(""), "");
}

TEST(PlainText, KeepsEscapedSigns) {
  EXPECT_EQ(plain_text("90\\% of \\$5 \\& more"), "90% of $5 & more");
}

}  // namespace bandwagon::text

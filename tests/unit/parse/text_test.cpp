#include <gtest/gtest.h>

#include "daemon/parse/one_line.hpp"
#include "daemon/parse/utf8.hpp"

using bandwagon::parse::first_invalid_utf8;
using bandwagon::parse::one_line;
using namespace std::string_view_literals;

TEST(OneLine, FoldsWhiteSpaceAndControlCharacters) {
  EXPECT_EQ(one_line("  Calculation of prompt\n  diphoton\tproduction\x1b[31m "),
            "Calculation of prompt diphoton production [31m");
  EXPECT_EQ(one_line("a\0b\x7f"sv), "a b");
  EXPECT_EQ(one_line(" \n"), "");
}

TEST(Utf8, AcceptsEveryLengthOfCharacter) {
  EXPECT_FALSE(first_invalid_utf8("a\u00e9\u20ac\U0001F600\uFFFD"));
}

TEST(Utf8, ReplacesWrongBytesAndNothingElse) {
  using bandwagon::parse::with_replacements;
  EXPECT_EQ(with_replacements("a\u00e9"), "a\u00e9");
  EXPECT_EQ(with_replacements("caf\xe9 \u20ac\xff"), "caf\uFFFD \u20ac\uFFFD");
  EXPECT_EQ(with_replacements("\xe2\x82"), "\uFFFD\uFFFD");
}

TEST(Utf8, NamesTheFirstWrongByte) {
  EXPECT_EQ(first_invalid_utf8("abc\xff"), 3u);
  EXPECT_EQ(first_invalid_utf8("\x80"), 0u);
  EXPECT_EQ(first_invalid_utf8("ok\xe2\x82"), 2u) << "cut short";
  EXPECT_EQ(first_invalid_utf8("\xc0\xaf"), 0u) << "overlong";
  EXPECT_EQ(first_invalid_utf8("\xe0\x9f\xbf"), 0u) << "overlong";
  EXPECT_EQ(first_invalid_utf8("\xed\xa0\x80"), 0u) << "surrogate";
  EXPECT_EQ(first_invalid_utf8("\xf4\x90\x80\x80"), 0u) << "above U+10FFFF";
}

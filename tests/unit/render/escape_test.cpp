#include "daemon/render/escape.hpp"

#include <gtest/gtest.h>

#include <random>

namespace bandwagon::render {
namespace {

TEST(Plain, TakesTerminalEscapesOutWhole) {
  EXPECT_EQ(plain("a\x1b[31mred\x1b[0m b"), "ared b");
  EXPECT_EQ(plain("\x1b]0;owned\atitle"), "title");
  EXPECT_EQ(plain("\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\"), "link");
  EXPECT_EQ(plain("\x1b[2J\x1b(Bend\x1b"), "Bend");
  EXPECT_EQ(plain("never closed \x1b]0;the words stay"), "never closed 0;the words stay");
}

TEST(Plain, TakesControlCharactersAndDirectionMarksOut) {
  EXPECT_EQ(plain("a\x01\x7f\xc2\x9b"
                  "b\a"),
            "ab");
  EXPECT_EQ(plain("user\u202egpj.exe\u202c \u2066x\u2069\u200f\ufeff"), "usergpj.exe x");
}

TEST(Plain, FoldsWhiteSpaceToOneLine) {
  EXPECT_EQ(plain("  a\n\tb \u00a0 c\r\n"), "a b c");
}

TEST(Plain, ReplacesBrokenUtf8AndKeepsGoodUtf8) {
  EXPECT_EQ(plain("Gödel 推理 🙂"), "Gödel 推理 🙂");
  EXPECT_EQ(plain("\xff"
                  "a\xc3"),
            "\ufffd"
            "a\ufffd");
  EXPECT_EQ(plain("\xc0\xaf"), "\ufffd\ufffd");            // overlong
  EXPECT_EQ(plain("\xed\xa0\x80"), "\ufffd\ufffd\ufffd");  // surrogate
  EXPECT_EQ(plain("\xf4\x90\x80\x80").substr(0, 3), "\ufffd");
}

TEST(Plain, GivesValidTextWithoutControlsForAnyBytes) {
  std::mt19937 seeded(1);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int i = 0; i < 40; ++i) bytes += static_cast<char>(seeded() % 4 == 0 ? 0x1b : seeded() % 256);
    const std::string clean = plain(bytes);
    for (std::size_t at = 0; at < clean.size();) {
      const CodePoint c = code_point_at(clean, at);
      ASSERT_FALSE(c.value < 0x20 || (c.value >= 0x7f && c.value < 0xa0));
      ASSERT_FALSE(c.value == 0xFFFD && c.bytes == 1);
      at += c.bytes;
    }
    ASSERT_EQ(plain(clean), clean);
  }
}

TEST(Html, LeavesNoMarkup) {
  EXPECT_EQ(html("<b a=\"x\" b='y'>&"), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
  EXPECT_EQ(html("a\x1b[1mb"), "ab");
}

TEST(Markdown, LeavesNoMarkupLinkOrMention) {
  EXPECT_EQ(markdown("**b** [l](x) `c` <i> | ~s~ # $x_1$"),
            "\\*\\*b\\*\\* \\[l\\](x) \\`c\\` &lt;i&gt; \\| \\~s\\~ \\# \\$x\\_1\\$");
  EXPECT_EQ(markdown("see http://evil.example www.evil.example @all"),
            "see http\\://evil.example www\\.evil.example \\@all");
  EXPECT_EQ(markdown("- no list"), "\\- no list");
  EXPECT_EQ(markdown("1. no list"), "1\\. no list");
  EXPECT_EQ(markdown("a-b, 4.2 and (c)"), "a-b, 4.2 and (c)");
}

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("Gödel"), 5U);
  EXPECT_EQ(display_width("推理"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width(""), 0U);
}

TEST(Clipped, CutsAtCharactersAndSaysSo) {
  EXPECT_EQ(clipped("abc", 3), "abc");
  EXPECT_EQ(clipped("abcd", 3), "ab…");
  EXPECT_EQ(clipped("推理模型", 4), "推…");
}

TEST(Wrapped, BreaksAtBlanksWithinTheWidth) {
  EXPECT_EQ(wrapped("one two three", 7, ""), "one two\nthree");
  EXPECT_EQ(wrapped("one two three", 7, "  "), "one two\n  three");
  EXPECT_EQ(wrapped("", 7, ""), "");
}

TEST(Wrapped, BreaksAWordThatIsTooLongByForce) {
  EXPECT_EQ(wrapped("ab abcdefghij c", 4, ""), "ab\nabcd\nefgh\nij c");
}

}  // namespace
}  // namespace bandwagon::render

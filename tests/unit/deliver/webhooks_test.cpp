#include "daemon/deliver/webhooks.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "daemon/deliver/plain.hpp"

namespace bandwagon::deliver {
namespace {

using ::testing::HasSubstr;

// RFC 4231, test cases 2 and 6.
TEST(HmacSha256, AgreesWithTheRfc) {
  EXPECT_EQ(hmac_sha256("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

std::string some_text(const std::vector<int>& picks) {
  const std::vector<std::string> pieces{"a", "é", "推", "🌊", " "};
  std::string text;
  for (const int pick : picks) text += pieces[static_cast<std::size_t>(pick) % pieces.size()];
  return text;
}

RC_GTEST_PROP(Cut, KeepsToTheLimitAndToWholeCharacters, (std::vector<unsigned char> picks)) {
  const std::string text = some_text({picks.begin(), picks.end()});
  const std::size_t most = 3 + picks.size() / 2;
  const std::string bytes = cut_bytes(text, most), letters = cut_characters(text, most);
  RC_ASSERT(bytes.size() <= most || bytes == text);
  RC_ASSERT(bytes.size() <= std::max(most, text.size()));
  RC_ASSERT(characters(letters) <= most);
  RC_ASSERT(one_line(bytes).find("\uFFFD") == std::string::npos);  // no character was broken
  for (const auto& cut : {bytes, letters})
    if (cut != text) RC_ASSERT(cut.ends_with("…") && text.starts_with(cut.substr(0, cut.size() - 3)));
}

TEST(Pack, IsUndoneByUnpack) {
  const Message message{.key = "k",
                        .subject = "s",
                        .summary = "u",
                        .link = "l",
                        .headlines = {{"a", "b", "c"}, {"d", "", ""}},
                        .text = "t\n",
                        .html = "<p>",
                        .document = "{}",
                        .file = "f",
                        .owed = {"a@example.org"}};
  EXPECT_EQ(unpack(pack(message)).value(), message);
  EXPECT_FALSE(unpack("no json"));
}

TEST(WebRequest, IsTheSameForEachAttemptAndDiffersBetweenDeliveries) {
  config::Channel channel;
  channel.kind = config::ChannelKind::Matrix, channel.room = "!r:x";
  const Message message{.key = "digest/2025-02-10"};
  const auto url = [&](Stamp stamp) { return web_request(channel, {"https://x/", "t"}, message, stamp).url; };
  EXPECT_EQ(url({1, 1000}), url({1, 1000}));
  EXPECT_NE(url({1, 1000}), url({2, 1000}));
  EXPECT_NE(url({1, 1000}), url({1, 2000}));  // another database that began to count anew
  EXPECT_THAT(url({1, 1000}), HasSubstr("https://x/_matrix/client/v3/rooms/%21r%3Ax/send/m.room.message/"));
}

nlohmann::json body_of(config::ChannelKind kind, const Message& message) {
  config::Channel channel;
  channel.kind = kind;
  return nlohmann::json::parse(web_request(channel, {"https://x/", {}}, message, {}).body);
}

TEST(WebRequest, SaysHowManyHeadlinesAreMissing) {
  Message message{.key = "k", .subject = "s", .summary = "u", .link = "https://x/"};
  for (int line = 0; line < 46; ++line) message.headlines.push_back({"t", "w", {}});
  auto blocks = body_of(config::ChannelKind::Slack, message)["blocks"];
  EXPECT_EQ(blocks.size(), 49U);  // all of them
  EXPECT_EQ(blocks[47]["text"]["text"], "t\nw");
  message.headlines.resize(50, {"t", "w", {}});
  blocks = body_of(config::ChannelKind::Slack, message)["blocks"];
  EXPECT_EQ(blocks.size(), 49U);
  EXPECT_EQ(blocks[47]["text"]["text"], "and 5 more");
  message.headlines.resize(2000, {"t", "w", {}});
  const auto text = body_of(config::ChannelKind::Ntfy, message)["message"].get<std::string>();
  EXPECT_THAT(text, ::testing::MatchesRegex("(.|\n)*\n\nand [0-9]+ more"));
  EXPECT_LE(text.size(), kNtfyMessage);
}

}  // namespace
}  // namespace bandwagon::deliver

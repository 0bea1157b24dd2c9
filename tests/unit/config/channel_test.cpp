#include <gmock/gmock.h>

#include "config/load.hpp"
#include "tests/unit/config/temp_folder.hpp"

namespace bandwagon::config {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Channels : ::testing::Test {
  TempFolder folder;
  Result<Config> read(const std::string& text) { return load(folder.write("b.toml", text)); }
  std::string refusal(const std::string& text) {
    const auto loaded = read(text);
    return loaded ? "accepted" : loaded.error().message;
  }
};

TEST_F(Channels, AreReadWithAllTheirKeys) {
  const auto loaded = read(R"([digest]
site = "https://example.org/b"
[[channel]]
name = "m"
kind = "mail"
url = "smtps://mail.example.org:465"
from = "b@example.org"
to = ["a@example.org"]
quiet = "22:00-07:30"
zone = "Europe/Berlin"
minimum = "high"
mute = ["GPT-4"]
)");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->digest.site, "https://example.org/b/");
  const Channel& channel = loaded->channels.at(0);
  EXPECT_EQ(channel.kind, ChannelKind::Mail);
  EXPECT_EQ(channel.quiet, (QuietHours{.from = 22 * 60, .until = 7 * 60 + 30}));
  EXPECT_EQ(channel.taste.minimum, digest::Severity::High);
  EXPECT_EQ(channel.taste.mute, std::vector<std::string>{"GPT-4"});
}

TEST_F(Channels, SayWhatTheirKindLacks) {
  const std::string begin = "[[channel]]\nname = \"c\"\nkind = ";
  EXPECT_THAT(refusal(begin + "\"pigeon\""),
              HasSubstr("must be one of file, mail, slack, discord, ntfy, matrix, webhook"));
  EXPECT_THAT(refusal(begin + "\"pigeon\""), Not(HasSubstr("needs a")));
  EXPECT_THAT(refusal(begin + "\"slack\""), HasSubstr("needs a url, or a url_credential"));
  EXPECT_THAT(refusal(begin + "\"file\"\npath = \"a.pdf\""), HasSubstr("must end with .html"));
  EXPECT_THAT(refusal(begin + "\"mail\"\nurl = \"smtp://x\""), HasSubstr("needs a from"));
  EXPECT_THAT(refusal(begin + "\"slack\"\nurl = \"smtp://x\""), HasSubstr("must begin with https://"));
  EXPECT_THAT(refusal(begin + "\"matrix\"\nurl = \"https://x\""), HasSubstr("needs a room"));
  EXPECT_THAT(refusal(begin + "\"webhook\"\nurl = \"https://x\""), HasSubstr("signing key"));
}

TEST_F(Channels, NeedANameAndAKind) {
  const auto said = refusal("[[channel]]\npath = \"a.html\"\nzone = \"UTC\"");
  EXPECT_THAT(said, HasSubstr("this [[channel]] needs a name"));
  EXPECT_THAT(said, HasSubstr("this [[channel]] needs a kind: file, mail, slack"));
}

TEST_F(Channels, DoNotLackWhatIsWrittenWrongly) {
  const std::string begin = "[[channel]]\nname = \"c\"\nkind = ";
  const auto mail = refusal(begin + "\"mail\"\nurl = \"mail\"\nfrom = \"A <a@x>\"\nto = [\"b\"]");
  EXPECT_THAT(mail, HasSubstr("channel.from must be a bare mail address"));
  EXPECT_THAT(mail, Not(HasSubstr("needs a")));
  EXPECT_THAT(refusal(begin + "\"file\"\npath = \"\""), HasSubstr("channel.path must not be empty"));
  EXPECT_THAT(refusal(begin + "\"file\"\npath = 3"), Not(HasSubstr("needs a")));
  EXPECT_THAT(refusal(begin + "7\npath = \"a.html\""), Not(HasSubstr("needs a")));
}

TEST_F(Channels, NameCredentialsAndNoOtherFiles) {
  const std::string begin = "[[channel]]\nname = \"c\"\nkind = \"slack\"\n";
  EXPECT_EQ(refusal(begin + "url_credential = \"my-hook_2\""), "accepted");
  EXPECT_THAT(refusal(begin + "url_credential = \"a/b\""), HasSubstr("channel.url_credential names no credential"));
  EXPECT_THAT(refusal(begin + "url = \"https://x\"\ncredential = \"../../etc/passwd\""),
              HasSubstr("b.toml:5:14: channel.credential names no credential: \"../../etc/passwd\""));
}

TEST_F(Channels, RefuseWhatMakesNoSense) {
  const std::string begin = "[[channel]]\nname = \"c\"\nkind = \"slack\"\nurl = \"https://x\"\n";
  EXPECT_EQ(refusal(begin), "accepted");
  for (const char* hours : {"22-7", "24:00-07:00", "22:00-22:00", "22:00", ""})
    EXPECT_THAT(refusal(begin + "quiet = \"" + hours + "\""), HasSubstr("two times of the day")) << hours;
  EXPECT_THAT(refusal(begin + "zone = \"Mars\""), HasSubstr("is no time zone"));
  EXPECT_THAT(refusal(begin + "to = [\"a b@x\"]"), HasSubstr("bare mail address"));
  EXPECT_THAT(refusal(begin + begin), HasSubstr("two channels are named \"c\""));
}

}  // namespace
}  // namespace bandwagon::config

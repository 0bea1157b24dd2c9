#include "config/labs.hpp"

#include <gmock/gmock.h>

#include <set>

namespace bandwagon::config {
namespace {

using testing::HasSubstr;

TEST(Labs, TheShippedListIsSound) {
  const auto labs = read_labs(BANDWAGON_SOURCE_DIR "/config/labs.toml", "https://hub.example");
  ASSERT_TRUE(labs) << labs.error().message;
  EXPECT_GE(labs->labs.size(), 20U);
  for (const auto& lab : labs->labs) EXPECT_FALSE(lab.signatures.empty()) << lab.name;
}

TEST(Labs, EachOrganisationIsASourceOnTheHub) {
  const auto labs = parse_labs("[[lab]]\nname='L'\nwhy='w'\norganisations=['org']", "labs.toml", "https://hub.example");
  ASSERT_TRUE(labs) << labs.error().message;
  ASSERT_EQ(labs->sources.size(), 1U);
  EXPECT_THAT(labs->sources.front().url, HasSubstr("https://hub.example/api/models?author=org"));
  EXPECT_EQ(labs->sources.front().lab, "L");
}

TEST(Labs, ALabMayHaveOtherNames) {
  const auto labs = parse_labs("[[lab]]\nname='L'\nwhy='w'\nmakers=['L AI', 'M']", "labs.toml", "");
  ASSERT_TRUE(labs) << labs.error().message;
  EXPECT_EQ(labs->labs.front().makers, (std::vector<std::string>{"L AI", "M"}));
}

TEST(Labs, AMistakeIsToldWithItsPlace) {
  const auto labs =
      parse_labs("[[lab]]\nname='L'\n[[source]]\nname='s'\nurl='ftp://x'\nwhy='w'\nurll='y'", "labs.toml", "");
  ASSERT_FALSE(labs);
  EXPECT_THAT(labs.error().message, HasSubstr("labs.toml:1"));
  EXPECT_THAT(labs.error().message, HasSubstr("needs a why"));
  EXPECT_THAT(labs.error().message, HasSubstr("urll"));
}

TEST(Labs, WithoutAListNothingIsKnown) {
  Config config;
  config.releases.labs = "";
  EXPECT_TRUE(configured_labs(config)->labs.empty());
}

}  // namespace
}  // namespace bandwagon::config

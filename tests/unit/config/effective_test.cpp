#include "config/effective.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "config/load.hpp"
#include "tests/unit/config/temp_folder.hpp"

namespace bandwagon::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const EffectiveSetting& setting(const std::vector<EffectiveSetting>& all, std::string_view section,
                                std::string_view key) {
  for (const auto& one : all)
    if (one.section == section && one.key == key) return one;
  throw std::runtime_error("no such setting");
}

TEST(EffectiveSettings, AreTheDefaultsWithoutAnyFile) {
  const auto all = effective_settings({});
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_EQ(setting(*all, "arxiv", "min_gap").value, "'3s'");
  EXPECT_TRUE(setting(*all, "arxiv", "min_gap").file.empty());
  EXPECT_EQ(setting(*all, "burst", "false_discovery_rate").value, "0.05");
}

TEST(EffectiveSettings, SayWhichFileAndLineSetThemLast) {
  const TempFolder folder;
  const auto first = folder.write("a.toml", "[digest]\ndays = 3\nmax_waves = 5\n"),
             last = folder.write("b.toml", "\n\n[digest]\ndays = 4\n");
  const auto all = effective_settings({first, folder.path() / "absent.toml", last});
  ASSERT_TRUE(all);
  EXPECT_EQ(setting(*all, "digest", "days").value, "4");
  EXPECT_EQ(setting(*all, "digest", "days").file, last);
  EXPECT_EQ(setting(*all, "digest", "days").place, (Place{4, 1}));
  EXPECT_EQ(setting(*all, "digest", "max_waves").file, first);
}

TEST(EffectiveSettings, WrittenAsAFileLoadAsTheSame) {
  const TempFolder folder;
  const auto file = folder.write("a.toml",
                                 "database = \"/srv/a.db\"\n[arxiv]\ncategories = [\"hep-th\"]\ncontact = \"a@b.c\"\n"
                                 "[[watch]]\nname = \"q\\\"uote\"\nwords = [\"tool use\"]\n[[watch]]\nname = \"z\"\n"
                                 "authors = [\"Ada\"]\n");
  const auto all = effective_settings({file});
  ASSERT_TRUE(all);
  const std::string text = to_toml(*all);
  EXPECT_THAT(text, HasSubstr("# " + file.string() + ":1\ndatabase = "));
  EXPECT_THAT(text, HasSubstr("# default\nmin_gap = "));
  const auto again = load(folder.write("b.toml", text));
  ASSERT_TRUE(again) << again.error().message << text;
  EXPECT_EQ(*again, load(file).value());
}

TEST(EffectiveSettings, OfAWrongFileAreItsProblems) {
  const TempFolder folder;
  const auto all = effective_settings({folder.write("a.toml", "[digest]\ndayz = 3\n")});
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().kind, ErrorKind::Config);
  EXPECT_THAT(all.error().message, HasSubstr("a.toml:2:1: unknown key digest.dayz (did you mean days?)"));
}

TEST(NamedCredentials, AreNoneByDefault) {
  EXPECT_THAT(named_credentials({}).value(), ElementsAre());
}

}  // namespace
}  // namespace bandwagon::config

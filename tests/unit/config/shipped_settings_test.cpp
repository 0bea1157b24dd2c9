// config/bandwagon.toml is documentation that must not drift from the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "config/load.hpp"
#include "tests/unit/config/temp_folder.hpp"

namespace bandwagon::config {
namespace {

const std::filesystem::path kShipped = BANDWAGON_SOURCE_DIR "/config/bandwagon.toml";

// The shipped file with every setting put in force: a "#" directly before a setting goes, "# prose" stays.
std::string uncommented() {
  std::ifstream shipped(kShipped);
  std::string text;
  for (std::string line; std::getline(shipped, line);) {
    const bool setting = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    text += (setting ? line.substr(1) : line) + '\n';
  }
  return text;
}

TEST(ShippedSettings, ChangeNothing) {
  const auto loaded = load(kShipped);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(*loaded, Config{});
}

TEST(ShippedSettings, AreTheDefaultsWhenPutInForce) {
  const TempFolder folder;
  const auto loaded = load(folder.write("bandwagon.toml", uncommented()));
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(*loaded, Config{});
}

TEST(ShippedSettings, NameEveryKey) {
  std::ifstream shipped(kShipped);
  std::string section;
  std::set<std::string> named;
  for (std::string line; std::getline(shipped, line);) {
    const auto begin = line.find_first_not_of("# ");
    if (begin == std::string::npos) continue;
    line = line.substr(begin);
    if (line.front() == '[')
      section = line.substr(line.find_first_not_of('['), line.find(']') - line.find_first_not_of('[')) + '.';
    if (const auto equals = line.find(" = "); equals != std::string::npos)
      named.insert(section + line.substr(0, equals));
  }
  const auto keys = known_keys();
  EXPECT_EQ(named, std::set<std::string>(keys.begin(), keys.end()));
}

}  // namespace
}  // namespace bandwagon::config

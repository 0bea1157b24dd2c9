// docs/man/bandwagon.toml.5.scd is documentation that must not drift from the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>

#include "config/load.hpp"

namespace bandwagon::config {
namespace {

// The settings of the page, "arxiv.min_gap": what stands in bold at the start of a setting's line, below "# [arxiv]".
std::set<std::string> settings_of_page() {
  std::ifstream page(BANDWAGON_SOURCE_DIR "/docs/man/bandwagon.toml.5.scd");
  const std::regex heading(R"(# \[{1,2}([a-z_]+)\]{1,2})"), bold(R"(\*([a-z_]+)\*(?!\())");
  std::string section;
  std::set<std::string> named;
  for (std::string line; std::getline(page, line);) {
    std::smatch found;
    if (std::regex_match(line, found, heading)) section = found[1].str() + '.';
    if (!line.starts_with('*')) continue;
    for (std::sregex_iterator key(line.begin(), line.end(), bold), end; key != end; ++key)
      named.insert(section + (*key)[1].str());
  }
  return named;
}

TEST(TheManualPageOfTheSettings, NamesEveryKeyAndNoOther) {
  const auto keys = known_keys();
  EXPECT_EQ(settings_of_page(), std::set<std::string>(keys.begin(), keys.end()));
}

}  // namespace
}  // namespace bandwagon::config

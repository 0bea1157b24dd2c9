// config/releases.toml must hold what a reader could know on the release day, and only that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "config/catalogue.hpp"
#include "tests/support/shared_files.hpp"

namespace bandwagon::config {
namespace {

std::vector<model::Release> shipped() {
  auto releases = read_catalogue(BANDWAGON_SOURCE_DIR "/config/releases.toml");
  EXPECT_TRUE(releases) << releases.error().message;
  return releases.value_or(std::vector<model::Release>{});
}

int month_of(model::Day day) {  // months since year 0
  const auto iso = day.iso();
  return std::stoi(iso.substr(0, 4)) * 12 + std::stoi(iso.substr(5, 2));
}

int month_of(const model::PaperId& id) {  // YYMM.NNNNN
  return (2000 + std::stoi(id.str().substr(0, 2))) * 12 + std::stoi(id.str().substr(2, 2));
}

TEST(ShippedCatalogue, IsInOrderOfDate) {
  const auto releases = shipped();
  ASSERT_FALSE(releases.empty());
  for (std::size_t i = 1; i < releases.size(); ++i)
    EXPECT_LE(releases[i - 1].released, releases[i].released) << releases[i].id;
}

TEST(ShippedCatalogue, NamesNoPaperThatCameAfterItsReleaseWasKnown) {
  for (const auto& release : shipped())
    for (const auto& id : release.arxiv_ids) EXPECT_LE(month_of(id), month_of(release.known_since)) << release.id;
}

TEST(ShippedCatalogue, SaysNoFollowersWords) {
  const std::vector<std::string> hindsight{"-like",  "-style",          "aha moment", "slow thinking",
                                           "ghibli", "world simulator", "rlvr"};
  for (const auto& release : shipped())
    for (auto alias : release.aliases) {
      for (auto& c : alias) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      for (const auto& word : hindsight) EXPECT_EQ(alias.find(word), std::string::npos) << release.id << ": " << alias;
    }
}

TEST(ShippedCatalogue, GivesAnAliasToTheReleaseThatBroughtIt) {
  const auto releases = shipped();
  const auto has = [&](std::string_view id, std::string_view alias) {
    for (const auto& release : releases)
      if (release.id == id) return std::ranges::find(release.aliases, alias) != release.aliases.end();
    return false;
  };
  EXPECT_TRUE(has("deepseekmath-grpo", "GRPO"));
  EXPECT_FALSE(has("deepseek-r1", "GRPO"));
  EXPECT_TRUE(has("openai-o1", "o1-preview"));
  EXPECT_TRUE(has("kan", "Kolmogorov-Arnold Networks"));
}

TEST(ShippedCatalogue, ComesBackWholeThroughTheWriter) {
  for (const auto& release : shipped()) {
    const auto again = parse_catalogue(to_toml(release), "t");
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(to_toml(again->at(0)), to_toml(release));
  }
}

TEST(ShippedCatalogue, HasTheSameIdsAndDaysAsTheGoldSet) {
  if (!support::has_shared()) GTEST_SKIP() << support::kNoShared;
  std::map<std::string, std::string> gold, ours;
  std::ifstream file(support::shared_file("data/gold/releases.json"));
  for (const auto& release : nlohmann::json::parse(file)) gold.emplace(release["id"], release["date"]);
  for (const auto& release : shipped()) ours.emplace(release.id, release.released.iso());
  EXPECT_EQ(ours, gold);
}

TEST(ShippedCatalogue, MayBeReplacedByTheOutputOfThePlaceboProgram) {
  if (!support::has_shared()) GTEST_SKIP() << support::kNoShared;
  const std::string command = "python3 '" + support::shared_file("eval/placebo.py").string() + "' --releases '" +
                              support::shared_file("data/gold/releases.json").string() + "'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> program(::popen(command.c_str(), "r"), &::pclose);
  std::string json;
  std::array<char, 4096> buffer{};
  while (const auto read = std::fread(buffer.data(), 1, buffer.size(), program.get())) json.append(buffer.data(), read);
  ASSERT_FALSE(json.empty()) << "placebo.py did not run";

  const auto releases = parse_catalogue(json, "placebo.json");
  ASSERT_TRUE(releases) << releases.error().message;
  EXPECT_EQ(releases->size(), nlohmann::json::parse(json).size());
  for (const auto& release : *releases) EXPECT_TRUE(release.id.starts_with("placebo-")) << release.id;
}

}  // namespace
}  // namespace bandwagon::config

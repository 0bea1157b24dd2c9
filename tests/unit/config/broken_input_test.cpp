// Files as disks, editors and networks leave them: cut, with bytes changed, with pieces of another file in between. The
// readers must answer with a value or with an error that names the file and carries no control characters; never crash.
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "config/catalogue.hpp"
#include "config/load.hpp"
#include "tests/unit/config/temp_folder.hpp"

namespace bandwagon::config {
namespace {

std::string whole(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string damaged(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  constexpr std::string_view kNasty = "\"'[]{}=#,.\\\n\r\0\x1b\x7f\xff\xc2\x9b-0e";
  for (std::size_t blows = 1 + below(6); blows > 0 && !text.empty(); --blows) {
    const auto at = below(text.size());
    switch (below(5)) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text[at] = kNasty[below(kNasty.size())];
        break;
      case 2:
        text.insert(at, 1, kNasty[below(kNasty.size())]);
        break;
      case 3:
        text.erase(at, below(40));
        break;
      default:
        text.insert(at, text.substr(below(text.size()), below(40)));
        break;
    }
  }
  return text;
}

template <class T>
void expect_an_answer(const Result<T>& answer, const std::string& text) {
  if (answer) return;
  EXPECT_FALSE(answer.error().message.empty()) << text;
  for (const char c : answer.error().message)
    EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << answer.error().message << "\nfor\n" << text;
}

const std::string kJson = R"([{"id": "kan", "name": "KAN \u00e9", "lab": "MIT", "kind": "paper", "date": "2024-04-30",
  "arxiv_id": "2404.19756", "aliases": ["KANs"], "source": {"a": [1, 2.5e3, {"b": null}]}, "known_since": null},
 {"id": "x", "name": "X", "lab": "L", "kind": "model", "date": "2024-05-01", "arxiv_id": null, "aliases": []}])";

TEST(BrokenCatalogue, GetsAnAnswer) {
  std::mt19937 random(20250120);
  auto toml = whole(BANDWAGON_SOURCE_DIR "/config/releases.toml");
  toml = toml.substr(toml.find("[[release]]"), 4000);
  for (int i = 0; i < 3000; ++i) {
    const auto& text = damaged(i % 2 == 0 ? toml : kJson, random);
    expect_an_answer(parse_catalogue(text, "c"), text);
  }
}

TEST(BrokenCatalogue, GetsAnAnswerWhereverItIsCut) {
  for (std::size_t length = 0; length < kJson.size(); ++length)
    EXPECT_FALSE(parse_catalogue(kJson.substr(0, length), "c")) << length;
}

TEST(BrokenCatalogue, GetsAnAnswerHoweverDeepItIsNested) {
  EXPECT_FALSE(parse_catalogue("[{\"id\": " + std::string(200'000, '['), "c"));
  EXPECT_FALSE(parse_catalogue("[{\"id\": {" + std::string(200'000, '['), "c"));
  EXPECT_FALSE(parse_catalogue("release = " + std::string(200'000, '['), "c"));
  EXPECT_FALSE(parse_catalogue("a" + std::string(200'000, '.') + "b = 1", "c"));
}

TEST(BrokenSettings, GetAnAnswer) {
  const TempFolder folder;
  std::mt19937 random(20240912);
  const std::string settings = R"(database = "x.db"
[arxiv]
categories = ["cs.CL", "cs.AI"]
contact = "me@example.org"
min_gap = "3s"
no_mailing = [2026-01-01, "2026-12-25"]
[[release_feed]]
name = "a"
lab = "A"
url = "https://a.example/feed"
[burst]
margin = 1.5
[digest]
days = 7
)";
  for (int i = 0; i < 600; ++i) {
    const auto text = damaged(settings, random);
    expect_an_answer(load(folder.write("b.toml", text)), text);
  }
}

}  // namespace
}  // namespace bandwagon::config

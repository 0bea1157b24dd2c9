#include "config/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bandwagon::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<model::Release> read(std::string_view text) {
  auto releases = parse_catalogue(text, "c");
  EXPECT_TRUE(releases) << releases.error().message;
  return releases.value_or(std::vector<model::Release>{});
}

std::string refusal(std::string_view text) {
  const auto releases = parse_catalogue(text, "c");
  if (releases) return "";
  EXPECT_EQ(releases.error().kind, ErrorKind::Parse);
  return releases.error().message;
}

constexpr std::string_view kWhole = R"([[release]]
id = "deepseek-r1"
name = "DeepSeek-R1"
lab = "DeepSeek"
kind = "model"
date = 2025-01-20
known_since = "2025-01-21"
openness = "open-weights"
arxiv_ids = ["2501.12948", "arXiv:2402.03300v2"]
aliases = ["DeepSeek-R1-Zero", "DeepSeek R1", "DeepSeek-R1-Zero"]
about = "Reasoning models."
status = "candidate"
)";

constexpr std::string_view kSmall = R"([[release]]
id = "kan"
name = "KAN"
lab = "MIT"
kind = "paper"
date = "2024-04-30"
)";

std::string small_with(std::string_view line) {
  return std::string(kSmall) + std::string(line);
}

TEST(Catalogue, ReadsEveryKeyOfToml) {
  const auto releases = read(kWhole);
  ASSERT_EQ(releases.size(), 1U);
  const auto& release = releases.front();
  EXPECT_EQ(release.id, "deepseek-r1");
  EXPECT_EQ(release.name, "DeepSeek-R1");
  EXPECT_EQ(release.lab, "DeepSeek");
  EXPECT_EQ(release.kind, "model");
  EXPECT_EQ(release.openness, "open-weights");
  EXPECT_EQ(release.about, "Reasoning models.");
  EXPECT_EQ(release.released.iso(), "2025-01-20");
  EXPECT_EQ(release.known_since.iso(), "2025-01-21");
  ASSERT_EQ(release.arxiv_ids.size(), 2U);
  EXPECT_EQ(release.arxiv_ids[0].str(), "2501.12948");
  EXPECT_EQ(release.arxiv_ids[1].str(), "2402.03300");
  EXPECT_THAT(release.aliases, ElementsAre("DeepSeek-R1-Zero", "DeepSeek R1"));
  EXPECT_EQ(release.status, model::ReleaseStatus::Candidate);
  EXPECT_EQ(release.origin, model::ReleaseOrigin::Catalogue);
}

TEST(Catalogue, TakesTheReleaseDayForTheDayItIsKnown) {
  const auto release = read(kSmall).at(0);
  EXPECT_EQ(release.known_since, release.released);
  EXPECT_EQ(release.status, model::ReleaseStatus::Confirmed);
  EXPECT_THAT(release.aliases, IsEmpty());
  EXPECT_THAT(release.arxiv_ids, IsEmpty());
}

TEST(Catalogue, ReadsAJsonArrayAndPassesOverWhatItDoesNotKnow) {
  const auto releases = read(R"( [
 {"id": "kan", "name": "KAN", "lab": "MIT", "kind": "paper", "date": "2024-04-30", "arxiv_id": "2404.19756",
  "arxiv_date": "2024-04-30", "aliases": ["KAN", "Kolmogorov-Arnold Network"], "topic": "hindsight", "source": {"aliases": ["x"], "n": [1, [2]]}},
 {"id": "gpts", "name": "GPTs", "lab": "OpenAI", "kind": "product", "date": "2023-11-06", "arxiv_id": null, "aliases": []}
])");
  ASSERT_EQ(releases.size(), 2U);
  EXPECT_EQ(releases[0].arxiv_ids.at(0).str(), "2404.19756");
  EXPECT_THAT(releases[0].aliases, ElementsAre("KAN", "Kolmogorov-Arnold Network"));
  EXPECT_EQ(releases[0].about, "");
  EXPECT_THAT(releases[1].arxiv_ids, IsEmpty());
}

TEST(Catalogue, KeepsTheOrderOfTheFile) {
  std::string text;
  for (const char* id : {"b", "a", "c"})
    text += std::string("[[release]]\nid=\"") + id + "\"\nname=\"n\"\nlab=\"l\"\nkind=\"k\"\ndate=2024-01-01\n";
  const auto releases = read(text);
  EXPECT_THAT(releases, ElementsAre(testing::Field(&model::Release::id, "b"), testing::Field(&model::Release::id, "a"),
                                    testing::Field(&model::Release::id, "c")));
}

TEST(Catalogue, AcceptsAnEmptyArrayButNotAnEmptyFile) {
  EXPECT_THAT(read("[]"), IsEmpty());
  EXPECT_THAT(refusal(""), HasSubstr("c:1:1: holds no release"));
  EXPECT_THAT(refusal("# only words\n"), HasSubstr("holds no release"));
}

TEST(Catalogue, NamesTheReleaseAndTheKeyThatAreWrong) {
  EXPECT_EQ(refusal(small_with("colour = 1\n")), "c:7:1: release kan: unknown key \"colour\"");
  EXPECT_EQ(refusal(small_with("alias = [\"x\"]\n")),
            "c:7:1: release kan: unknown key \"alias\" (did you mean aliases?)");
  EXPECT_EQ(refusal(small_with("arxiv_id = \"24.1\"\n")),
            "c:7:1: release kan: arxiv_id: \"24.1\" is no arXiv identifier, such as \"2501.12948\"");
  EXPECT_EQ(refusal(small_with("known_since = 2024-04-29\n")),
            "c:7:1: release kan: known_since: 2024-04-29 is before the release day 2024-04-30");
  EXPECT_THAT(refusal(small_with("known_since = \"soon\"\n")),
              HasSubstr("release kan: known_since: must be a day as YYYY-MM-DD, not \"soon\""));
  EXPECT_THAT(refusal(small_with("aliases = \"x\"\n")), HasSubstr("aliases: must be a list of texts"));
  EXPECT_THAT(refusal(small_with("aliases = [\"x\", 1]\n")), HasSubstr("aliases: must be a list of texts"));
  EXPECT_THAT(refusal(small_with("aliases = [\" \"]\n")), HasSubstr("aliases: holds an empty text"));
  EXPECT_THAT(refusal(small_with("status = \"maybe\"\n")),
              HasSubstr("status: must be confirmed, candidate or rejected"));
  EXPECT_THAT(refusal(small_with("openness = 3\n")), HasSubstr("openness: must be a text in quotes"));
  EXPECT_THAT(refusal(small_with("arxiv_id = \"2404.19756\"\narxiv_ids = []\n")),
              HasSubstr("arxiv_ids: stands beside arxiv_id"));
}

TEST(Catalogue, TellsWhatIsMissing) {
  const auto message = refusal("[[release]]\nid = \"x\"\n");
  EXPECT_THAT(message, HasSubstr("c:1:1: release x: name is missing"));
  EXPECT_THAT(message, HasSubstr("release x: lab is missing"));
  EXPECT_THAT(message, HasSubstr("release x: kind is missing"));
  EXPECT_THAT(message, HasSubstr("release x: date is missing"));
  EXPECT_THAT(refusal("[[release]]\nname = \"x\"\nlab=\"l\"\nkind=\"k\"\ndate=2024-01-01"),
              HasSubstr("release number 1: id is missing"));
}

TEST(Catalogue, RefusesAnIdThatIsUsedTwice) {
  EXPECT_EQ(refusal(std::string(kSmall) + std::string(kSmall)),
            "c:7:1: release kan: this id is already used in line 1");
}

TEST(Catalogue, RefusesAnIdThatNeedsQuoting) {
  EXPECT_THAT(refusal("[[release]]\nid = \"a b\"\nname=\"n\"\nlab=\"l\"\nkind=\"k\"\ndate=2024-01-01"),
              HasSubstr("may hold letters, digits"));
  EXPECT_THAT(refusal("[[release]]\nid = \"../x\"\nname=\"n\"\nlab=\"l\"\nkind=\"k\"\ndate=2024-01-01"),
              HasSubstr("may hold letters, digits"));
}

TEST(Catalogue, RefusesControlCharactersAndDoesNotRepeatThem) {
  const auto message = refusal(small_with("about = \"\\u001b]0;x\\u0007\"\n"));
  EXPECT_THAT(message, HasSubstr("about: holds control characters: \"\\x1b]0;x\\x07\""));
  EXPECT_EQ(message.find('\x1b'), std::string::npos);
}

TEST(Catalogue, RefusesUnendingTexts) {
  EXPECT_THAT(refusal(small_with("about = \"" + std::string(1001, 'x') + "\"\n")),
              HasSubstr("about: is longer than 1000 bytes"));
}

TEST(Catalogue, TellsThePlaceInJson) {
  EXPECT_EQ(refusal("[\n {\"id\": \"kan\", \"name\": \"KAN\", \"lab\": \"MIT\",\n  \"kind\": \"paper\", \"date\": "
                    "\"2024-4-30\"}]"),
            "c:3:20: release kan: date: must be a day as YYYY-MM-DD, not \"2024-4-30\"");
  EXPECT_THAT(refusal("[\n {\"id\": \"é\", \"id\": \"b\"}]"), HasSubstr("c:2:14: key \"id\" is given twice"));
  EXPECT_THAT(refusal("[\n {\"id\": \"kan\"}\n]"), HasSubstr("c:2:2: release kan: name is missing"));
}

TEST(Catalogue, TellsWhereJsonIsBroken) {
  EXPECT_THAT(refusal("[\n {\"id\": \"kan\",\n"), HasSubstr("c:3:1: this JSON is broken: "));
  EXPECT_THAT(refusal("[{\"id\" 3}]"), HasSubstr("c:1:8: this JSON is broken: "));
  EXPECT_THAT(refusal("[{\"id\": \"\xff\"}]"), HasSubstr("this JSON is broken: "));
  EXPECT_THAT(refusal("[{}] x"), HasSubstr("this JSON is broken: "));
}

TEST(Catalogue, RefusesJsonOfAnotherShape) {
  EXPECT_EQ(refusal("{\"id\": \"kan\"}"), "c:1:1: a catalogue in JSON is an array of objects: [{…}, …]");
  EXPECT_THAT(refusal("[\"kan\"]"), HasSubstr("every entry of the array must be an object"));
  EXPECT_THAT(refusal("[{\"id\": \"kan\"}, 3]"), HasSubstr("every entry of the array must be an object"));
}

TEST(Catalogue, RefusesTomlOfAnotherShape) {
  EXPECT_THAT(refusal("[release]\nid = \"x\"\n"), HasSubstr("write [[release]]"));
  EXPECT_THAT(refusal("[[releases]]\nid = \"x\"\n"), HasSubstr("unknown key \"releases\" (did you mean release?)"));
  EXPECT_THAT(refusal("release = 3\n"), HasSubstr("write [[release]]"));
}

TEST(Catalogue, TellsTheFirstTwentyProblemsAndCountsTheRest) {
  std::string text;
  for (int i = 0; i < 30; ++i)
    text += "[[release]]\nid = \"r" + std::to_string(i) + "\"\nname = \"n\"\nlab = \"l\"\nkind = \"k\"\n";
  const auto message = refusal(text);
  EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 20);
  EXPECT_THAT(message, HasSubstr("c: and 10 more problems"));
}

}  // namespace
}  // namespace bandwagon::config

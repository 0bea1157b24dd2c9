#include "config/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/unit/config/temp_folder.hpp"

namespace bandwagon::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using namespace std::chrono_literals;

// The message that `text` is refused with, without the name of the file; empty if it is accepted.
std::string load_refusal(std::string_view text) {
  const TempFolder folder;
  const auto loaded = load(folder.write("b.toml", text));
  if (loaded) return "";
  EXPECT_EQ(loaded.error().kind, ErrorKind::Config);
  EXPECT_THAT(loaded.error().message, StartsWith(folder.path().string()));
  return loaded.error().message.substr(folder.path().string().size() + 1);
}

TEST(Load, ReadsEveryKey) {
  const TempFolder folder;
  const auto loaded = load(folder.write("etc/b.toml", R"(
database = "data/b.db"
digest_directory = "/srv/digests"
[arxiv]
categories = ["cs.LG", "hep-th", "cond-mat.str-el"]
contact = "me@example.org"
rss_url = "http://127.0.0.1:8080/rss"
oai_url = "https://mirror.example/oai"
api_url = "https://mirror.example/api"
min_gap = "250ms"
no_mailing = ["2031-01-01", 2031-12-25]
[[release_feed]]
name = "a"
lab = "Lab A"
url = "https://a.example/feed.xml"
[[release_feed]]
name = "b"
lab = "Lab B"
url = "https://b.example/feed.xml"
[releases]
catalogue = "../mine.toml"
[burst]
false_discovery_rate = 0.01
margin = 2
[digest]
days = 1
max_waves = 3
)"));
  ASSERT_TRUE(loaded) << loaded.error().message;
  const Config expected{
      .database = folder.path() / "etc/data/b.db",
      .arxiv = {.categories = {"cs.LG", "hep-th", "cond-mat.str-el"},
                .contact = "me@example.org",
                .rss_url = "http://127.0.0.1:8080/rss",
                .oai_url = "https://mirror.example/oai",
                .api_url = "https://mirror.example/api",
                .min_gap = 250ms,
                .calendar = {{model::Day::from_civil(2031, 1, 1), model::Day::from_civil(2031, 12, 25)}}},
      .release_feeds = {{"a", "Lab A", "https://a.example/feed.xml"}, {"b", "Lab B", "https://b.example/feed.xml"}},
      .releases = {.catalogue = folder.path() / "mine.toml",
                   .catalogue_place = (folder.path() / "etc/b.toml:21:13").string()},
      .burst = {0.01, 2},
      .digest = {1, 3},
      .digest_directory = "/srv/digests"};
  EXPECT_EQ(*loaded, expected);
}

TEST(Load, KeepsTheDefaultsThatAFileDoesNotName) {
  const TempFolder folder;
  EXPECT_EQ(load(folder.write("b.toml", "")).value(), Config{});
  EXPECT_EQ(load(folder.write("b.toml", "# nothing\n[arxiv]\n")).value(), Config{});
}

TEST(Load, TellsNoCatalogueFromTheShippedOne) {
  const TempFolder folder;
  EXPECT_EQ(load(folder.write("b.toml", "[releases]\ncatalogue = \"\"")).value().releases.catalogue,
            std::filesystem::path{});
  EXPECT_EQ(load(folder.write("b.toml", "[releases]\ncatalogue = \"shipped\"")).value().releases.catalogue,
            std::nullopt);
}

TEST(Load, NeedsTheNamedFile) {
  const TempFolder folder;
  const auto loaded = load(folder.path() / "absent.toml");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, ErrorKind::Config);
  EXPECT_THAT(loaded.error().message, HasSubstr("absent.toml"));
}

TEST(Load, RefusesAFolder) {
  const TempFolder folder;
  const auto loaded = load(folder.path());
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("is a folder"));
}

TEST(Load, TellsALineAndColumnOfBrokenSyntax) {
  EXPECT_THAT(load_refusal("database = \"x\"\n[arxiv\ncontact = \"\"\n"), StartsWith("b.toml:2:"));
  EXPECT_THAT(load_refusal("database = "), StartsWith("b.toml:1:"));
  EXPECT_THAT(load_refusal("database = \"\xff\""), StartsWith("b.toml:1:"));
}

TEST(Load, TellsAnUnknownKeyAndTheOneThatWasMeant) {
  EXPECT_EQ(load_refusal("[burst]\nmargn = 2\n"), "b.toml:2:1: unknown key burst.margn (did you mean margin?)");
  EXPECT_EQ(load_refusal("databse = \"x\"\n"), "b.toml:1:1: unknown key databse (did you mean database?)");
  EXPECT_EQ(load_refusal("[arxve]\n"), "b.toml:1:2: unknown key arxve (did you mean arxiv?)");
  EXPECT_EQ(load_refusal("[digest]\nqwertzuiop = 1\n"), "b.toml:2:1: unknown key digest.qwertzuiop");
  EXPECT_EQ(load_refusal("categories = [\"cs.CL\"]\n"),
            "b.toml:1:1: unknown key categories (it belongs under [arxiv])");
  EXPECT_EQ(load_refusal("[arxiv]\ndatabase = \"x\"\n"),
            "b.toml:2:1: unknown key arxiv.database (it belongs above the first section)");
}

TEST(Load, TellsAWrongType) {
  EXPECT_EQ(load_refusal("database = 3"), "b.toml:1:12: database must be a text in quotes, not integer");
  EXPECT_THAT(load_refusal("[arxiv]\nmin_gap = 3"), HasSubstr("arxiv.min_gap must be a time with its unit"));
  EXPECT_THAT(load_refusal("[digest]\ndays = 1.5"), HasSubstr("digest.days must be a whole number"));
  EXPECT_THAT(load_refusal("[burst]\nmargin = \"2\""), HasSubstr("burst.margin must be a number"));
  EXPECT_THAT(load_refusal("[burst]\nmargin = true"), HasSubstr("burst.margin must be a number"));
  EXPECT_EQ(load_refusal("arxiv = 3"), "b.toml:1:1: arxiv is a section: write [arxiv]");
  EXPECT_THAT(load_refusal("[release_feed]\nname = \"a\""), HasSubstr("write [[release_feed]]"));
  EXPECT_THAT(load_refusal("[arxiv]\nno_mailing = \"2026-01-01\""), HasSubstr("must be a list of days"));
}

TEST(Load, TellsAValueOutOfRange) {
  EXPECT_THAT(load_refusal("[burst]\nfalse_discovery_rate = 0"),
              HasSubstr("must lie between 0.0001 and 0.5, not be 0"));
  EXPECT_THAT(load_refusal("[burst]\nfalse_discovery_rate = nan"), HasSubstr("must lie between"));
  EXPECT_THAT(load_refusal("[burst]\nmargin = 0.9"), HasSubstr("must lie between 1 and 100"));
  EXPECT_THAT(load_refusal("[digest]\ndays = 0"), HasSubstr("must lie between 1 and 366, not be 0"));
  EXPECT_THAT(load_refusal("[digest]\nmax_waves = 9223372036854775807"), HasSubstr("must lie between 1 and 1000"));
  EXPECT_THAT(load_refusal("[arxiv]\nmin_gap = \"3\""), HasSubstr("must be a time with its unit"));
  EXPECT_THAT(load_refusal("[arxiv]\nmin_gap = \"-3s\""), HasSubstr("must be a time with its unit"));
  EXPECT_THAT(load_refusal("[arxiv]\nmin_gap = \"2h\""), HasSubstr("must be at most 3600 s"));
  EXPECT_THAT(load_refusal("[arxiv]\nrss_url = \"rss.arxiv.org\""),
              HasSubstr("must be an address that begins with https://"));
  EXPECT_THAT(load_refusal("[arxiv]\ncontact = \"someone\""), HasSubstr("must be a mail address or a web address"));
  EXPECT_EQ(load_refusal("[arxiv]\nno_mailing = [\"2026-01-01\", \"2026-02-30\"]"),
            "b.toml:2:29: arxiv.no_mailing[1] must be a day as YYYY-MM-DD, not \"2026-02-30\"");
}

TEST(Load, TellsACategoryThatIsNone) {
  EXPECT_EQ(load_refusal("[arxiv]\ncategories = [\"cs.cl\"]"),
            "b.toml:2:15: arxiv.categories[0] is no arXiv category: \"cs.cl\" (did you mean cs.CL?)");
  EXPECT_THAT(load_refusal("[arxiv]\ncategories = [\"cs\"]"), HasSubstr("is no arXiv category"));
  EXPECT_THAT(load_refusal("[arxiv]\ncategories = [\"\"]"), HasSubstr("is no arXiv category"));
  EXPECT_THAT(load_refusal("[arxiv]\ncategories = []"), HasSubstr("must name at least one"));
  EXPECT_THAT(load_refusal("[arxiv]\ncategories = [\"cs.CL\", \"cs.CL\"]"), HasSubstr("names cs.CL a second time"));
}

TEST(Load, AsksArxivItselfNoFasterThanItAllows) {
  EXPECT_THAT(load_refusal("[arxiv]\nmin_gap = \"2999ms\""),
              HasSubstr("must be at least 3s while rss.arxiv.org is asked"));
  EXPECT_EQ(
      load_refusal("[arxiv]\nmin_gap = \"0s\"\nrss_url = \"http://localhost:1/\"\noai_url = \"http://localhost:1/\"\n"
                   "api_url = \"http://not-arxiv.org/\"\n"),
      "");
}

TEST(Load, TellsWhatAReleaseFeedLacks) {
  const auto message = load_refusal("[[release_feed]]\nname = \"a\"\nurl = \"ftp://x\"\ncolour = 1\n");
  EXPECT_THAT(message, HasSubstr("b.toml:1:1: this [[release_feed]] needs a lab"));
  EXPECT_THAT(message, HasSubstr("b.toml:3:7: release_feed.url must be an address"));
  EXPECT_THAT(message, HasSubstr("b.toml:4:1: unknown key release_feed.colour"));
}

TEST(Load, RefusesTwoFeedsOfOneName) {
  const std::string feed = "[[release_feed]]\nname = \"a\"\nlab = \"A\"\nurl = \"https://a.example/\"\n";
  EXPECT_THAT(load_refusal(feed + feed), HasSubstr("b.toml:5:1: two feeds are named \"a\""));
}

TEST(Load, ReadsWatches) {
  const TempFolder folder;
  const auto loaded =
      load(folder.write("w.toml",
                        "[[watch]]\nname = \"a\"\nwords = [\"GRPO\", \"tool use\"]\npapers = [\"arXiv:2402.03300v2\"]\n"
                        "[[watch]]\nname = \"b\"\nauthors = [\"Ada Lovelace\"]\n"));
  ASSERT_TRUE(loaded) << loaded.error().message;
  ASSERT_EQ(loaded->watches.size(), 2U);
  EXPECT_THAT(loaded->watches[0].words, ElementsAre("GRPO", "tool use"));
  EXPECT_EQ(loaded->watches[0].papers.at(0).str(), "2402.03300");
  EXPECT_THAT(loaded->watches[1].authors, ElementsAre("Ada Lovelace"));
}

TEST(Load, TellsWhatIsWrongWithAWatch) {
  const auto message = load_refusal(
      "[[watch]]\nname = \"\"\nwords = [\"--\", \"a\", \"a\"]\npapers = [\"2402\"]\n[[watch]]\nname = \"b\"\nword = "
      "[\"x\"]\n"
      "[[watch]]\nname = \"b\"\nwords = []\n[watches]\n");
  EXPECT_THAT(message, HasSubstr("b.toml:2:8: watch.name must not be empty"));
  EXPECT_THAT(message, HasSubstr("b.toml:3:21: watch.words[2] names \"a\" a second time"));
  EXPECT_THAT(message, HasSubstr("b.toml:4:11: watch.papers[0] is no arXiv identifier: \"2402\""));
  EXPECT_THAT(message, HasSubstr("b.toml:5:1: this [[watch]] watches nothing"));
  EXPECT_THAT(message, HasSubstr("b.toml:7:1: unknown key watch.word (did you mean words?)"));
  EXPECT_THAT(message, HasSubstr("b.toml:8:1: two watches are named \"b\""));
  EXPECT_THAT(message, HasSubstr("b.toml:10:9: watch.words must not be an empty list"));
  EXPECT_THAT(message, HasSubstr("unknown key watches (did you mean watch?)"));
  EXPECT_THAT(load_refusal("[[watch]]\nname = \"c\"\nwords = [\"--\"]\n"),
              HasSubstr("b.toml:3:10: watch.words[0] holds no word"));
}

TEST(Load, TellsAllProblemsOfAFileInItsOrder) {
  EXPECT_THAT(load_refusal("[digest]\ndays = 0\nmax_waves = 0\n[burst]\nmargni = 1\n"),
              testing::MatchesRegex("b.toml:2:8: [^\n]*\n[^\n]*/b.toml:3:13: [^\n]*\n[^\n]*/b.toml:5:1: [^\n]*"));
}

TEST(Load, ShowsNoControlCharactersOfTheFile) {
  for (const char c : load_refusal("\"\\u001b[31m\" = 1\n[arxiv]\ncontact = \"\\u001b[2J\"\nrss_url = \"x\\u009b\"\n"))
    EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
}

TEST(LoadLayers, LetsTheLaterFileWin) {
  const TempFolder folder;
  const auto system =
      folder.write("system.toml", "[digest]\ndays = 3\nmax_waves = 4\n[arxiv]\ncategories = [\"cs.LG\"]\n");
  const auto user = folder.write("user.toml", "[digest]\ndays = 5\n[arxiv]\ncategories = [\"cs.CV\"]\n");
  const auto loaded = load_layers({system, folder.path() / "absent.toml", user});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->digest, (Digest{5, 4}));
  EXPECT_THAT(loaded->arxiv.categories, ElementsAre("cs.CV"));
}

TEST(LoadLayers, IsTheDefaultWithoutAnyFile) {
  EXPECT_EQ(load_layers({"/nowhere/at/all.toml"}).value(), Config{});
}

TEST(LoadLayers, DoesNotPassOverAFileThatIsWrong) {
  const TempFolder folder;
  EXPECT_FALSE(load_layers({folder.write("system.toml", "x = 1"), folder.write("user.toml", "")}));
}

TEST(DefaultFiles, AreTheSystemsAndTheUsers) {
  ::setenv("XDG_CONFIG_HOME", "/some/config", 1);
  EXPECT_THAT(default_files(), ElementsAre("/etc/bandwagon/bandwagon.toml", "/some/config/bandwagon/bandwagon.toml"));
  ::setenv("HOME", "/home/someone", 1);
  ::unsetenv("XDG_CONFIG_HOME");
  EXPECT_THAT(default_files(),
              ElementsAre("/etc/bandwagon/bandwagon.toml", "/home/someone/.config/bandwagon/bandwagon.toml"));
}

}  // namespace
}  // namespace bandwagon::config

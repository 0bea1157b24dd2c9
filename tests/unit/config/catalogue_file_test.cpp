#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "config/catalogue.hpp"
#include "config/shipped.hpp"
#include "tests/unit/config/temp_folder.hpp"

namespace bandwagon::config {
namespace {

using testing::HasSubstr;

TEST(CatalogueFile, IsToldApartByContentNotByName) {
  const TempFolder folder;
  const auto json =
      folder.write("a.toml", R"([{"id": "a", "name": "A", "lab": "L", "kind": "model", "date": "2024-01-01"}])");
  const auto toml =
      folder.write("b.json", "\xef\xbb\xbf[[release]]\nid='b'\nname='B'\nlab='L'\nkind='model'\ndate=2024-01-01\n");
  EXPECT_EQ(read_catalogue(json).value().at(0).id, "a");
  EXPECT_EQ(read_catalogue(toml).value().at(0).id, "b");
}

TEST(CatalogueFile, IsNamedInItsErrors) {
  const TempFolder folder;
  const auto absent = read_catalogue(folder.path() / "absent.toml");
  EXPECT_EQ(absent.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(absent.error().message, HasSubstr("absent.toml"));
  EXPECT_THAT(read_catalogue(folder.path()).error().message, HasSubstr("is a folder"));
  EXPECT_THAT(read_catalogue(folder.write("c.toml", "x = 1")).error().message,
              HasSubstr("c.toml:1:1: unknown key \"x\""));
  EXPECT_THAT(read_catalogue(folder.write("big", std::string((16 << 20) + 1, ' '))).error().message,
              HasSubstr("larger than 16 MB"));
}

// A text of letters, quotes, backslashes, brackets and non-ASCII characters, never blank.
rc::Gen<std::string> a_name() {
  const auto piece = rc::gen::elementOf(
      std::vector<std::string>{"a", "Z", "0", "\"", "\\", "'", "[", "]", "#", "=", " ", "é", "π", "漢", "😀", "{"});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string name = "n";
    for (const auto& one : pieces) name += one;
    return name;
  });
}

TEST(ToToml, ComesBackWholeByReading) {
  const bool held = rc::check("to_toml then parse_catalogue", [] {
    model::Release release;
    release.id = "some-id_1.5";
    release.name = *a_name();
    release.lab = *a_name();
    release.kind = "model";
    release.openness = *rc::gen::element<std::string>("", "closed");
    release.about = *rc::gen::oneOf(rc::gen::just(std::string()), a_name());
    release.released = model::Day{*rc::gen::inRange(-20000, 40000)};
    release.known_since = release.released + *rc::gen::inRange(0, 3);
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
      release.arxiv_ids.push_back(*model::PaperId::parse("2501.1000" + std::to_string(i)));
    const auto aliases = *rc::gen::unique<std::vector<std::string>>(a_name());
    release.aliases.assign(aliases.begin(),
                           aliases.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(aliases.size(), 5)));
    release.status = *rc::gen::element(model::ReleaseStatus::Confirmed, model::ReleaseStatus::Candidate,
                                       model::ReleaseStatus::Rejected);

    const auto again = parse_catalogue(to_toml(release), "t");
    if (!again) RC_FAIL(again.error().message + "\n" + to_toml(release));
    const auto& read = again->at(0);
    RC_ASSERT(read.name == release.name);
    RC_ASSERT(read.lab == release.lab);
    RC_ASSERT(read.openness == release.openness);
    RC_ASSERT(read.about == release.about);
    RC_ASSERT(read.released == release.released);
    RC_ASSERT(read.known_since == release.known_since);
    RC_ASSERT(read.arxiv_ids == release.arxiv_ids);
    RC_ASSERT(read.aliases == release.aliases);
    RC_ASSERT(read.status == release.status);
  });
  EXPECT_TRUE(held);
}

TEST(FindShipped, PrefersTheSourceTreeOfABuild) {
  const TempFolder folder;
  const auto installed = folder.write("share/bandwagon/releases.toml", "").parent_path();
  folder.write("tree/CMakeLists.txt", "");
  const auto source = folder.write("tree/config/releases.toml", "");
  EXPECT_EQ(find_shipped("releases.toml", folder.path() / "tree/build/dev/daemon/bandwagon", installed), source);
}

TEST(FindShipped, TakesNoStrangersFolderForASourceTree) {
  const TempFolder folder;
  const auto installed = folder.write("data/releases.toml", "");
  folder.write("home/config/releases.toml", "");
  EXPECT_EQ(find_shipped("releases.toml", folder.path() / "home/bin/bandwagon", installed.parent_path()), installed);
}

TEST(FindShipped, FollowsAnInstallationThatWasMoved) {
  const TempFolder folder;
  const auto beside = folder.write("prefix/share/bandwagon/releases.toml", "");
  EXPECT_EQ(find_shipped("releases.toml", folder.path() / "prefix/bin/bandwagon", folder.path() / "absent"), beside);
}

TEST(FindShipped, FindsNothingWhereThereIsNone) {
  const TempFolder folder;
  EXPECT_EQ(find_shipped("releases.toml", folder.path() / "bin/bandwagon", folder.path() / "absent"), std::nullopt);
}

TEST(ShippedCatalogue, IsFoundFromABuildTree) {
  const auto found = shipped_catalogue();
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_TRUE(std::filesystem::equivalent(*found, BANDWAGON_SOURCE_DIR "/config/releases.toml"));
}

}  // namespace
}  // namespace bandwagon::config

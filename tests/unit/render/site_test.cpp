#include "daemon/render/site.hpp"

#include <gmock/gmock.h>

namespace bandwagon::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(SitePage, FindsItsWayToTheRoot) {
  const SitePage page{
      .path = "wave/3.html", .title = "t", .sections = {{.heading = "h", .lines = {{"a", "n", "release/x.html"}}}}};
  const std::string made = site_page(page);
  EXPECT_THAT(made, HasSubstr("href=\"../style.css\""));
  EXPECT_THAT(made, HasSubstr("href=\"../release/x.html\""));
  EXPECT_THAT(made, Not(HasSubstr("<script")));
}

TEST(SitePage, LoadsTheScriptOnlyWhereItSearches) {
  EXPECT_THAT(site_page({.path = "index.html", .title = "t", .search = SitePage::Search::Here}),
              HasSubstr("<script src=\"search.js\" defer></script>"));
}

TEST(SitePage, LeavesOutEmptySections) {
  EXPECT_THAT(site_page({.path = "a.html", .title = "t", .sections = {{.heading = "Nothing here"}}}),
              Not(HasSubstr("Nothing here")));
}

TEST(SearchIndex, IsAsciiThatNoTitleBreaksOutOf) {
  const std::string index = search_index({{"</script>\u2028é", "\x1b[2J\"", "wave/1.html"}});
  for (const char c : index) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
  EXPECT_EQ(index, "window.bandwagonIndex=[[\"</script> \\u00e9\",\"\\\"\",\"wave/1.html\"]];\n");
}

TEST(Slug, IsOneSafePartOfAnAddress) {
  EXPECT_EQ(slug("hep-th/9711200"), "hep-th-9711200");
  EXPECT_EQ(slug("../../etc"), "-.-..-etc");
  EXPECT_EQ(slug(""), "-");
  EXPECT_EQ(slug("cs.CL"), "cs.CL");
}

}  // namespace
}  // namespace bandwagon::render

// Which papers are those of a release that is known already.
#include "daemon/release/known_releases.hpp"

#include <gtest/gtest.h>

#include "daemon/store/connection.hpp"
#include "daemon/store/releases.hpp"
#include "tests/support/papers.hpp"
#include "tests/support/shipped_settings.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::release {
namespace {

constexpr const char *kMadePublic = "2024-05-13", *kReported = "2024-10-28";

class PaperOfAKnownRelease : public ::testing::Test {
 protected:
  void know(const char* since, const char* released = kMadePublic) {
    ASSERT_TRUE(store::put_release(database_, {.id = "gpt-4o-omni",
                                               .name = "GPT-4o",
                                               .lab = "OpenAI",
                                               .kind = "model",
                                               .released = support::day(released),
                                               .known_since = support::day(since),
                                               .aliases = {"GPT4o"},
                                               .origin = model::ReleaseOrigin::User}));
  }
  // Whether the search takes a paper of these authors for a release of its own.
  bool is_new(const char* title, std::vector<std::string> authors) {
    auto paper = support::paper("2410.21276", kReported).paper;
    paper.title = title;
    paper.authors = std::move(authors);
    const std::vector<model::StoredPaper> papers{{.key = 1, .paper = std::move(paper)}};
    auto known = KnownReleases::load(database_, settings_).value();
    const auto readings = candidate::read_all(*known.reader(), papers);
    EXPECT_TRUE(known.see(papers, readings, [](const auto&) { return std::vector<model::StoredPaper>(); }));
    return known.has_found();
  }

  test::TemporaryFolder folder_;
  store::Connection database_ = store::open_writer(folder_ / "a.db").value();
  const config::Config settings_ = support::with_shipped_labs();
};

TEST_F(PaperOfAKnownRelease, IsNoOtherReleaseThoughItComesMonthsLater) {
  know(kMadePublic);
  EXPECT_FALSE(is_new("GPT-4o System Card", {"OpenAI", "Aaron Hurst"}));
}

TEST_F(PaperOfAKnownRelease, IsNotThatOfANewVersion) {
  know(kMadePublic);
  EXPECT_TRUE(is_new("GPT-4.5 System Card", {"OpenAI", "Aaron Hurst"}));
}

TEST_F(PaperOfAKnownRelease, IsNotThatOfAnotherLab) {
  know(kMadePublic);
  EXPECT_TRUE(is_new("GPT-4o Technical Report", {"DeepSeek-AI", "Some Author"}));
}

TEST_F(PaperOfAKnownRelease, IsAReleaseWhereNobodyKnewOfItYet) {
  know("2025-01-01");
  EXPECT_TRUE(is_new("GPT-4o System Card", {"OpenAI", "Aaron Hurst"}));
}

// When the paper came the service told it as one; a replay after the entry must do the same.
TEST_F(PaperOfAKnownRelease, IsAReleaseThoughOneOfItsNameIsEnteredLater) {
  know(kReported, kReported);
  EXPECT_FALSE(is_new("GPT-4o System Card", {"OpenAI", "Aaron Hurst"}));
  know("2025-01-01", kReported);
  EXPECT_TRUE(is_new("GPT-4o System Card", {"OpenAI", "Aaron Hurst"}));
}

}  // namespace
}  // namespace bandwagon::release

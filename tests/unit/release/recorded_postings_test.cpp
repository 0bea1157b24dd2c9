// The recorded sources of labs, each entry judged and held against a reading by hand.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "analyzers/candidate/post.hpp"
#include "daemon/parse/posting.hpp"
#include "tests/support/shared_files.hpp"

namespace bandwagon {
namespace {

std::string body_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(RecordedPostings, AreJudgedAsAReaderWould) {
  if (!support::has_shared()) GTEST_SKIP() << support::kNoShared;
  const auto shared = support::shared_file("fixtures");
  std::map<std::string, std::set<int>> releases;
  std::ifstream labels(BANDWAGON_SOURCE_DIR "/tests/fixtures/postings/releases.tsv");
  for (std::string line; std::getline(labels, line);) {
    std::istringstream places(line.substr(line.find('\t')));
    for (int place = 0; places >> place;) releases[line.substr(0, line.find('\t'))].insert(place);
  }
  double right = 0, wrong = 0, missed = 0;
  for (const char* folder : {"lab-feeds", "github-atom"})
    for (const auto& file : std::filesystem::directory_iterator(shared / folder)) {
      const auto list = parse::parse_postings(body_of(file.path()));
      ASSERT_TRUE(list) << file.path();
      const auto kind = list->format == parse::PostingFormat::GithubReleases ? candidate::PostKind::Repository
                                                                             : candidate::PostKind::Post;
      int place = 0;
      for (const auto& posting : list->postings) {
        const auto judged =
            candidate::judge({.kind = kind, .title = posting.title, .text = posting.text, .tags = posting.tags});
        const bool is_release = releases[file.path().stem().string()].contains(++place);
        const bool said = judged.verdict == candidate::Verdict::Release;
        right += is_release && said;
        wrong += !is_release && said;
        missed += is_release && !said;
      }
    }
  EXPECT_GE(right / (right + wrong), 0.9);
  EXPECT_GE(right / (right + missed), 0.9);
}

}  // namespace
}  // namespace bandwagon

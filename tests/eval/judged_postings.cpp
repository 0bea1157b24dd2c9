// Prints what analyzers/candidate makes of recorded sources, one line per entry, for docs/METHODS.md:
//   judged_postings FILE...      file, place, verdict, name, title
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "analyzers/candidate/post.hpp"
#include "daemon/parse/posting.hpp"

int main(int count, char** arguments) {
  using namespace bandwagon;
  for (int a = 1; a < count; ++a) {
    std::ifstream file(arguments[a], std::ios::binary);
    std::ostringstream body;
    body << file.rdbuf();
    const auto list = parse::parse_postings(body.str());
    if (!list) return 1;
    auto kind = candidate::PostKind::Post;
    if (list->format == parse::PostingFormat::GithubReleases) kind = candidate::PostKind::Repository;
    if (list->format == parse::PostingFormat::HubModels) kind = candidate::PostKind::Model;
    if (list->format == parse::PostingFormat::HubPapers) kind = candidate::PostKind::Paper;
    int place = 0;
    for (const auto& posting : list->postings) {
      const auto judged =
          candidate::judge({.kind = kind, .title = posting.title, .text = posting.text, .tags = posting.tags});
      fmt::print("{}\t{}\t{}\t{}\t{}\n", std::filesystem::path(arguments[a]).stem().string(), ++place,
                 candidate::name_of(judged.verdict), judged.name, posting.title);
    }
  }
  return 0;
}

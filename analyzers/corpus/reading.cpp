#include "analyzers/corpus/reading.hpp"

#include <xxhash.h>

#include <string_view>

#include "analyzers/parallel/each.hpp"
#include "analyzers/text/latex.hpp"

namespace bandwagon::corpus {

std::uint64_t author_hash(const std::string& name) {
  std::string folded;
  for (const char c : text::plain_text(name)) {
    if (c >= 'A' && c <= 'Z')
      folded += static_cast<char>(c - 'A' + 'a');
    else if (c != '.' && c != ' ')
      folded += c;
  }
  return XXH3_64bits(folded.data(), folded.size());
}

std::uint64_t text_hash(const model::Paper& paper) {
  std::uint64_t hash = 0;
  const auto add = [&](std::string_view text) {
    hash = XXH3_64bits_withSeed(text.data(), text.size(), hash + text.size());
  };
  add(paper.title);
  add(paper.abstract);
  for (const auto& author : paper.authors) add(author);
  return hash;
}

TextReading read_text(const model::Paper& paper) {
  auto read = text::terms_and_names(paper.title, paper.abstract);
  TextReading text{.terms = std::move(read.terms), .authors = {}, .names = std::move(read.names)};
  for (const auto& name : paper.authors)
    if (model::names_somebody(name)) text.authors.push_back(author_hash(name));
  return text;
}

void take(Reading& reading, TextReading text) {
  reading.terms = std::move(text.terms);
  reading.authors = std::move(text.authors);
  reading.names = std::move(text.names);
}

void read_papers(const std::vector<Reading*>& papers) {
  parallel::each(papers.size(), parallel::kAtOnce,
                 [&](std::size_t p) { take(*papers[p], read_text(papers[p]->source.paper)); });
}

}  // namespace bandwagon::corpus

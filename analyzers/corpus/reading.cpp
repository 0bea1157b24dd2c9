#include "analyzers/corpus/reading.hpp"

#include <xxhash.h>

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

void read_text(Reading& reading) {
  const model::Paper& paper = reading.source.paper;
  auto read = text::terms_and_names(paper.title, paper.abstract);
  reading.terms = std::move(read.terms);
  reading.names = std::move(read.names);
  for (const auto& name : paper.authors) reading.authors.push_back(author_hash(name));
}

}  // namespace bandwagon::corpus

#include "analyzers/candidate/reading.hpp"

#include "analyzers/parallel/each.hpp"

namespace bandwagon::candidate {

Reading PaperReader::read(const model::Paper& paper) const {
  return {.names = names_in(paper.title, paper.abstract),
          .made = makers_.names_in(paper.title, paper.abstract),
          .signature = signature_of(paper.authors, labs_),
          .people = people_of(paper.authors),
          .subject = subject_of(paper)};
}

std::vector<Reading> read_all(const PaperReader& reader, std::span<const model::StoredPaper> papers) {
  std::vector<Reading> readings(papers.size());
  parallel::each(papers.size(), parallel::kAtOnce, [&](std::size_t p) { readings[p] = reader.read(papers[p].paper); });
  return readings;
}

}  // namespace bandwagon::candidate

#include "analyzers/attribute/own_authors.hpp"

#include <algorithm>

namespace bandwagon::attribute {

OwnAuthors::OwnAuthors(std::span<const model::StoredPaper> own_papers) {
  for (const auto& own : own_papers) {
    const auto& authors = own.paper.authors;
    if (authors.empty()) continue;
    for (const auto& name : {authors.front(), authors.back()}) authors_.push_back(corpus::author_hash(name));
  }
  std::sort(authors_.begin(), authors_.end());
}

bool OwnAuthors::lead(const corpus::Reading& paper) const {
  const auto leads = [&](std::uint64_t author) { return std::binary_search(authors_.begin(), authors_.end(), author); };
  return !paper.authors.empty() && (leads(paper.authors.front()) || leads(paper.authors.back()));
}

}  // namespace bandwagon::attribute

#include "analyzers/corpus/reading.hpp"

#include <algorithm>

namespace bandwagon::corpus {

bool Reading::uses(text::TermId term) const {
  const auto found = std::lower_bound(terms.begin(), terms.end(), term,
                                      [](const text::TermCount& entry, text::TermId id) { return entry.term < id; });
  return found != terms.end() && found->term == term;
}

}  // namespace bandwagon::corpus

#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/attribute/roles.hpp"
#include "analyzers/corpus/window.hpp"

namespace bandwagon::attribute {

// A phrase that a release says of itself and its followers say after it.
struct OwnPhrase {
  text::TermId term = 0;
  std::string written;    // as the release writes it
  std::size_t users = 0;  // followers that use it
};

// The phrases of two or three tokens of a release's own text that at least `phrase_users` and `phrase_share` of the
// followers use, the most used first; no names (case tells: others are named for being compared with), and none that is
// but cut from a hyphenated word or from a longer phrase, which `phrase_nested` of its users write. `hidden`: the
// release's names, ordered. O(terms of the text · followers · log terms).
std::vector<OwnPhrase> own_phrases(std::string_view title, std::string_view text, std::span<const text::TermId> hidden,
                                   std::span<const corpus::Reading* const> followers, const RoleParams& params);

// Of `prior`, papers that hold the phrase, the oldest first: those that use it as a term, if they are so few that the
// release's followers and not everybody wrote it: at most `most_before`, and of `watched_before` papers (counted before
// the release) a share at most 1/`phrase_rise` of that of its `followers`. Empty otherwise. O(text of prior).
std::vector<model::StoredPaper> first_to_write(const OwnPhrase& phrase, std::span<const model::StoredPaper> prior,
                                               std::size_t followers, double watched_before, const RoleParams& params);

}  // namespace bandwagon::attribute

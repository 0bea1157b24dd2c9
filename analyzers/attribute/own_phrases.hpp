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

// What was written before a release, or a wave.
struct Before {
  std::span<const model::StoredPaper> prior;  // all papers that hold a phrase, the oldest first …
  model::Day until;                           // … and were announced before this day
  double watched = 0;                         // watched papers before it
};

// Of those that hold the phrase, those that use it as a term, if they are so few that the `followers` and not everybody
// wrote it: at most `few_before`, or ever more of them (is_spreading()) where it is the subject of the followers, and
// of the watched papers a share at most 1/`phrase_rise` of that of the followers. Empty otherwise. O(text of prior).
std::vector<model::StoredPaper> first_to_write(const OwnPhrase& phrase, std::size_t followers, const Before& before,
                                               const RoleParams& params);

// Whether papers came the more often the nearer to `until`, from the first of them on: Laplace's test for a trend in a
// series of events (Cox & Lewis, The Statistical Analysis of Series of Events, 1966, section 3.3), with n later days
// t_i after the first and T days in all,
//     z = (mean t_i − T/2) / (T √(1 / 12 n)).
bool is_spreading(std::span<const model::StoredPaper> papers, model::Day until, double z);

}  // namespace bandwagon::attribute

#pragma once
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "analyzers/attribute/names.hpp"
#include "analyzers/attribute/score.hpp"
#include "analyzers/burst/screen.hpp"

namespace bandwagon::close {

// Papers on a subject per week and stratum, of weekly counts ordered by subject. O(weeks x log entries).
std::vector<burst::SubjectCount> counts_of(const std::vector<const burst::WeekCounts*>& weeks,
                                           burst::SubjectId subject);

// Terms of the names of recent releases, and for each the index of the week from which on papers may name it: the
// release's, less the days in which texts that are revised later name it too early. Of several releases with one name
// the newest is meant.
using RecentNames = std::map<text::TermId, int>;

struct NamesScreenParams {
  burst::ScreenParams screen;
  burst::ExpectationParams expectation;
  int least_training_weeks = 12;
  double least_known = 0.95;  // of the papers tested, in strata that the weeks before the release hold
};

// The names of recent releases are few and chosen before looking: a family of their own, so that a famous name need not
// outdo ten thousand phrases (Benjamini-Hochberg within groups; Efron, Ann. Appl. Stat. 2 (2008), "Simultaneous
// inference: when should hypothesis testing problems be combined?"). They are counted over `names_window` weeks, too:
// p = min(1, (2 − s) min(p_1 / s, p_4 / (1 − s), p_13 / (1 − s))), s = short_share. What is expected of a name is what
// the weeks before its release lead to, so that a slow start does not become its own past; where these are fewer than
// `least_training_weeks`, or lists were added since, its last weeks' past. `exposure`: of weeks 0 … now. Returns the
// discoveries, in the order of `names`. O(names x weeks x strata).
std::vector<burst::Excess> screen_names(const RecentNames& names,
                                        const std::function<std::vector<burst::SubjectCount>(text::TermId)>& counts,
                                        std::span<const burst::WeekExposure> exposure,
                                        const burst::Quarantine& quarantine, const NamesScreenParams& params);

}  // namespace bandwagon::close

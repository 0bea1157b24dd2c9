#pragma once
#include <functional>
#include <vector>

#include "analyzers/attribute/names.hpp"
#include "analyzers/attribute/score.hpp"
#include "analyzers/burst/screen.hpp"

namespace bandwagon::close {

// Papers on a subject per week and stratum, of weekly counts ordered by subject. O(weeks x log entries).
std::vector<burst::SubjectCount> counts_of(const std::vector<const burst::WeekCounts*>& weeks,
                                           burst::SubjectId subject);

// The terms that the names of those releases consist of which `is_wanted` by index, ordered, each once.
std::vector<text::TermId> names_of(const std::vector<attribute::Names>& releases,
                                   const std::function<bool(std::size_t)>& is_wanted);

// The names of recent releases are few and chosen before looking: a family of their own, so that a famous name need not
// outdo ten thousand phrases (Benjamini-Hochberg within groups; Efron, Ann. Appl. Stat. 2 (2008), "Simultaneous
// inference: when should hypothesis testing problems be combined?"). They are counted over `names_window` weeks, too:
// p = min(1, 3 min(p_1, p_4, p_13)). Returns the discoveries, in the order of `terms`.
std::vector<burst::Excess> screen_names(const std::vector<text::TermId>& terms,
                                        const std::function<std::vector<burst::SubjectCount>(text::TermId)>& counts,
                                        int now, const burst::Baseline& baseline, const burst::Quarantine& quarantine,
                                        const burst::ScreenParams& params);

}  // namespace bandwagon::close

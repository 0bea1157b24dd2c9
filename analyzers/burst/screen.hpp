#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "analyzers/burst/expectation.hpp"

namespace bandwagon::burst {

using SubjectId = std::uint64_t;  // a term or a topic

#pragma pack(push, 4)  // a window has tens of millions; a reference to a subject would not be aligned
struct SubjectPapers {
  SubjectId subject;
  StratumIndex stratum;
  std::uint16_t papers;
};
#pragma pack(pop)
static_assert(sizeof(SubjectPapers) == 12);

// All subjects of one week, ordered by (subject, stratum).
using WeekCounts = std::vector<SubjectPapers>;

struct ScreenParams {
  double margin = 1.25;  // growth up to this factor is no event
  double false_discovery_rate = 0.05;
  int long_window = 4;       // weeks
  int short_window = 2;      // weeks
  double short_share = 0.1;  // of the level, spent on the short window
  int names_window = 13;     // weeks in which the names of releases are counted: many are rare and last
  double least_papers = 6;   // in the long window; below it nothing is tested
};

// A subject whose papers exceed margin * expectation.
struct Excess {
  SubjectId subject = 0;
  double observed = 0;        // papers in the long window
  NegativeBinomial expected;  // of them, without the margin
  double latest = 0;          // papers in the short window
  double p = 1, q = 1;
};

// Tests every subject of the last week's long window against its own past: p = min(1, p_long / (1 - short_share),
// p_short / short_share), each the mid-p of NB(margin * mean, size), then Benjamini-Hochberg over all subjects with
// enough papers to be tested. Returns those with q <= the false discovery rate, ordered by subject.
// `worth_testing(subject, papers in the long window)` is the quick look that spares most subjects the test: where it
// says no, p is taken as 1. `weeks`: the counts of weeks 0 … now, the last being `now`. O(entries of all weeks).
using WorthTesting = std::function<bool(SubjectId, double)>;
std::vector<Excess> screen(std::span<const WeekCounts* const> weeks, const Baseline& baseline,
                           const Quarantine& quarantine, const WorthTesting& worth_testing, const ScreenParams& params);

// The test of one subject alone, against what is expected over the last `short_window` and `long_window` weeks.
using Expected = std::function<NegativeBinomial(int weeks)>;
Excess test(SubjectId subject, std::span<const SubjectCount> counts, int now, const Expected& expected,
            const Quarantine& quarantine, const ScreenParams& params);

// … against its own past.
Excess test(SubjectId subject, std::span<const SubjectCount> counts, int now, const Baseline& baseline,
            const Quarantine& quarantine, const ScreenParams& params);

}  // namespace bandwagon::burst

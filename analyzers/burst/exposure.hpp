#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace bandwagon::burst {

using StratumIndex = std::uint16_t;

// The papers that could have been on a subject: how many were announced per stratum in each of the last weeks. A
// stratum is a primary category as seen through one watched list, so that a newly watched list opens new strata instead
// of a false burst.
struct WeekExposure {
  std::vector<double> papers;  // per stratum; may be shorter than the list of strata (absent = 0 papers)
  bool observed = true;        // false: the week was not seen completely and says nothing
};

// Strata too new to be expected from (1 = in quarantine), by index; strata behind its end are in quarantine too.
// Neither their volume nor the papers in them count.
using Quarantine = std::vector<char>;

inline bool is_quarantined(const Quarantine& quarantine, StratumIndex stratum) {
  return stratum >= quarantine.size() || quarantine[stratum] != 0;
}

struct ExpectationParams {
  int guard_weeks = 8;          // weeks before the tested one that do not train it, so that a burst cannot hide itself
  int history_weeks = 60;       // the oldest week that trains it, counted back from the tested one
  double half_life_weeks = 26;  // of a week's weight
  double shrinkage_papers = 500;  // kappa: a stratum's own share counts fully once it has many more papers than this
  double prior_inverse_size = 0.05,
         prior_weight = 10;        // pooled overdispersion 1/r of quiet topics and its weight, in papers²
  double drift_sd = 0.10;          // share drift between training and test, relative
  double outlier_residual = 2.58;  // training weeks beyond it are weighed down (Noufaily et al., Stat. Med. 32, 2013)
};

}  // namespace bandwagon::burst

#pragma once
#include <limits>
#include <map>
#include <vector>

#include "analyzers/burst/strata.hpp"
#include "analyzers/close/params.hpp"
#include "analyzers/close/rise_screen.hpp"
#include "analyzers/corpus/kept_readings.hpp"

namespace bandwagon::close {

// Whether a name rises in a week that is not over, told by the papers of the window that use the few names asked for:
// on most days none does, and then the rest of the window need not be read. Decides as the look itself would. Not
// thread safe.
class Glance {
 public:
  using StrataOfWeek =
      std::map<model::Day, std::vector<burst::StratumIndex>>;  // of its watched papers, as it was closed

  // `first`: Monday of the first week. The screen and what it refers to must outlive the glance.
  Glance(LookNames names, model::Day first, burst::Strata strata, const StrataOfWeek& strata_of_week,
         const RiseScreen& screen, const Params& params);

  // The names asked for, ordered.
  const std::vector<text::TermId>& names() const { return terms_; }

  // The next closed week: its papers by announcement and id, and which of them use a name. O(papers + uses).
  void add_week(model::Day monday, const std::vector<model::StoredPaper>& papers, const corpus::TermUses& uses);

  // After all weeks of the window: the papers of the open week so far, which are read. O(length + names x weeks x
  // strata).
  bool rises(model::Day monday, const std::vector<model::StoredPaper>& papers);

 private:
  const burst::WeekExposure& begin_week(const std::vector<model::StoredPaper>& papers,
                                        const std::vector<burst::StratumIndex>* known);

  LookNames names_;
  std::vector<text::TermId> terms_;
  burst::Strata strata_;
  const StrataOfWeek& strata_of_week_;
  const RiseScreen& screen_;
  const Params& params_;
  NamesPast past_;
  std::map<text::TermId, std::vector<burst::SubjectCount>> counts_;
  static constexpr burst::StratumIndex kUnwatched = std::numeric_limits<burst::StratumIndex>::max();
  std::vector<burst::StratumIndex> strata_of_papers_;  // of the week begun last
};

}  // namespace bandwagon::close

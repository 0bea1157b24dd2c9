#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "analyzers/burst/strata.hpp"
#include "analyzers/close/params.hpp"
#include "analyzers/close/rise_screen.hpp"
#include "analyzers/corpus/kept_readings.hpp"

namespace bandwagon::close {

// How often the names that a close had tested were used, week by week, up to that close.
struct NamesKept {
  std::vector<burst::WeekExposure> exposure;
  std::map<text::TermId, std::vector<burst::SubjectCount>> counts;  // of a name that nobody used: none
};
// For a state record, and back.
std::string to_json(const NamesKept& names);
NamesKept names_from_json(const std::string& body);

// Whether a name may rise in a week that is not over, told by what the last close kept: on most days none does, and
// then the window need not be read. Where it says no, the look itself would find nothing; where it says yes, it may.
// Not thread safe.
class Glance {
 public:
  // `first`: Monday of the window's first week. What is kept, and the screen with all that it refers to, must outlive
  // the glance.
  Glance(LookNames names, model::Day first, burst::Strata strata, const NamesKept& kept, const RiseScreen& screen,
         const Params& params);

  // The names of releases that have become known since that close, ordered: of these too few papers may be left out of
  // the last closed weeks, `weeks()` of them, which must be added.
  const std::vector<text::TermId>& unkept() const { return unkept_; }
  int weeks() const { return params_.screen.names_window - 1; }
  void add_week(const corpus::TermUses& uses);  // of the names that were not kept

  // The papers of the open week so far are read. O(length + names x weeks x strata).
  bool may_rise(model::Day monday, std::span<const model::StoredPaper> papers);

 private:
  LookNames names_;
  std::vector<text::TermId> unkept_;
  burst::Strata strata_;
  const NamesKept& kept_;
  const RiseScreen& screen_;
  const Params& params_;
  model::Day first_;
  std::map<text::TermId, int> recent_;  // papers, of names that were not kept
};

}  // namespace bandwagon::close

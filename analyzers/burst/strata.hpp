#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/burst/exposure.hpp"
#include "analyzers/model/paper.hpp"

namespace bandwagon::burst {

// Gives every watched paper its stratum: its primary category, and the watched list through which it is counted: of the
// lists it stands in, the one watched longest; so when cs.AI is added beside cs.CL, what was already seen through cs.CL
// keeps its stratum and its baseline. A list is watched since the last week in which the papers that only it holds
// jumped, compared with those of the other lists: strays (a sample imported as background) do not count as watching.
// Strata are numbered in order of first appearance. Not thread safe.
class Strata {
 public:
  explicit Strata(std::vector<std::string> watched) : watched_(std::move(watched)) {}

  // Takes notice of a week's papers before they are asked for; weeks in order, each once.
  void see(model::Day week, const std::vector<const model::Paper*>& papers);

  bool watches(const model::Paper& paper) const;
  StratumIndex of(const model::Paper& paper);

  // Quarantine of a stratum ends `weeks` after its list was first watched, except for the lists watched from the very
  // start. A list of which no week was seen yet, as a look at the open week may meet it, is quarantined.
  Quarantine quarantine(model::Day now, int weeks) const;

  const std::string& primary_of(StratumIndex stratum) const { return memory_.strata[stratum].first; }
  std::size_t size() const { return memory_.strata.size(); }

  // What must survive a restart so that strata keep their numbers: when each watched list began ("cs.CL" -> Monday),
  // how large a share of all watched papers only it held in the last weeks, and the (primary category, list) of each
  // stratum in order.
  struct Memory {
    std::map<std::string, model::Day> began;
    std::map<std::string, std::vector<double>> own_share;  // oldest first
    std::vector<std::pair<std::string, std::string>> strata;
  };
  const Memory& memory() const { return memory_; }
  void restore(Memory memory);

 private:
  std::vector<std::string> watched_;
  Memory memory_;
  std::map<std::pair<std::string, std::string>, StratumIndex> index_;  // of memory_.strata
};

}  // namespace bandwagon::burst

#include "analyzers/burst/strata.hpp"

#include <algorithm>

namespace bandwagon::burst {
namespace {

constexpr double kJump = 4;        // times the usual share of papers that only one list holds
constexpr double kLeastJump = 20;  // papers
constexpr std::size_t kUsualWeeks = 12;

}  // namespace

void Strata::see(model::Day week, const std::vector<const model::Paper*>& papers) {
  std::map<std::string, double> only_here;
  double watched = 0;
  for (const model::Paper* paper : papers) {
    const auto lists = model::lists_of(*paper, watched_);
    watched += !lists.empty();
    if (lists.size() == 1) ++only_here[*lists.front()];
  }
  if (watched == 0) return;  // a week that nobody saw says nothing of what is usual
  for (const auto& list : watched_) {
    const double own = only_here[list];
    auto& shares = memory_.own_share[list];
    double usual = 0;
    for (const double share : shares) usual += share / static_cast<double>(shares.size());
    const bool known = memory_.began.contains(list);
    if (own > 0 && (!known || (own >= kLeastJump && own / watched > kJump * usual))) {
      memory_.began[list] = week;
      shares.clear();  // what was usual before says nothing of the list as it is now
    }
    shares.push_back(own / watched);
    if (shares.size() > kUsualWeeks) shares.erase(shares.begin());
  }
}

bool Strata::watches(const model::Paper& paper) const {
  return model::stands_in_any(paper, watched_);
}

StratumIndex Strata::of(const model::Paper& paper) {
  const std::string* oldest = nullptr;
  std::optional<model::Day> since;
  for (const std::string* list : model::lists_of(paper, watched_)) {
    const auto began = memory_.began.find(*list);
    if (oldest && (began == memory_.began.end() || (since && began->second >= *since))) continue;
    oldest = list;
    if (began != memory_.began.end()) since = began->second;
  }
  const auto [at, added] =
      index_.try_emplace({paper.primary_category, *oldest}, static_cast<StratumIndex>(memory_.strata.size()));
  if (added) memory_.strata.emplace_back(at->first);
  return at->second;
}

void Strata::restore(Memory memory) {
  memory_ = std::move(memory);
  index_.clear();
  for (std::size_t s = 0; s < memory_.strata.size(); ++s) index_[memory_.strata[s]] = static_cast<StratumIndex>(s);
}

Quarantine Strata::quarantine(model::Day now, int weeks) const {
  std::optional<model::Day> start;
  for (const auto& [list, began] : memory_.began) start = start ? std::min(*start, began) : began;
  Quarantine quarantine(memory_.strata.size(), 0);
  for (std::size_t s = 0; s < memory_.strata.size(); ++s) {
    const auto began = memory_.began.find(memory_.strata[s].second);
    if (began == memory_.began.end())
      quarantine[s] = start.has_value();  // it begins in the week that is not over
    else
      quarantine[s] = began->second != *start && now - began->second < weeks * model::kDaysPerWeek;
  }
  return quarantine;
}

}  // namespace bandwagon::burst

#include "analyzers/herding/decided.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace bandwagon::herding {
namespace {

// Later values replace earlier ones of the same key.
template <class Value, class Key>
void put(std::vector<Value>& values, const std::vector<Value>& later, Key key) {
  std::map<decltype(key(later.front())), std::size_t> place;
  for (std::size_t i = 0; i < values.size(); ++i) place[key(values[i])] = i;
  for (const auto& value : later) {
    const auto [at, added] = place.try_emplace(key(value), values.size());
    if (added)
      values.push_back(value);
    else
      values[at->second] = value;
  }
}

}  // namespace

void add(Decided& decided, const model::WeekFindings& findings) {
  put(decided.bursts, findings.bursts, [](const model::Burst& burst) { return burst.id; });
  put(decided.wave_papers, findings.burst_papers,
      [](const model::BurstPaper& paper) { return std::pair(paper.burst, paper.paper); });
  const std::set<model::BurstId> anew(findings.reattributed.begin(), findings.reattributed.end());
  std::erase_if(decided.attributions, [&](const auto& attribution) { return anew.contains(attribution.burst); });
  std::erase_if(decided.followers, [&](const auto& role) { return anew.contains(role.burst); });
  decided.attributions.insert(decided.attributions.end(), findings.attributions.begin(), findings.attributions.end());
  std::copy_if(findings.roles.begin(), findings.roles.end(), std::back_inserter(decided.followers),
               [](const model::Role& role) { return role.role == model::RoleKind::Follower; });
}

}  // namespace bandwagon::herding

#include "analyzers/candidate/uses.hpp"

#include <algorithm>
#include <cmath>

namespace bandwagon::candidate {
namespace {

// n ln(n / days): what a constant rate says of n papers, but for what all rates share.
double log_rate(double papers, double days) {
  return papers > 0 ? papers * std::log(papers / days) : 0;
}

}  // namespace

void Uses::add(NameId id, model::Day day) {
  Name& name = names_[id];
  auto& days = name.days;
  if (!days.empty() && days.back() < day.value - params_.before_days) name.rose = 0;  // forgotten, as by forget()
  if (days.size() == kMany) days.erase(days.begin());
  days.push_back(day.value);
  const auto burst = static_cast<std::size_t>(params_.least_burst);
  if (days.size() < burst || days[days.size() - burst] <= day.value - params_.burst_days) return;
  const auto first = *std::upper_bound(days.begin(), days.end(), day.value - params_.burst_days);
  if (first - first_.value < params_.least_past_days) return;
  const int past = before(name, first);
  const auto now =
      static_cast<double>(std::count_if(days.begin(), days.end(), [&](auto used) { return used >= first; }));
  const double rate = (past + 0.5) / (params_.before_days - params_.stray_days);
  if (past > params_.most_before || now / params_.burst_days < params_.least_rise * rate) return;
  name.rose = likeliest_rise(name);
}

int Uses::before(const Name& name, std::int32_t day) const {
  const auto& days = name.days;
  if (days.size() == kMany && days.front() >= day - params_.before_days) return kMany;
  return static_cast<int>(std::count_if(days.begin(), days.end(), [&](std::int32_t used) {
    return used >= day - params_.before_days && used < day - params_.stray_days;
  }));
}

std::int32_t Uses::likeliest_rise(const Name& name) const {
  const auto& days = name.days;
  const std::int32_t now = days.back(), begin = now - params_.before_days;
  const auto from = std::upper_bound(days.begin(), days.end(), begin);
  std::int32_t likeliest = *from;
  double most = 0;
  for (auto at = from; at != days.end(); ++at) {
    if (at != from && *at == *(at - 1)) continue;
    const auto earlier = static_cast<double>(at - from), later = static_cast<double>(days.end() - at);
    const double likelihood = log_rate(earlier, *at - begin) + log_rate(later, now - *at + 1);
    if (at == from || likelihood > most) {
      most = likelihood;
      likeliest = *at;
    }
  }
  return likeliest;
}

int Uses::before(NameId name, model::Day day) const {
  const auto at = names_.find(name);
  return at == names_.end() ? 0 : before(at->second, day.value);
}

int Uses::since(NameId name, model::Day day) const {
  const auto at = names_.find(name);
  if (at == names_.end()) return 0;
  const auto& days = at->second.days;
  return static_cast<int>(days.end() - std::lower_bound(days.begin(), days.end(), day.value));
}

std::optional<model::Day> Uses::rise(NameId name) const {
  const auto at = names_.find(name);
  if (at == names_.end() || at->second.rose == 0) return std::nullopt;
  return model::Day{at->second.rose};
}

void Uses::forget(model::Day day) {
  for (auto entry = names_.begin(); entry != names_.end();) {
    if (entry->second.days.back() < day.value - params_.before_days)
      entry = names_.erase(entry);
    else
      ++entry;
  }
}

}  // namespace bandwagon::candidate

#include "analyzers/candidate/uses.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analyzers/candidate/packing.hpp"

namespace bandwagon::candidate {
namespace {

// n ln(n / days): what a constant rate says of n papers, but for what all rates share.
double log_rate(double papers, double days) {
  return papers > 0 ? papers * std::log(papers / days) : 0;
}

}  // namespace

Uses::Days Uses::days_of(const Name& name) const {
  if (is_often(name)) return often_[static_cast<std::size_t>(name.days[0])].days;
  return Days(name.days).first(name.days[1] == 0 ? 1 : 2);
}

Uses::Often& Uses::make_often(Name& name) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::int32_t>(often_.size()));
    often_.emplace_back();
  }
  Often& often = often_[static_cast<std::size_t>(free_.back())];
  often.days.assign(name.days.begin(), name.days.end());
  name.days = {free_.back(), kOften};
  free_.pop_back();
  return often;
}

void Uses::add(NameId id, model::Day day) {
  const auto [at, is_new] = names_.try_emplace(id, Name{{day.value, 0}});
  if (is_new) return;
  Name& name = at.value();
  if (name.days[1] == 0) {
    name.days[1] = day.value;
    return;
  }
  Often& often = is_often(name) ? often_[static_cast<std::size_t>(name.days[0])] : make_often(name);
  auto& days = often.days;
  if (days.back() < day.value - params_.before_days) often.rose = 0;  // forgotten, as by forget()
  if (days.size() == kMany) days.erase(days.begin());
  days.push_back(day.value);
  if (const auto rise = new_rise(days)) often.rose = *rise;
}

// Whether the last use makes the name one that rises, and since when.
std::optional<std::int32_t> Uses::new_rise(Days days) const {
  const std::int32_t day = days.back();
  const auto burst = static_cast<std::size_t>(params_.least_burst);
  if (days.size() < burst || days[days.size() - burst] <= day - params_.burst_days) return std::nullopt;
  const auto first = *std::upper_bound(days.begin(), days.end(), day - params_.burst_days);
  if (first - first_.value < params_.least_past_days) return std::nullopt;
  const int past = before(days, first);
  const auto now =
      static_cast<double>(std::count_if(days.begin(), days.end(), [&](auto used) { return used >= first; }));
  const double rate = (past + 0.5) / (params_.before_days - params_.stray_days);
  if (past > params_.most_before || now / params_.burst_days < params_.least_rise * rate) return std::nullopt;
  return likeliest_rise(days);
}

int Uses::before(Days days, std::int32_t day) const {
  if (days.size() == kMany && days.front() >= day - params_.before_days) return kMany;
  return static_cast<int>(std::count_if(days.begin(), days.end(), [&](std::int32_t used) {
    return used >= day - params_.before_days && used < day - params_.stray_days;
  }));
}

std::int32_t Uses::likeliest_rise(Days days) const {
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
  return at == names_.end() ? 0 : before(days_of(at->second), day.value);
}

int Uses::since(NameId name, model::Day day) const {
  const auto at = names_.find(name);
  if (at == names_.end()) return 0;
  const Days days = days_of(at->second);
  return static_cast<int>(days.end() - std::lower_bound(days.begin(), days.end(), day.value));
}

std::optional<model::Day> Uses::rise(NameId name) const {
  const auto at = names_.find(name);
  if (at == names_.end() || !is_often(at->second)) return std::nullopt;
  const std::int32_t rose = often_[static_cast<std::size_t>(at->second.days[0])].rose;
  return rose == 0 ? std::nullopt : std::optional(model::Day{rose});
}

void Uses::forget(model::Day day) {
  for (auto entry = names_.begin(); entry != names_.end();) {
    const Name name = entry->second;
    if (days_of(name).back() >= day.value - params_.before_days) {
      ++entry;
      continue;
    }
    if (is_often(name)) {
      often_[static_cast<std::size_t>(name.days[0])] = {};
      free_.push_back(name.days[0]);
    }
    entry = names_.erase(entry);
  }
}

void Uses::put(bytes::Writer& writer) const {
  std::vector<NameId> ids;
  ids.reserve(names_.size());
  for (const auto& [id, name] : names_) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  candidate::put(writer, first_);
  writer.number(ids.size());
  NameId last = 0;
  for (const NameId id : ids) {
    writer.number(id - std::exchange(last, id));
    const Name& name = names_.at(id);
    const Days days = days_of(name);
    writer.number(days.size());
    std::int32_t before = first_.value;
    for (const auto day : days) writer.number(static_cast<std::uint32_t>(day - std::exchange(before, day)));
    if (is_often(name)) candidate::put(writer, model::Day{often_[static_cast<std::size_t>(name.days[0])].rose});
  }
}

void Uses::take(bytes::Reader& reader) {
  names_.clear(), often_.clear(), free_.clear();
  first_ = take_day(reader);
  NameId id = 0;
  std::vector<std::int32_t> days;
  const std::uint64_t names = reader.number();
  names_.reserve(std::min<std::uint64_t>(names, reader.left()));
  for (std::uint64_t left = names; left > 0 && !reader.failed(); --left) {
    id += reader.number();
    const std::uint64_t count = reader.number();
    days.clear();
    std::int32_t day = first_.value;
    while (days.size() < count && !reader.failed()) days.push_back(day += take_day(reader).value);
    Name name;
    if (days.size() > name.days.size()) {
      Often& often = make_often(name);
      often.days = days;
      often.rose = take_day(reader).value;
    } else {
      std::copy(days.begin(), days.end(), name.days.begin());
    }
    names_[id] = name;
  }
}

}  // namespace bandwagon::candidate

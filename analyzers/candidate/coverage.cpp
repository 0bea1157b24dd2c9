#include "analyzers/candidate/coverage.hpp"

#include <algorithm>

namespace bandwagon::candidate {
namespace {

constexpr int kSpanDays = 14;
constexpr int kKeptDays = 500;
constexpr int kLeastShare = 4;  // a quarter
constexpr int kHardlyAny = 8;   // papers in the span, of which no share says much

}  // namespace

void Coverage::read(const model::Paper& paper) {
  if (!first_) first_ = paper.announced;
  const auto lists = model::lists_of(paper, watched_);
  if (lists.size() != 1) return;
  auto& days = papers_[*lists.front()];
  ++days[paper.announced];
  days.erase(days.begin(), days.lower_bound(paper.announced - kKeptDays));
}

int Coverage::brought(const std::string& list, model::Day until) const {
  const auto days = papers_.find(list);
  if (days == papers_.end()) return 0;
  int papers = 0;
  const auto end = days->second.upper_bound(until);
  for (auto day = days->second.upper_bound(until - kSpanDays); day != end; ++day) papers += day->second;
  return papers;
}

bool Coverage::would_have_seen(const model::Paper& paper, model::Day day) const {
  const auto lists = model::lists_of(paper, watched_);
  if (lists.empty() || !first_) return true;
  const model::Day then = std::max(day, *first_ + (kSpanDays - 1));
  return std::any_of(lists.begin(), lists.end(), [&](const std::string* list) {
    const int now = brought(*list, paper.announced - 1);
    return now <= kHardlyAny || kLeastShare * brought(*list, then) >= now;
  });
}

}  // namespace bandwagon::candidate

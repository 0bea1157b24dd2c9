#include "analyzers/candidate/coverage.hpp"

#include <algorithm>

#include "analyzers/candidate/packing.hpp"

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

void Coverage::put(bytes::Writer& writer) const {
  candidate::put(writer, first_.value_or(model::Day{}));
  writer.number(papers_.size());
  for (const auto& [list, days] : papers_) {
    writer.text(list);
    writer.number(days.size());
    for (const auto& [day, papers] : days) {
      candidate::put(writer, day);
      writer.number(static_cast<std::uint64_t>(papers));
    }
  }
}

void Coverage::take(bytes::Reader& reader) {
  papers_.clear();
  first_ = take_day(reader);
  if (first_->value == 0) first_.reset();
  for (std::uint64_t lists = reader.number(); lists > 0 && !reader.failed(); --lists) {
    auto& days = papers_[std::string(reader.text())];
    for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left) {
      const model::Day day = take_day(reader);
      days[day] = static_cast<int>(reader.number());
    }
  }
}

}  // namespace bandwagon::candidate

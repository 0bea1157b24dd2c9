#include "daemon/intake/feed_pace.hpp"

#include <algorithm>

namespace bandwagon::intake {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kQuietDays = 60, kQuietGaps = 6;
constexpr std::chrono::seconds kShortest = 2h, kLongest = 24h, kFirstRetry = 15min, kLongestRetryAfter = 48h;
constexpr int kMostDoublings = 7;

}  // namespace

Pace pace_of(std::vector<std::int64_t> published) {
  std::sort(published.rbegin(), published.rend());
  Pace pace;
  if (!published.empty()) pace.newest_at = published.front();
  std::vector<std::int64_t> gaps;
  for (std::size_t p = 1; p < published.size(); ++p) gaps.push_back(published[p - 1] - published[p]);
  if (gaps.empty()) return pace;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  pace.median_gap = *middle;
  return pace;
}

store::FeedHealth health_of(const Pace& pace, std::int64_t now) {
  if (!pace.newest_at) return store::FeedHealth::Ok;
  const std::int64_t patience = std::max(kQuietDays * model::kSecondsPerDay, kQuietGaps * pace.median_gap.value_or(0));
  return now - *pace.newest_at > patience ? store::FeedHealth::Quiet : store::FeedHealth::Ok;
}

std::chrono::seconds pause_after_answer(const Pace& pace) {
  if (!pace.median_gap) return kLongest;
  return std::clamp(std::chrono::seconds{*pace.median_gap / 6}, kShortest, kLongest);
}

std::chrono::seconds pause_after_failure(int failures, std::optional<std::chrono::seconds> retry_after) {
  const auto doubled = kFirstRetry * (1 << std::clamp(failures - 1, 0, kMostDoublings));
  const auto pause = std::min(std::chrono::seconds{doubled}, kLongest);
  return retry_after ? std::max(pause, std::min(*retry_after, kLongestRetryAfter)) : pause;
}

std::chrono::seconds spread(std::chrono::seconds pause, std::string_view seed) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : seed) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return pause + pause * (hash % 100) / 1000;
}

}  // namespace bandwagon::intake

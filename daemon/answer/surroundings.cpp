#include "daemon/answer/surroundings.hpp"

#include <algorithm>

#include "analyzers/lifetime/survival.hpp"
#include "daemon/answer/cells.hpp"
#include "daemon/store/digest_questions.hpp"

namespace bandwagon::answer {
namespace {

using store::ReadOnly;

constexpr std::int64_t kFirstSchema = 6;  // that knows all that is asked here
constexpr std::size_t kMostTopics = 5;    // born alone, left
constexpr std::size_t kLongestLag = 260;  // weeks: five years, longer than any wave follows a release
constexpr std::size_t kShortestName = 3, kLongestName = 32;

std::optional<double> optional_number(const Cell& cell) {
  return is_null(cell) ? std::nullopt : std::optional(number(cell));
}

// "DeepSeekMath" of "DeepSeekMath: Pushing the Limits …": what others call the paper. Empty: it gives itself no name.
std::string short_name(const std::string& title) {
  const std::string name = title.substr(0, title.find(':'));
  const bool is_name = name.size() < title.size() && name.size() >= kShortestName && name.size() <= kLongestName &&
                       std::count(name.begin(), name.end(), ' ') <= 1 &&
                       std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return is_name ? name : std::string();
}

digest::CitedPaper paper_from(const Row& row, std::size_t first) {
  const auto id = model::PaperId::parse(text_of(row[first]));
  return {.id = id.value(),  // the store keeps no other
          .title = text_of(row[first + 1]),
          .announced = day_of(row[first + 2]),
          .named = {},
          .lag_days = {},
          .similarity = {}};
}

Result<void> add_lags(ReadOnly& database, digest::Wave& wave, model::Day until) {
  if (!wave.latest.release) return {};
  const auto rows = database.all(store::follower_lags(wave.latest.burst, *wave.latest.release, until));
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : rows->rows) {
    const auto week = std::min(static_cast<std::size_t>(whole(row[0])), kLongestLag);
    if (wave.lags.size() <= week) wave.lags.resize(week + 1);
    wave.lags[week] += static_cast<int>(whole(row[1]));
  }
  return {};
}

Result<void> add_twins(ReadOnly& database, digest::Wave& wave, model::Day until) {
  const auto rows = database.all(store::wave_twins(wave.latest.burst, until));
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : rows->rows)
    wave.twins.push_back({.first = paper_from(row, 0),
                          .second = paper_from(row, 3),
                          .cosine = number(row[6]),
                          .days_apart = static_cast<int>(whole(row[7]))});
  return {};
}

Result<void> add_mentions(ReadOnly& database, digest::Wave& wave, model::Day until) {
  for (auto& pioneer : wave.latest.evidence.pioneers) {
    const std::string name = short_name(pioneer.title);
    if (name.empty()) continue;
    const auto rows = database.all(store::wave_papers_writing(wave.latest.burst, name, until));
    if (!rows) return tl::unexpected(rows.error());
    pioneer.named_by = whole(rows->rows.at(0).at(0));
  }
  return {};
}

// What is asked once of each wave; the first error ends it.
Result<void> surround(ReadOnly& database, digest::Wave& wave, model::Day until) {
  if (auto done = add_lags(database, wave, until); !done) return done;
  if (auto done = add_twins(database, wave, until); !done) return done;
  if (auto done = add_mentions(database, wave, until); !done) return done;
  const auto course = database.all(store::wave_course(wave.latest.burst, until));
  if (!course) return tl::unexpected(course.error());
  if (course->rows.empty()) return {};
  const Row& row = course->rows[0];
  wave.papers = whole(row[0]);
  if (wave.latest.reason == model::AlertReason::Ended || !is_null(row[2])) return {};
  // the onset that was told: the burst's own may have been found elsewhere since
  auto remaining = remaining_of(database, wave.latest.evidence.onset.value_or(day_of(row[1])), until);
  if (!remaining) return tl::unexpected(remaining.error());
  if (remaining->waves > 0) wave.remaining = *remaining;
  return {};
}

Result<void> add_current(ReadOnly& database, digest::Digest& digest) {
  const auto rows = database.all(store::current_waves(digest.until));
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : rows->rows) {
    digest.landscape.current.push_back({.burst = whole(row[0]),
                                        .label = is_null(row[1]) ? "" : text_of(row[1]),
                                        .weeks_old = std::max(0.0, model::weeks_between(day_of(row[2]), digest.until)),
                                        .papers = number(row[3]),
                                        .release = is_null(row[4]) ? "" : text_of(row[4])});
  }
  return {};
}

Result<void> add_quiet_ground(ReadOnly& database, digest::Digest& digest) {
  const auto born = database.all(store::topics_born_alone(digest.since, digest.until));
  if (!born) return tl::unexpected(born.error());
  const auto left = database.all(store::topics_left(digest.since, digest.until));
  if (!left) return tl::unexpected(left.error());
  auto& landscape = digest.landscape;
  for (std::size_t i = 0; i < std::min(born->rows.size(), kMostTopics); ++i)
    landscape.born.push_back(
        {.topic = whole(born->rows[i][0]), .label = text_of(born->rows[i][1]), .papers = whole(born->rows[i][2])});
  for (std::size_t i = 0; i < std::min(left->rows.size(), kMostTopics); ++i) {
    const Row& row = left->rows[i];
    landscape.left.push_back({.topic = whole(row[0]),
                              .label = text_of(row[1]),
                              .wave = text_of(row[2]),
                              .observed = number(row[3]),
                              .expected = number(row[4]),
                              .movers = static_cast<int>(whole(row[5])),
                              .publishing = static_cast<int>(whole(row[6]))});
  }
  return {};
}

Result<void> add_candidates(ReadOnly& database, digest::Digest& digest) {
  const auto rows = database.all(store::candidate_releases(digest.since, digest.until));
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : rows->rows)
    digest.landscape.candidates.push_back(
        {.id = text_of(row[0]), .name = text_of(row[1]), .lab = text_of(row[2]), .released = day_of(row[3])});
  return {};
}

Result<void> add_herding(ReadOnly& database, digest::Digest& digest) {
  const auto rows = database.all(store::herding_course("all", "follow_share", digest.since, digest.until));
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : rows->rows)
    digest.landscape.herding.push_back({.month = day_of(row[0]),
                                        .share = number(row[1]),
                                        .low = optional_number(row[2]),
                                        .high = optional_number(row[3])});
  return {};
}

}  // namespace

Result<digest::Remaining> remaining_of(ReadOnly& database, model::Day onset, model::Day now) {
  constexpr double kCapWeeks = 104;  // a wave that is ended for its age was still there: cut off, not over
  const auto rows = database.all(store::wave_lifetimes(now));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<lifetime::Lifetime> lifetimes;
  for (const Row& row : rows->rows) {
    const bool over = !is_null(row[1]);
    const double weeks = model::weeks_between(day_of(row[0]), over ? day_of(row[1]) : now);
    lifetimes.push_back({.weeks = weeks, .ended = over && weeks < kCapWeeks});
  }
  const double old = std::max(0.0, model::weeks_between(onset, now));
  const auto beyond = lifetime::survival_beyond(lifetimes, old);
  const auto still = [&](std::optional<double> weeks) { return weeks ? std::optional(*weeks - old) : weeks; };
  return digest::Remaining{.weeks_old = old,
                           .waves = beyond.all,
                           .median = still(beyond.median),
                           .low = still(beyond.low),
                           .high = still(beyond.high)};
}

Result<void> add_surroundings(ReadOnly& database, digest::Digest& digest) {
  if (database.schema_version() < kFirstSchema) return {};
  for (auto* waves : {&digest.waves, &digest.ended})
    for (auto& wave : *waves)
      if (auto done = surround(database, wave, digest.until); !done) return done;
  for (const auto add : {add_current, add_quiet_ground, add_candidates, add_herding})
    if (auto done = add(database, digest); !done) return done;
  return {};
}

}  // namespace bandwagon::answer

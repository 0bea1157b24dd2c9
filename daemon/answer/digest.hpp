#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/digest/compose.hpp"
#include "config/config.hpp"
#include "daemon/answer/output.hpp"
#include "daemon/render/digest.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::answer {

// Which digest is wanted. Absent days: the `days` days up to the last day on which a week was closed or an alert
// raised.
struct DigestRequest {
  std::optional<model::Day> since, until;  // both included
  int days = 7;
  std::size_t max_waves = 12;
  std::vector<std::string> categories;                 // the watched ones, for the last line
  std::optional<std::vector<std::string>> channels{};  // those there are, for the last line; absent: any
};

// The last digest, as the settings want it.
DigestRequest request_of(const config::Config& config);

// Loads the alerts raised in the period and composes them. An alert whose evidence cannot be read is kept, with a
// caveat that says so. Errors: Usage (since after until), NotFound (no week is closed, so there is no default period).
Result<digest::Digest> load_digest(const std::filesystem::path& database, const DigestRequest& request);

// For how long a digest is news.
inline constexpr int kNewsDays = 14;

// The digests whose last day is `from` or later, in order: one for each day on which a week was closed or an alert was
// raised, so that an alert is told on its day. Each begins after the day of the one before it and covers `days` days at
// most, so that an alert stands in one of them.
Result<std::vector<digest::Period>> digest_periods(const store::Connection& database, model::Day from, int days);

// All the evidence of one alert. table: text for people; json, jsonl: the alert with its evidence and what is held of
// its burst today; csv, tsv: the alert's row. An unknown alert is NotFound, with the ids there are.
Result<void> print_explanation(const std::filesystem::path& database, std::int64_t alert, const Output& output);

}  // namespace bandwagon::answer

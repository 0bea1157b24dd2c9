#pragma once
// The reading commands on a database: each opens it for reading, asks, and writes the answer. No clock, nothing is
// changed.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/config.hpp"
#include "daemon/answer/output.hpp"
#include "daemon/store/questions.hpp"
#include "daemon/util/clock.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::answer {

enum class List { Topics, Bursts, Alerts, Pairs, Releases };
using Span = store::Span;

Result<void> print_list(const std::filesystem::path& database, List list, const Span& span, const Output& output);
// Each watch of the configuration by name, with what it saw.
Result<void> print_watches(const std::filesystem::path& database, const std::vector<std::string>& names,
                           const Span& span, const Output& output);
// How much fields moved together: a line per month for people (format table), a row per figure for programs. NotFound
// where nothing is said of the field.
Result<void> print_herding(const std::filesystem::path& database, const std::optional<std::string>& field,
                           const std::optional<model::Day>& since, const Output& output);
Result<void> print_search(const std::filesystem::path& database, std::string_view words, const Span& span,
                          const Output& output);
Result<void> print_query(const std::filesystem::path& database, const std::string& sql,
                         std::chrono::milliseconds time_limit, const Output& output);
// All views, or one; an unknown view is NotFound.
Result<void> print_schema(const std::filesystem::path& database, const std::optional<std::string>& view,
                          const Output& output);

// One thing, whole. Errors: NotFound with the ids there are; Usage for a malformed arXiv identifier.
Result<void> print_topic(const std::filesystem::path& database, std::int64_t topic, const Output& output);
Result<void> print_burst(const std::filesystem::path& database, std::int64_t burst, const Output& output);
Result<void> print_paper(const std::filesystem::path& database, const std::string& arxiv_id, const Output& output);
Result<void> print_release(const std::filesystem::path& database, const std::string& release, const Output& output);

// Counts and dates of a database, the last cycle, each source, the next regular poll, and whether all is in order.
enum class Health { Good, Bad };
Result<Health> print_status(const std::filesystem::path& database, const config::Arxiv& arxiv, util::Moment now,
                            const Output& output);

// Names and versions of the libraries in use.
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace bandwagon::answer

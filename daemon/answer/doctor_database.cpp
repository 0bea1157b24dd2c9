// What can be wrong with the database, its folder, and with what it holds.
#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <set>

#include "daemon/answer/doctor.hpp"
#include "daemon/intake/open_weeks.hpp"
#include "daemon/intake/schedule.hpp"
#include "daemon/store/questions.hpp"
#include "daemon/store/upkeep.hpp"

namespace bandwagon::answer {
namespace {

using Grade = Finding::Grade;
using Findings = std::vector<Finding>;
using store::ReadOnly;

constexpr std::uintmax_t kMB = 1 << 20;
constexpr std::uintmax_t kLeastFree = 64 * kMB, kGoodFree = 1024 * kMB;
constexpr int kLookedBackDays = 90;
constexpr std::chrono::hours kLongestSilence{24 * 4};  // a weekend and a holiday

std::optional<std::int64_t> number(const Table& table, std::size_t column) {
  if (table.rows.empty()) return std::nullopt;
  const auto* value = std::get_if<std::int64_t>(&table.rows[0][column]);
  return value == nullptr ? std::nullopt : std::optional(*value);
}

Findings examine_rights(const std::filesystem::path& database) {
  Findings found;
  if (::access(database.c_str(), R_OK) != 0)
    return {{Grade::Bad, "rights", fmt::format("{} may not be read by you", database.string()),
             fmt::format("chmod a+r {}*", database.string())}};
  const bool may_write = ::access(database.c_str(), W_OK) == 0 &&
                         ::access(std::filesystem::absolute(database).parent_path().c_str(), W_OK) == 0;
  found.push_back({Grade::Good, "rights",
                   may_write ? "the database may be read and written by you"
                             : "the database may be read by you; only its owner writes to it"});
  std::error_code ignored;
  for (const char* beside : {"-wal", "-shm"}) {
    const std::string file = database.string() + beside;
    if (std::filesystem::exists(file, ignored) && ::access(file.c_str(), R_OK) != 0)
      found.push_back({Grade::Bad, "rights", file + " may not be read by you", "chmod a+r " + file});
  }
  return found;
}

// Days on which a mailing was due and no paper of the watched lists is stored.
Result<std::vector<model::Day>> gaps(ReadOnly& database, const config::Arxiv& arxiv, model::Day newest) {
  const std::string categories = nlohmann::json(arxiv.categories).dump();
  const auto table = database.all(store::days_with_papers(categories, newest - kLookedBackDays, newest));
  if (!table) return tl::unexpected(table.error());
  std::set<std::int32_t> seen;
  for (const Row& row : table->rows) seen.insert(static_cast<std::int32_t>(std::get<std::int64_t>(row[0])));
  std::vector<model::Day> missing;
  if (seen.empty()) return missing;
  for (model::Day day{*seen.begin()}; day < newest; day = day + 1)
    if (arxiv.calendar.is_mailing_day(day) && !seen.contains(day.value)) missing.push_back(day);
  return missing;
}

Result<Findings> examine_papers(ReadOnly& database, const config::Config& config, util::Moment now) {
  Findings found;
  const auto newest_table = database.all(store::newest_announcement(nlohmann::json(config.arxiv.categories).dump()));
  if (!newest_table) return tl::unexpected(newest_table.error());
  const auto newest = number(*newest_table, 0);
  if (!newest) {
    found.push_back({Grade::Advice, "papers", "no paper of the watched lists is stored",
                     "bandwagon import FILE, or wait for the first poll"});
    return found;
  }
  const model::Day day{static_cast<std::int32_t>(*newest)};
  const auto missing = gaps(database, config.arxiv, day);
  if (!missing) return tl::unexpected(missing.error());
  if (missing->empty())
    found.push_back({Grade::Good, "papers",
                     fmt::format("no mailing is missing in the {} days up to {}", kLookedBackDays, day.iso())});
  else
    found.push_back({Grade::Advice, "papers",
                     fmt::format("{} mailings are missing in the {} days up to {}, the first on {}", missing->size(),
                                 kLookedBackDays, day.iso(), missing->front().iso()),
                     fmt::format("bandwagon harvest --from {}", missing->front().iso())});
  const model::Day due = intake::expected_mailing(now, config.arxiv.calendar);
  if (day < due)
    found.push_back({Grade::Advice, "papers",
                     fmt::format("the newest mailing is that of {}, the one of {} is due", day.iso(), due.iso()),
                     "see whether the service runs: systemctl status bandwagond"});
  return found;
}

Result<Findings> examine_weeks(ReadOnly& database, const config::Config& config) {
  const auto weeks = intake::finished_weeks(database, config.arxiv);
  if (!weeks) return tl::unexpected(weeks.error());
  if (weeks->open == 0) return Findings{};
  return Findings{{Grade::Advice, "weeks", weeks->what, weeks->remedy}};
}

Result<Findings> examine_service(ReadOnly& database, util::Moment now) {
  Findings found;
  const auto cycle = database.all(store::last_cycle());
  if (!cycle) return tl::unexpected(cycle.error());
  if (const auto started = number(*cycle, 0)) {
    const auto since = now - util::Moment{std::chrono::seconds{*started}};
    if (since > kLongestSilence)
      found.push_back(
          {Grade::Advice, "service",
           fmt::format("it last polled {} days ago", std::chrono::floor<std::chrono::hours>(since).count() / 24),
           "systemctl status bandwagond; journalctl -u bandwagond"});
  }
  const auto failing = database.all(store::failing_sources());
  if (!failing) return tl::unexpected(failing.error());
  for (const Row& row : failing->rows) {
    const auto* error = std::get_if<std::string>(&row[2]);
    found.push_back({Grade::Advice, "source " + std::get<std::string>(row[0]),
                     error == nullptr ? "fails" : "fails: " + *error,
                     "it is asked again by itself; see the view sources"});
  }
  if (found.empty() && !cycle->rows.empty()) found.push_back({Grade::Good, "service", "polls, and no source fails"});
  return found;
}

}  // namespace

std::vector<Finding> examine_disk(const std::filesystem::path& database) {
  std::filesystem::path folder = std::filesystem::absolute(database).parent_path();
  std::error_code ignored;
  while (!std::filesystem::exists(folder, ignored) && folder.has_relative_path()) folder = folder.parent_path();
  const auto space = std::filesystem::space(folder, ignored);
  if (ignored)
    return {{Grade::Bad, "disk space", fmt::format("{}: {}", folder.string(), ignored.message()), "look at the disk"}};
  const auto bytes = std::filesystem::file_size(database, ignored);
  const std::uintmax_t wanted = std::max(kGoodFree, ignored ? 0 : bytes);  // a change of schema keeps a copy
  const std::string what = fmt::format("{} MB are free in {}", space.available / kMB, folder.string());
  if (space.available < kLeastFree)
    return {{Grade::Bad, "disk space", what, "make room: the service cannot store papers"}};
  if (space.available < wanted)
    return {{Grade::Advice, "disk space", what,
             fmt::format("make room: {} MB let the next change of schema keep a copy", wanted / kMB)}};
  return {{Grade::Good, "disk space", what}};
}

std::vector<Finding> examine_database(const std::filesystem::path& file, const config::Config& config,
                                      const util::Clock& clock) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored))
    return {{Grade::Advice, "database", fmt::format("{} is not there yet", file.string()),
             "bandwagon import FILE, or start the service; --db FILE names another"}};
  Findings all = examine_rights(file);
  auto opened = ReadOnly::open(file);
  if (!opened) {
    all.push_back({Grade::Bad, "database", opened.error().message,
                   "restore a backup, see docs/OPERATIONS.md, or name another file with --db"});
    return all;
  }
  const auto damage = store::damages(file);
  if (!damage || !damage->empty())
    all.push_back({Grade::Bad, "database",
                   damage ? fmt::format("{} is damaged: {}", file.string(), damage->front()) : damage.error().message,
                   "restore a backup, see docs/OPERATIONS.md"});
  else
    all.push_back({Grade::Good, "database", fmt::format("{} is sound", file.string())});
  for (auto part : {examine_papers(*opened, config, clock.now()), examine_weeks(*opened, config),
                    examine_service(*opened, clock.now())}) {
    if (part)
      all.insert(all.end(), part->begin(), part->end());
    else
      all.push_back({Grade::Bad, "database", part.error().message, "restore a backup, see docs/OPERATIONS.md"});
  }
  return all;
}

}  // namespace bandwagon::answer

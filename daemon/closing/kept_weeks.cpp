#include "daemon/closing/kept_weeks.hpp"

#include <cstdlib>

#include "analyzers/parallel/each.hpp"
#include "daemon/files/packed_text.hpp"
#include "daemon/store/papers.hpp"

namespace bandwagon::closing {
namespace {

constexpr const char* kTerms = "terms";
constexpr std::size_t kWeeksAtOnce = 8;  // packed and stored together

model::Day first_week(model::Day last, int window_weeks) {
  return last - (window_weeks - 1) * model::kDaysPerWeek;
}

Result<std::int64_t> papers_until(const store::Connection& connection, model::Day week, int window_weeks) {
  return store::count_announced(connection, first_week(week, window_weeks), week + (model::kDaysPerWeek - 1));
}

}  // namespace

Result<StoredWeek> read_stored_week(const store::Connection& connection, model::Day monday) {
  auto papers = store::week_of_papers(connection, monday);
  if (!papers) return tl::unexpected(papers.error());
  auto terms = store::week_reading(connection, monday, kTerms);
  if (!terms) return tl::unexpected(terms.error());
  return StoredWeek{.monday = monday, .papers = std::move(*papers), .packed = std::move(*terms).value_or("")};
}

KeptWeek unpacked(StoredWeek week) {
  const std::string kept = files::unpack(week.packed).value_or("");
  return {.monday = week.monday, .papers = std::move(week.papers), .readings = corpus::KeptReadings::unpack(kept)};
}

corpus::TermUses uses_in(const StoredWeek& week, std::span<const text::TermId> terms) {
  return corpus::uses_of(week.papers, files::unpack(week.packed).value_or(""), terms);
}

bool is_stale(std::size_t missing, std::size_t papers) {
  constexpr std::size_t kFewest = 16;  // one paper of so many
  return missing * kFewest > papers;
}

Result<void> keep_weeks(store::Connection& connection, const corpus::Window& window) {
  if (window.size() == 0) return {};
  std::vector<int> weeks;
  for (int week = 0; week < window.size(); ++week) {
    const std::size_t papers = window.papers(week).size() + window.background(week).size();
    if (is_stale(window.read_anew(week), papers)) weeks.push_back(week);
  }
  for (std::size_t first = 0; first < weeks.size(); first += kWeeksAtOnce) {
    const std::size_t some = std::min(kWeeksAtOnce, weeks.size() - first);
    std::vector<store::WeekReading> packed(some);
    parallel::each(some, 1, [&](std::size_t w) {
      const int week = weeks[first + w];
      packed[w] = {window.monday(week), kTerms,
                   files::pack(corpus::pack(window.papers(week), window.background(week)))};
    });
    if (auto kept = store::keep_week_readings(connection, packed, window.monday(0)); !kept) return kept;
  }
  return {};
}

Result<std::optional<store::ReleaseSearch>> kept_search(const store::Connection& connection, model::Day last,
                                                        int window_weeks) {
  auto kept = store::release_search(connection);
  if (!kept) return tl::unexpected(kept.error());
  if (!*kept || (*kept)->week < first_week(last, window_weeks) || (*kept)->week > last) return std::nullopt;
  const auto papers = papers_until(connection, (*kept)->week, window_weeks);
  if (!papers) return tl::unexpected(papers.error());
  const auto added = static_cast<std::size_t>(std::abs(*papers - (*kept)->papers));
  if (is_stale(added, static_cast<std::size_t>(*papers))) return std::nullopt;
  return kept;
}

bool take_up_search(const std::optional<store::ReleaseSearch>& kept, release::KnownReleases& known) {
  return kept && known.take_up({kept->until, kept->releases, kept->body});
}

Result<void> keep_search(store::Connection& connection, model::Day week, int window_weeks,
                         const release::KnownReleases::Learned& learned) {
  const auto papers = papers_until(connection, week, window_weeks);
  if (!papers) return tl::unexpected(papers.error());
  return store::keep_release_search(
      connection,
      {.week = week, .papers = *papers, .until = learned.until, .releases = learned.releases, .body = learned.search});
}

}  // namespace bandwagon::closing

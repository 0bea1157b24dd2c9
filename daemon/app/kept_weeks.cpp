#include "daemon/app/kept_weeks.hpp"

#include "analyzers/parallel/each.hpp"
#include "daemon/files/packed_text.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/week_readings.hpp"

namespace bandwagon::app {
namespace {

constexpr const char *kTerms = "terms", *kNames = "names";
constexpr std::size_t kWeeksAtOnce = 8;  // packed and stored together

// Empty where nothing is kept or what is kept is damaged.
Result<std::string> kept_bytes(const store::Connection& connection, model::Day monday, const char* kind) {
  const auto body = store::week_reading(connection, monday, kind);
  if (!body) return tl::unexpected(body.error());
  return *body ? files::unpack(**body).value_or("") : "";
}

}  // namespace

Result<KeptWeek> read_kept_week(const store::Connection& connection, model::Day monday) {
  auto papers = store::window(connection, monday, monday + (model::kDaysPerWeek - 1));
  if (!papers) return tl::unexpected(papers.error());
  const auto terms = kept_bytes(connection, monday, kTerms);
  if (!terms) return tl::unexpected(terms.error());
  const auto names = kept_bytes(connection, monday, kNames);
  if (!names) return tl::unexpected(names.error());
  return KeptWeek{.monday = monday,
                  .papers = std::move(*papers),
                  .readings = corpus::KeptReadings::unpack(*terms),
                  .names = candidate::KeptNames::unpack(*names)};
}

Result<void> keep_weeks(store::Connection& connection, const corpus::Window& window, KnownReleases& known) {
  if (window.size() == 0) return {};
  std::vector<store::WeekReading> readings;
  std::vector<int> weeks;
  for (int week = 0; week < window.size(); ++week) {
    const std::size_t papers = window.papers(week).size() + window.background(week).size();
    if (is_stale(window.read_anew(week), papers)) weeks.push_back(week);
  }
  for (auto& [monday, names] : known.take_names()) readings.push_back({monday, kNames, files::pack(names)});
  for (std::size_t first = 0; first < weeks.size() || !readings.empty(); first += kWeeksAtOnce) {
    const std::size_t some = std::min(kWeeksAtOnce, weeks.size() - std::min(first, weeks.size()));
    std::vector<store::WeekReading> packed(some);
    parallel::each(some, 1, [&](std::size_t w) {
      const int week = weeks[first + w];
      packed[w] = {window.monday(week), kTerms,
                   files::pack(corpus::pack(window.papers(week), window.background(week)))};
    });
    std::move(packed.begin(), packed.end(), std::back_inserter(readings));
    if (auto kept = store::keep_week_readings(connection, readings, window.monday(0)); !kept) return kept;
    readings.clear();
  }
  return {};
}

}  // namespace bandwagon::app

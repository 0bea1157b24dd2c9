#include "daemon/app/resume.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <iterator>
#include <vector>

#include "daemon/app/kept_weeks.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/papers.hpp"

namespace bandwagon::app {
namespace {

constexpr int kWeek = model::kDaysPerWeek;

tl::unexpected<Error> cancelled() {
  return fail(ErrorKind::Cancelled, "stopped before all weeks were closed; the rest is closed next time");
}

constexpr std::array kRooms{"strata", "thread", "joined", "placed",  "centroid", "resting", "cluster",
                            "topic",  "wave",   "kin",    "coinage", "look",     "counter"};

// Shows the search for releases what it has not learned yet of the weeks that were closed.
Result<void> show_again(store::Connection& connection, const Past& past, model::Day from, KnownReleases& known,
                        const std::stop_token& stop) {
  if (!known.reader()) return {};
  for (model::Day week = std::max(past.first, from); week <= past.last; week = week + kWeek) {
    if (stop.stop_requested()) return cancelled();
    const auto papers = store::week_of_papers(connection, week);
    if (!papers) return tl::unexpected(papers.error());
    known.warm(*papers);
  }
  const auto learned = known.learned();
  return learned ? keep_search(connection, past.last, past.window_weeks, *learned) : Result<void>{};
}

// Lets the analysis read the window again: while a week enters it the next one is fetched.
Result<void> warm(const store::Connection& connection, const Past& past, close::Analysis& analysis,
                  const std::stop_token& stop) {
  const auto fetch = [&connection](model::Day week) {
    return std::async(std::launch::async, [&connection, week] { return read_kept_week(connection, week); });
  };
  model::Day next = past.first;
  for (auto ahead = fetch(next); next <= past.last;) {
    auto week = ahead.get();
    if (!week) return tl::unexpected(week.error());
    if (stop.stop_requested()) return cancelled();
    next = next + kWeek;
    if (next <= past.last) ahead = fetch(next);
    analysis.warm(week->monday, std::move(week->papers), std::move(week->readings));
  }
  return {};
}

}  // namespace

Result<void> resume(store::Connection& connection, const Past& past, const std::string& state_hash,
                    close::Analysis& analysis, KnownReleases& known, const std::stop_token& stop) {
  std::vector<model::StateRecord> records;
  for (const char* room : kRooms) {
    auto state = store::load_state(connection, room);
    if (!state) return tl::unexpected(state.error());
    std::move(state->begin(), state->end(), std::back_inserter(records));
  }
  const auto search = kept_search(connection, past.last, past.window_weeks);
  if (!search) return tl::unexpected(search.error());
  analysis.restore_strata(records);
  auto beside = std::async(std::launch::async, [&] {
    analysis.restore_topics(records);
    return take_up_search(*search, known);
  });
  if (auto warmed = warm(connection, past, analysis, stop); !warmed) return warmed;
  const bool taken_up = beside.get();
  analysis.restore(records, state_hash);
  const model::Day unseen = taken_up ? (*search)->week + kWeek : past.first;
  return unseen <= past.last ? show_again(connection, past, unseen, known, stop) : Result<void>{};
}

}  // namespace bandwagon::app
